//! Letters and words to choose from; lists of words are parted by `|`.

pub(super) const HEX: &[u8] = b"0123456789abcdef";
pub(super) const UPPER: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
pub(super) const BASE58: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
pub(super) const BASE62: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

pub(super) const MONTHS: &str = "\
    January|February|March|April|May|June|July|August|September|October|November|December";
pub(super) const WEEKDAYS: &str = "Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday";
pub(super) const FIRST_NAMES: &str = "\
    Ada|Alan|Barbara|Carl|Clara|Dennis|Edith|Emil|Frances|Grace|Hedy|Ivan|Jean|Katherine|Leon|\
    Margaret|Nora|Oscar|Paula|Radia|Sofia|Tony|Ursula|Victor";
pub(super) const LAST_NAMES: &str = "\
    Allen|Bauer|Carter|Dahl|Ellis|Fischer|Garcia|Hansen|Ito|Jansen|Keller|Lindqvist|Moreau|\
    Novak|Olsen|Petrov|Quinn|Rossi|Silva|Tanaka|Underwood|Vogel|Walker|Young";
pub(super) const JOB_DESCRIPTORS: &str =
    "Lead|Senior|Chief|Corporate|Regional|National|Global|Future";
pub(super) const JOB_AREAS: &str =
    "Accounts|Branding|Data|Marketing|Operations|Quality|Security|Usability";
pub(super) const JOB_TYPES: &str = "\
    Administrator|Analyst|Architect|Consultant|Coordinator|Engineer|Manager|Supervisor";
pub(super) const LOCALES: &str = "ar|cs|da|de|en|es|fi|fr|it|ja|ko|nl|pl|pt|sv|zh";
pub(super) const COUNTRIES: &str = "\
    Argentina|Australia|Brazil|Canada|Denmark|France|Germany|India|Italy|Japan|Kenya|Mexico|\
    Norway|Poland|Spain|Vietnam";
pub(super) const COUNTRY_CODES: &str = "AR|AU|BR|CA|DK|FR|DE|IN|IT|JP|KE|MX|NO|PL|ES|VN";
pub(super) const COLORS: &str = "red|green|blue|yellow|orange|purple|black|white|teal|magenta";
pub(super) const DEPARTMENTS: &str =
    "Books|Clothing|Electronics|Games|Garden|Grocery|Music|Sports|Tools";
pub(super) const PRODUCT_ADJECTIVES: &str =
    "Small|Handmade|Practical|Rustic|Sleek|Tasty|Refined|Unbranded";
pub(super) const MATERIALS: &str = "Steel|Wooden|Concrete|Plastic|Cotton|Granite|Rubber|Leather";
pub(super) const PRODUCTS: &str = "Chair|Table|Car|Keyboard|Mouse|Hat|Shoes|Soap|Cheese|Gloves";
pub(super) const COMPANY_SUFFIXES: &str = "Inc|LLC|Group|and Sons";
pub(super) const ADJECTIVES: &str = "\
    wireless|digital|open|virtual|primary|optical|neural|mobile|solid|redundant|balanced|\
    shared";
pub(super) const DESCRIPTORS: &str = "\
    real-time|holistic|modular|scalable|interactive|next-generation|global|local|dynamic|\
    secure";
pub(super) const NOUNS: &str = "\
    driver|protocol|bandwidth|panel|microchip|program|port|card|array|interface|system|sensor|\
    firewall|pixel|alarm|feed|monitor|matrix";
pub(super) const VERBS: &str = "\
    back up|copy|reboot|index|compress|generate|quantify|calculate|transmit|program|parse|\
    connect";
pub(super) const ING_VERBS: &str = "\
    copying|rebooting|indexing|compressing|generating|calculating|transmitting|programming|\
    parsing|connecting";
pub(super) const ABBREVIATIONS: &str = "TCP|HTTP|SDD|RAM|GB|CSS|SSL|AGP|SQL|RSS|XML|PNG|USB|AI";
pub(super) const COLUMNS: &str = "\
    id|title|name|email|phone|token|group|category|password|comment|avatar|status|createdAt|\
    updatedAt";
pub(super) const DOMAIN_SUFFIXES: &str = "com|biz|info|name|net|org";
pub(super) const FOLDERS: &str = "/bin|/etc|/home/user|/lib|/mnt|/opt/bin|/tmp|/usr/share|/var/log";
pub(super) const FILE_TYPES: &[(&str, &str)] = &[
    ("application/json", "json"),
    ("application/pdf", "pdf"),
    ("application/zip", "zip"),
    ("audio/mpeg", "mp3"),
    ("image/gif", "gif"),
    ("image/jpeg", "jpg"),
    ("image/png", "png"),
    ("text/css", "css"),
    ("text/csv", "csv"),
    ("text/html", "html"),
    ("text/plain", "txt"),
    ("video/mp4", "mp4"),
];
pub(super) const CURRENCIES: &[(&str, &str, &str)] = &[
    ("CHF", "Swiss Franc", "CHF"),
    ("CZK", "Czech Koruna", "Kč"),
    ("EUR", "Euro", "€"),
    ("GBP", "Pound Sterling", "£"),
    ("JPY", "Yen", "¥"),
    ("PLN", "Zloty", "zł"),
    ("SEK", "Swedish Krona", "kr"),
    ("USD", "US Dollar", "$"),
];
pub(super) const LOREM: &str = "\
    lorem|ipsum|dolor|sit|amet|consectetur|adipiscing|elit|sed|do|eiusmod|tempor|incididunt|\
    ut|labore|et|dolore|magna|aliqua|enim";

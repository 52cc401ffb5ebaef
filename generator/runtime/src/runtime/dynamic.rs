//! Values that Postman makes up: `{{$guid}}`, `{{$timestamp}}`, `{{$randomInt}}`.
//!
//! The names are those of Postman's documentation ("Dynamic variables"), and the values have the form that it describes.
//! The words are our own.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::time::{SystemTime, UNIX_EPOCH};

/// A new value of Postman's dynamic variable of that name, with or without its `$`. A name that Postman does not know
/// gives its own text back, braces around it, as in Postman.
///
/// The values are for tests and samples. They are not random enough for a secret.
pub fn dynamic(name: &str) -> String {
    let random = &mut Random(RandomState::new().hash_one(name));
    let plain = name.strip_prefix('$').unwrap_or(name);
    match basic(plain, random)
        .or_else(|| words(plain, random))
        .or_else(|| lorem(plain, random))
    {
        Some(value) => value,
        None => format!("{{{{{name}}}}}"),
    }
}

/// Numbers, times, identifiers, addresses.
fn basic(name: &str, r: &mut Random) -> Option<String> {
    const DAY: u64 = 86_400;
    Some(match name {
        "guid" | "randomUUID" => uuid(r),
        "timestamp" => now().to_string(),
        "isoTimestamp" => iso(now(), r.below(1000)),
        "randomInt" => r.below(1001).to_string(),
        "randomBoolean" => r.pick("true|false"),
        "randomAlphaNumeric" => r.chars(1, b"abcdefghijklmnopqrstuvwxyz0123456789"),
        "randomPassword" => r.chars(15, BASE62),
        "randomPhoneNumber" => phone(r),
        "randomPhoneNumberExt" => format!("{}-{}", 10 + r.below(90), phone(r)),
        "randomLatitude" => degrees(90, r),
        "randomLongitude" => degrees(180, r),
        "randomDatePast" => javascript_date(now().saturating_sub(DAY + r.below(364 * DAY))),
        "randomDateFuture" => javascript_date(now() + DAY + r.below(364 * DAY)),
        "randomDateRecent" => javascript_date(now().saturating_sub(r.below(DAY))),
        "randomBankAccount" => digits(8, r),
        "randomCreditCardMask" => digits(4, r),
        "randomPrice" => format!("{}.{:02}", r.below(1000), r.below(100)),
        "randomBitcoin" => format!("{}{}", r.pick("1|3"), r.chars(32, BASE58)),
        "randomBankAccountIban" => iban(r),
        "randomBankAccountBic" => {
            format!(
                "{}{}{}",
                r.chars(4, UPPER),
                r.pick(COUNTRY_CODES),
                r.chars(2, UPPER)
            )
        }
        "randomIP" => (0..4)
            .map(|_| (1 + r.below(254)).to_string())
            .collect::<Vec<_>>()
            .join("."),
        "randomIPV6" => (0..8)
            .map(|_| r.chars(4, HEX))
            .collect::<Vec<_>>()
            .join(":"),
        "randomMACAddress" => (0..6)
            .map(|_| r.chars(2, HEX))
            .collect::<Vec<_>>()
            .join(":"),
        "randomHexColor" => format!("#{}", r.chars(6, HEX)),
        "randomSemver" => format!("{}.{}.{}", r.below(10), r.below(10), r.below(10)),
        _ => return None,
    })
}

/// Names of people, places and things.
fn words(name: &str, r: &mut Random) -> Option<String> {
    Some(match name {
        "randomFirstName" => r.pick(FIRST_NAMES),
        "randomLastName" => r.pick(LAST_NAMES),
        "randomFullName" => format!("{} {}", r.pick(FIRST_NAMES), r.pick(LAST_NAMES)),
        "randomNamePrefix" => r.pick("Mr.|Mrs.|Ms.|Miss|Dr."),
        "randomNameSuffix" => r.pick("Jr.|Sr.|I|II|III|MD|DDS|PhD|DVM"),
        "randomUserName" => user_name(r),
        "randomEmail" => {
            format!(
                "{}@{}",
                user_name(r),
                r.pick("gmail.com|yahoo.com|hotmail.com")
            )
        }
        "randomExampleEmail" => {
            let domain = r.pick("example.com|example.net|example.org");
            format!("{}@{domain}", user_name(r))
        }
        "randomJobTitle" => {
            format!(
                "{} {} {}",
                r.pick(JOB_DESCRIPTORS),
                r.pick(JOB_AREAS),
                r.pick(JOB_TYPES)
            )
        }
        "randomJobDescriptor" => r.pick(JOB_DESCRIPTORS),
        "randomJobArea" => r.pick(JOB_AREAS),
        "randomJobType" => r.pick(JOB_TYPES),
        "randomLocale" => r.pick(LOCALES),
        "randomCity" => city(r),
        "randomStreetName" => street(r),
        "randomStreetAddress" => format!("{} {}", 1 + r.below(9999), street(r)),
        "randomCountry" => r.pick(COUNTRIES),
        "randomCountryCode" => r.pick(COUNTRY_CODES),
        "randomColor" => r.pick(COLORS),
        "randomDepartment" => r.pick(DEPARTMENTS),
        "randomProductName" => {
            format!(
                "{} {} {}",
                r.pick(PRODUCT_ADJECTIVES),
                r.pick(MATERIALS),
                r.pick(PRODUCTS)
            )
        }
        "randomProductAdjective" => r.pick(PRODUCT_ADJECTIVES),
        "randomProductMaterial" => r.pick(MATERIALS),
        "randomProduct" => r.pick(PRODUCTS),
        "randomCompanyName" => format!("{} {}", r.pick(LAST_NAMES), r.pick(COMPANY_SUFFIXES)),
        "randomCompanySuffix" => r.pick(COMPANY_SUFFIXES),
        "randomCatchPhrase" => {
            format!(
                "{} {} {}",
                r.pick(ADJECTIVES),
                r.pick(DESCRIPTORS),
                r.pick(NOUNS)
            )
        }
        "randomBs" => format!(
            "{} {} {}",
            r.pick(VERBS),
            r.pick(DESCRIPTORS),
            r.pick(NOUNS)
        ),
        "randomCatchPhraseAdjective" | "randomAdjective" => r.pick(ADJECTIVES),
        "randomCatchPhraseDescriptor" | "randomBsAdjective" => r.pick(DESCRIPTORS),
        "randomCatchPhraseNoun" | "randomBsNoun" | "randomNoun" => r.pick(NOUNS),
        "randomBsBuzz" | "randomVerb" => r.pick(VERBS),
        "randomIngverb" => r.pick(ING_VERBS),
        "randomAbbreviation" => r.pick(ABBREVIATIONS),
        "randomWord" => word(r),
        "randomWords" => format!("{} {} {}", word(r), word(r), word(r)),
        "randomPhrase" => {
            let (verb, adjective) = (r.pick(VERBS), r.pick(ADJECTIVES));
            let (short, noun) = (r.pick(ABBREVIATIONS), r.pick(NOUNS));
            format!("We need to {verb} the {adjective} {short} {noun}!")
        }
        "randomDatabaseColumn" => r.pick(COLUMNS),
        "randomDatabaseType" => r.pick("int|bigint|varchar|text|date|double"),
        "randomDatabaseCollation" => r.pick("utf8_bin|utf8_general_ci|ascii_bin"),
        "randomDatabaseEngine" => r.pick("InnoDB|MyISAM|MEMORY|CSV|ARCHIVE"),
        "randomMonth" => r.pick(MONTHS),
        "randomWeekday" => r.pick(WEEKDAYS),
        "randomBankAccountName" => {
            format!(
                "{} Account",
                r.pick("Checking|Savings|Investment|Credit Card")
            )
        }
        "randomTransactionType" => r.pick("deposit|withdrawal|payment|invoice"),
        "randomCurrencyCode" => r.currency().0.to_owned(),
        "randomCurrencyName" => r.currency().1.to_owned(),
        "randomCurrencySymbol" => r.currency().2.to_owned(),
        "randomProtocol" => r.pick("http|https"),
        "randomUrl" => format!("https://{}", domain(r)),
        "randomDomainName" => domain(r),
        "randomDomainSuffix" => r.pick(DOMAIN_SUFFIXES),
        "randomDomainWord" => r.pick(FIRST_NAMES).to_ascii_lowercase(),
        "randomUserAgent" => format!(
            "Mozilla/5.0 (X11; Linux x86_64; rv:{0}.0) Gecko/20100101 Firefox/{0}.0",
            60 + r.below(60)
        ),
        "randomAvatarImage" => format!("https://example.com/avatars/{}.jpg", 1 + r.below(1000)),
        "randomImageDataUri" => String::from(
            "data:image/svg+xml;charset=UTF-8,%3Csvg%20xmlns%3D%22http%3A%2F%2Fwww.w3.org%2F2000%2Fsvg%22%2F%3E",
        ),
        _ => return file(name, r).or_else(|| image(name)),
    })
}

/// Files and their types.
fn file(name: &str, r: &mut Random) -> Option<String> {
    let (kind, extension) = r.file_type();
    Some(match name {
        "randomFileName" | "randomCommonFileName" => file_name(extension, r),
        "randomFileExt" | "randomCommonFileExt" => extension.to_owned(),
        "randomFileType" | "randomCommonFileType" => kind
            .split_once('/')
            .map_or(kind, |(kind, _)| kind)
            .to_owned(),
        "randomMimeType" => kind.to_owned(),
        "randomFilePath" => format!("{}/{}", r.pick(FOLDERS), file_name(extension, r)),
        "randomDirectoryPath" => r.pick(FOLDERS),
        _ => return None,
    })
}

/// URLs of images by subject: `randomCatsImage`. Postman's point to a service that is gone.
fn image(name: &str) -> Option<String> {
    const SUBJECTS: &str = "Abstract|Animals|Business|Cats|City|Food|Nightlife|Fashion|People|\
        Nature|Sports|Transport";
    let subject = name.strip_prefix("random")?;
    if subject == "ImageUrl" {
        return Some(String::from("http://placeimg.com/640/480"));
    }
    let subject = subject.strip_suffix("Image")?;
    let known = SUBJECTS.split('|').any(|known| known == subject);
    known.then(|| {
        format!(
            "http://placeimg.com/640/480/{}",
            subject.to_ascii_lowercase()
        )
    })
}

/// Text that means nothing.
fn lorem(name: &str, r: &mut Random) -> Option<String> {
    Some(match name {
        "randomLoremWord" => r.pick(LOREM),
        "randomLoremWords" => lorem_words(3, " ", r),
        "randomLoremSlug" => lorem_words(3, "-", r),
        "randomLoremSentence" => sentence(r),
        "randomLoremSentences" => sentences(2, 6, " ", r),
        "randomLoremParagraph" => sentences(3, 6, " ", r),
        "randomLoremText" => sentences(1, 4, " ", r),
        "randomLoremLines" => sentences(1, 5, "\n", r),
        "randomLoremParagraphs" => (0..3)
            .map(|_| sentences(3, 6, " ", r))
            .collect::<Vec<_>>()
            .join("\n \r"),
        _ => return None,
    })
}

/// SplitMix64 (Steele, Lea, Flood 2014), seeded anew for each value from the system's randomness.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; the bias is far below what anyone notices.
    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    fn one<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let index = self.below(choices.len() as u64);
        choices.get(usize::try_from(index).unwrap_or(0))
    }

    /// One of the choices in a list parted by `|`.
    fn pick(&mut self, choices: &str) -> String {
        let count = choices.split('|').count();
        let index = usize::try_from(self.below(count as u64)).unwrap_or(0);
        choices.split('|').nth(index).unwrap_or_default().to_owned()
    }

    fn chars(&mut self, count: usize, alphabet: &[u8]) -> String {
        (0..count)
            .filter_map(|_| self.one(alphabet).map(|&byte| char::from(byte)))
            .collect()
    }

    fn currency(&mut self) -> (&'static str, &'static str, &'static str) {
        self.one(CURRENCIES).copied().unwrap_or_default()
    }

    fn file_type(&mut self) -> (&'static str, &'static str) {
        self.one(FILE_TYPES).copied().unwrap_or_default()
    }
}

/// A UUID of version 4 (RFC 9562, section 5.4).
fn uuid(r: &mut Random) -> String {
    let high = (r.next() & !0xF000) | 0x4000;
    let low = (r.next() >> 2) | (1 << 63);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xFFFF,
        high & 0xFFFF,
        low >> 48,
        low & 0xFFFF_FFFF_FFFF
    )
}

/// Seconds since 1970.
fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

/// Year, month and day of a day counted from 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms").
fn civil(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

/// `2026-11-23T14:51:43.153Z`
fn iso(seconds: u64, milliseconds: u64) -> String {
    let (year, month, day) = civil(seconds / 86_400);
    let time = clock(seconds);
    format!("{year:04}-{month:02}-{day:02}T{time}.{milliseconds:03}Z")
}

/// `Tue Dec 23 2025 07:36:51 GMT+0000 (Coordinated Universal Time)`, as JavaScript writes a date.
fn javascript_date(seconds: u64) -> String {
    let days = seconds / 86_400;
    let (year, month, day) = civil(days);
    let name = |names: &'static str, index: u64| {
        let name = usize::try_from(index)
            .ok()
            .and_then(|index| names.split('|').nth(index));
        name.and_then(|name| name.get(..3)).unwrap_or_default()
    };
    // 1970-01-01 was a Thursday, the fifth of the week that begins with Sunday.
    let weekday = name(WEEKDAYS, (days + 4) % 7);
    let month = name(MONTHS, month - 1);
    let time = clock(seconds);
    format!("{weekday} {month} {day:02} {year} {time} GMT+0000 (Coordinated Universal Time)")
}

fn clock(seconds: u64) -> String {
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600 % 24,
        seconds / 60 % 60,
        seconds % 60
    )
}

fn phone(r: &mut Random) -> String {
    format!(
        "{}-{}-{}",
        200 + r.below(800),
        200 + r.below(800),
        digits(4, r)
    )
}

fn degrees(limit: u64, r: &mut Random) -> String {
    let sign = r.pick("|-");
    format!("{sign}{}.{:04}", r.below(limit), r.below(10_000))
}

fn digits(count: usize, r: &mut Random) -> String {
    r.chars(count, b"0123456789")
}

/// A German IBAN with a true checksum (ISO 13616, ISO 7064 MOD 97-10).
fn iban(r: &mut Random) -> String {
    let account = digits(18, r);
    // "DE00" behind the account, with D = 13 and E = 14.
    let text = format!("{account}131400");
    let rest = text
        .bytes()
        .fold(0, |rest, digit| (rest * 10 + u64::from(digit - b'0')) % 97);
    format!("DE{:02}{account}", 98 - rest)
}

fn user_name(r: &mut Random) -> String {
    match r.below(2) {
        0 => format!("{}{}", r.pick(FIRST_NAMES), r.below(100)),
        _ => format!("{}_{}", r.pick(FIRST_NAMES), r.pick(LAST_NAMES)),
    }
}

fn city(r: &mut Random) -> String {
    format!(
        "{}{}",
        r.pick(LAST_NAMES),
        r.pick("ville|town|port|berg|bury|stad")
    )
}

fn street(r: &mut Random) -> String {
    format!(
        "{} {}",
        r.pick(LAST_NAMES),
        r.pick("Street|Avenue|Road|Lane|Way|Court")
    )
}

fn domain(r: &mut Random) -> String {
    format!(
        "{}.{}",
        r.pick(FIRST_NAMES).to_ascii_lowercase(),
        r.pick(DOMAIN_SUFFIXES)
    )
}

fn word(r: &mut Random) -> String {
    match r.below(3) {
        0 => r.pick(ADJECTIVES),
        1 => r.pick(VERBS),
        _ => r.pick(NOUNS),
    }
}

fn file_name(extension: &str, r: &mut Random) -> String {
    format!(
        "{}_{}.{extension}",
        word(r).replace('-', "_"),
        r.pick(NOUNS)
    )
}

fn lorem_words(count: u64, between: &str, r: &mut Random) -> String {
    (0..count)
        .map(|_| r.pick(LOREM))
        .collect::<Vec<_>>()
        .join(between)
}

fn sentence(r: &mut Random) -> String {
    let count = 3 + r.below(8);
    let words = lorem_words(count, " ", r);
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    format!(
        "{}{}.",
        first.map(String::from).unwrap_or_default(),
        letters.as_str()
    )
}

fn sentences(least: u64, most: u64, between: &str, r: &mut Random) -> String {
    let count = least + r.below(most - least + 1);
    (0..count)
        .map(|_| sentence(r))
        .collect::<Vec<_>>()
        .join(between)
}

const HEX: &[u8] = b"0123456789abcdef";
const UPPER: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const BASE58: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const BASE62: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

const MONTHS: &str = "\
    January|February|March|April|May|June|July|August|September|October|November|December";
const WEEKDAYS: &str = "Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday";
const FIRST_NAMES: &str = "\
    Ada|Alan|Barbara|Carl|Clara|Dennis|Edith|Emil|Frances|Grace|Hedy|Ivan|Jean|Katherine|Leon|\
    Margaret|Nora|Oscar|Paula|Radia|Sofia|Tony|Ursula|Victor";
const LAST_NAMES: &str = "\
    Allen|Bauer|Carter|Dahl|Ellis|Fischer|Garcia|Hansen|Ito|Jansen|Keller|Lindqvist|Moreau|\
    Novak|Olsen|Petrov|Quinn|Rossi|Silva|Tanaka|Underwood|Vogel|Walker|Young";
const JOB_DESCRIPTORS: &str = "Lead|Senior|Chief|Corporate|Regional|National|Global|Future";
const JOB_AREAS: &str = "Accounts|Branding|Data|Marketing|Operations|Quality|Security|Usability";
const JOB_TYPES: &str = "\
    Administrator|Analyst|Architect|Consultant|Coordinator|Engineer|Manager|Supervisor";
const LOCALES: &str = "ar|cs|da|de|en|es|fi|fr|it|ja|ko|nl|pl|pt|sv|zh";
const COUNTRIES: &str = "\
    Argentina|Australia|Brazil|Canada|Denmark|France|Germany|India|Italy|Japan|Kenya|Mexico|\
    Norway|Poland|Spain|Vietnam";
const COUNTRY_CODES: &str = "AR|AU|BR|CA|DK|FR|DE|IN|IT|JP|KE|MX|NO|PL|ES|VN";
const COLORS: &str = "red|green|blue|yellow|orange|purple|black|white|teal|magenta";
const DEPARTMENTS: &str = "Books|Clothing|Electronics|Games|Garden|Grocery|Music|Sports|Tools";
const PRODUCT_ADJECTIVES: &str = "Small|Handmade|Practical|Rustic|Sleek|Tasty|Refined|Unbranded";
const MATERIALS: &str = "Steel|Wooden|Concrete|Plastic|Cotton|Granite|Rubber|Leather";
const PRODUCTS: &str = "Chair|Table|Car|Keyboard|Mouse|Hat|Shoes|Soap|Cheese|Gloves";
const COMPANY_SUFFIXES: &str = "Inc|LLC|Group|and Sons";
const ADJECTIVES: &str = "\
    wireless|digital|open|virtual|primary|optical|neural|mobile|solid|redundant|balanced|\
    shared";
const DESCRIPTORS: &str = "\
    real-time|holistic|modular|scalable|interactive|next-generation|global|local|dynamic|\
    secure";
const NOUNS: &str = "\
    driver|protocol|bandwidth|panel|microchip|program|port|card|array|interface|system|sensor|\
    firewall|pixel|alarm|feed|monitor|matrix";
const VERBS: &str = "\
    back up|copy|reboot|index|compress|generate|quantify|calculate|transmit|program|parse|\
    connect";
const ING_VERBS: &str = "\
    copying|rebooting|indexing|compressing|generating|calculating|transmitting|programming|\
    parsing|connecting";
const ABBREVIATIONS: &str = "TCP|HTTP|SDD|RAM|GB|CSS|SSL|AGP|SQL|RSS|XML|PNG|USB|AI";
const COLUMNS: &str = "\
    id|title|name|email|phone|token|group|category|password|comment|avatar|status|createdAt|\
    updatedAt";
const DOMAIN_SUFFIXES: &str = "com|biz|info|name|net|org";
const FOLDERS: &str = "/bin|/etc|/home/user|/lib|/mnt|/opt/bin|/tmp|/usr/share|/var/log";
const FILE_TYPES: &[(&str, &str)] = &[
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
const CURRENCIES: &[(&str, &str, &str)] = &[
    ("CHF", "Swiss Franc", "CHF"),
    ("CZK", "Czech Koruna", "Kč"),
    ("EUR", "Euro", "€"),
    ("GBP", "Pound Sterling", "£"),
    ("JPY", "Yen", "¥"),
    ("PLN", "Zloty", "zł"),
    ("SEK", "Swedish Krona", "kr"),
    ("USD", "US Dollar", "$"),
];
const LOREM: &str = "\
    lorem|ipsum|dolor|sit|amet|consectetur|adipiscing|elit|sed|do|eiusmod|tempor|incididunt|\
    ut|labore|et|dolore|magna|aliqua|enim";

#[cfg(test)]
mod tests {
    use super::*;

    /// Postman's names, from its documentation.
    const NAMES: &str = "guid timestamp isoTimestamp randomInt randomPhoneNumber randomPhoneNumberExt \
        randomLocale randomWords randomFilePath randomDirectoryPath randomCity randomStreetName \
        randomStreetAddress randomCountry randomCountryCode randomLatitude randomLongitude randomColor \
        randomDepartment randomProductName randomProductAdjective randomProductMaterial randomProduct \
        randomCompanyName randomCompanySuffix randomCatchPhrase randomBs randomCatchPhraseAdjective \
        randomCatchPhraseDescriptor randomCatchPhraseNoun randomBsAdjective randomBsBuzz randomBsNoun \
        randomDatabaseColumn randomDatabaseType randomDatabaseCollation randomDatabaseEngine \
        randomDatePast randomDateFuture randomDateRecent randomMonth randomWeekday randomBankAccount \
        randomBankAccountName randomCreditCardMask randomPrice randomTransactionType randomCurrencyCode \
        randomCurrencyName randomCurrencySymbol randomBitcoin randomBankAccountIban randomBankAccountBic \
        randomAbbreviation randomAdjective randomNoun randomVerb randomIngverb randomPhrase \
        randomAvatarImage randomImageUrl randomAbstractImage randomAnimalsImage randomBusinessImage \
        randomCatsImage randomCityImage randomFoodImage randomNightlifeImage randomFashionImage \
        randomPeopleImage randomNatureImage randomSportsImage randomTransportImage randomImageDataUri \
        randomEmail randomExampleEmail randomUserName randomProtocol randomUrl randomDomainName \
        randomDomainSuffix randomDomainWord randomIP randomIPV6 randomUserAgent randomHexColor \
        randomMACAddress randomPassword randomLoremWord randomLoremWords randomLoremSentence \
        randomLoremSlug randomLoremSentences randomLoremParagraph randomLoremParagraphs randomLoremText \
        randomLoremLines randomFirstName randomLastName randomFullName randomJobTitle randomNamePrefix \
        randomNameSuffix randomJobDescriptor randomJobArea randomJobType randomUUID randomBoolean \
        randomWord randomAlphaNumeric randomFileName randomCommonFileName randomMimeType \
        randomCommonFileType randomCommonFileExt randomFileType randomFileExt randomSemver";

    #[test]
    fn every_name_of_postman_has_a_value() {
        let names: Vec<&str> = NAMES.split_ascii_whitespace().collect();
        assert_eq!(names.len(), 118);
        for name in names {
            for _ in 0..20 {
                let value = dynamic(&format!("${name}"));
                assert!(
                    !value.is_empty() && !value.contains("{{"),
                    "{name}: {value:?}"
                );
            }
        }
    }

    #[test]
    fn an_unknown_name_stays_as_it_is() {
        assert_eq!(dynamic("$randomThing"), "{{$randomThing}}");
        assert_eq!(dynamic("$randomDogsImage"), "{{$randomDogsImage}}");
    }

    #[test]
    fn values_have_their_form() {
        for _ in 0..50 {
            let guid = dynamic("$guid");
            let groups: Vec<usize> = guid.split('-').map(str::len).collect();
            assert_eq!(groups, [8, 4, 4, 4, 12], "{guid}");
            assert_eq!(guid.get(14..15), Some("4"), "{guid}");
            assert!(
                matches!(guid.get(19..20), Some("8" | "9" | "a" | "b")),
                "{guid}"
            );

            assert!(dynamic("$randomInt").parse::<u32>().unwrap() <= 1000);
            assert!(dynamic("randomIP").parse::<std::net::Ipv4Addr>().is_ok());
            assert!(dynamic("randomIPV6").parse::<std::net::Ipv6Addr>().is_ok());
            assert!(dynamic("randomLatitude").parse::<f64>().unwrap().abs() < 90.0);
        }
        assert_ne!(dynamic("$guid"), dynamic("$guid"));
    }

    #[test]
    fn dates_are_right() {
        assert_eq!(iso(0, 0), "1970-01-01T00:00:00.000Z");
        assert_eq!(iso(951_827_696, 7), "2000-02-29T12:34:56.007Z");
        assert_eq!(
            javascript_date(1_766_475_411),
            "Tue Dec 23 2025 07:36:51 GMT+0000 (Coordinated Universal Time)"
        );
    }

    #[test]
    fn ibans_have_a_true_checksum() {
        let iban = dynamic("$randomBankAccountIban");
        let (head, account) = iban.split_at(4);
        let check = head.strip_prefix("DE").unwrap();
        let rest = format!("{account}1314{check}")
            .bytes()
            .fold(0, |rest, digit| (rest * 10 + u64::from(digit - b'0')) % 97);
        assert_eq!((iban.len(), rest), (22, 1));
    }
}

//! The words that the rule knows.

use std::sync::LazyLock;

/// Words in alphabetical order.
pub(super) type List = LazyLock<Vec<&'static str>>;

/// Reads a list that is written with spaces between.
fn list(words: &'static str) -> Vec<&'static str> {
    let mut list: Vec<&str> = words.split_ascii_whitespace().collect();
    list.sort_unstable();
    list
}

/// Whether a list holds a word.
pub(super) fn listed(list: &List, word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// Last words of a name that make it a secret's.
pub(super) static SECRET_WORDS: List = List::new(|| {
    list(
        "\
    accesskey apikey auth authorization bearer cookie csrf cvc cvv jwt otp passcode \
    passphrase passwd password privatekey pwd secret secretkey sig token xsrf",
    )
});

/// Words that make `… key` a secret's.
pub(super) static SECRET_KEYS: List = List::new(|| {
    list(
        "\
    access account api app auth authorization consumer encryption license master private \
    secret session shared signing storage subscription",
    )
});

/// Words that make `… code` a secret's.
pub(super) static SECRET_CODES: List = List::new(|| {
    list(
        "\
    access auth authorization reset security verification",
    )
});

/// Words that make `… token` no secret's: it marks a place in a list, or counts.
pub(super) static HARMLESS_TOKENS: List = List::new(|| {
    list(
        "\
    completion continuation cursor input max next output page pagination prev previous prompt \
    sync total",
    )
});

/// Ends of names that are written in one word.
pub(super) static SECRET_ENDS: List = List::new(|| {
    list(
        "\
    accesskey accesstoken apikey apitoken authtoken clientsecret idtoken passwd password \
    privatekey refreshtoken secretkey sessionid sessiontoken",
    )
});

/// Words that dummies are made of.
pub(super) static DUMMY_WORDS: List = List::new(|| {
    list(
        "\
    a abc abcd abcdef access account admin an anonymous any api app application apikey auth \
    authorization bar bad basic baz bearer change changeme client code cookie credential csrf \
    current deadbeef default demo digest dummy empty enter example expired fake false foo for from goes guest \
    hash header here hidden id in insert invalid is jwt key login made me my name new no none null \
    oauth of old optional or p pass passphrase passwd password payload personal placeholder \
    postman private provide public pwd random redacted refresh replace required root sample \
    secret service session set signature some something str string super test testing text \
    that the this to token true type undefined up use user username uuid v valid value with wrong x \
    xsrf xyz you your",
    )
});

/// Parts of a value that say it is a dummy, wherever they stand.
pub(super) static DUMMY_PARTS: List = List::new(|| {
    list(
        "\
    changeme dummy example goeshere your",
    )
});

/// Words by which a value says that it is the name of a secret, not one.
pub(super) static NAMING_WORDS: List = List::new(|| {
    list(
        "auth code cookie credential key passphrase passwd password pwd secret session token value",
    )
});

/// Words that make `… pass` a password's name.
pub(super) static BEFORE_PASS: List = List::new(|| {
    list("account admin api auth basic db email ftp login mail my new old proxy smtp user")
});

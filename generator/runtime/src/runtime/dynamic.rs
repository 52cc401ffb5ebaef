//! Values that Postman makes up: `{{$guid}}`, `{{$timestamp}}`, `{{$randomInt}}`.
//!
//! The names are those of Postman's documentation ("Dynamic variables"), and the values have the form that it describes.
//! The words are our own.

mod lists;
mod made;
mod random;
mod time;

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use self::lists::*;
use self::made::{
    city, degrees, digits, domain, file_name, iban, lorem_words, phone, sentence, sentences,
    street, user_name, uuid, word,
};
use self::random::Random;
use self::time::{iso, javascript_date, now};

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

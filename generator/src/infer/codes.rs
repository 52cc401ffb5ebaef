//! Keys that are codes which somebody else has given out: currencies, countries, languages. Objects with such keys are maps,
//! however few they are: another base, or another country, has others.

/// Currencies of ISO 4217, those that are gone by now but stand in older data among them, and coins that are traded.
const CURRENCIES: &str = "\
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BYR BZD CAD CDF CHE \
    CHF CHW CLF CLP CNH CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EEK EGP ERN ETB EUR FJD FKP GBP GEL GGP GHS GIP GMD \
    GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS IMP INR IQD IRR ISK JEP JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP \
    LKR LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRO MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB \
    PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SKK SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB \
    TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VEF VES VND VUV WST XAF XAG XAU XCD XDR XOF XPD XPF \
    XPT XTS YER ZAR ZMK ZMW ZWL \
    BTC XBT ETH USDT USDC BNB XRP SOL ADA DOGE DOT LTC BCH BSV XLM EOS TRX XMR DASH ETC MATIC AVAX SHIB ATOM DAI";

/// Currencies that are words in small letters.
const WORDY_CURRENCIES: &str =
    "ada all ang atom bob cop cup dash dot eos gel imp mad mop pen sol sos std top try";

/// Countries of ISO 3166-1, two letters.
const COUNTRIES: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD \
    CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF \
    GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN \
    KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA \
    NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI \
    SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI \
    VN VU WF WS YE YT ZA ZM ZW EU UK XK";

/// Countries of ISO 3166-1, three letters, the most populous ones: a list of countries has one of them.
const LONG_COUNTRIES: &str = "\
    ARE ARG AUS AUT BEL BGD BGR BRA CAN CHE CHL CHN COL CZE DEU DNK DZA EGY ESP ETH FIN FRA GBR GRC HKG HRV HUN IDN IND IRL \
    IRN IRQ ISL ISR ITA JPN KAZ KEN KOR LTU LUX LVA MAR MEX MYS NGA NLD NOR NZL PAK PER PHL POL PRT ROU RUS SAU SGP SRB SVK \
    SVN SWE THA TUN TUR TWN UKR USA VEN VNM ZAF";

/// Languages of ISO 639-1 that are no words or usual keys: `id`, `is`, `no` and `to` are.
const LANGUAGES: &str = "\
    af ar az bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy ja ka kk km kn ko ky lt lv mk ml mn mr \
    ms nb ne nl nn pl pt ro ru sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh";

/// Languages that are words, too.
const WORDY_LANGUAGES: &str =
    "am as be br by id in is it my no om or os pa se si so to tk ps kl la lo oc";

/// Whether all keys of an object are codes of one kind.
pub fn are_codes<'k>(keys: impl Iterator<Item = &'k str> + Clone) -> bool {
    let count = keys.clone().count();
    count >= 2
        && (are_currencies(keys.clone(), count)
            || are_countries(keys.clone())
            || are_locales(keys.clone())
            || keys.clone().all(is_pair))
}

/// Currencies in one case: all of them known, or most where there are many.
fn are_currencies<'k>(keys: impl Iterator<Item = &'k str> + Clone, count: usize) -> bool {
    let upper = keys
        .clone()
        .all(|key| is_code(key, |byte| byte.is_ascii_uppercase()));
    let lower = || {
        keys.clone()
            .all(|key| is_code(key, |byte| byte.is_ascii_lowercase()))
    };
    let known = || {
        let known = keys
            .clone()
            .filter(|key| is_currency(&key.to_ascii_uppercase()));
        known.count()
    };
    let telling = || {
        keys.clone()
            .filter(|key| !has(WORDY_CURRENCIES, key))
            .count()
    };
    match upper {
        true => known() == count || count >= 5 && known() * 5 >= count * 4,
        false => count >= 3 && lower() && known() * 5 >= count * 4 && telling() >= 2,
    }
}

fn are_countries<'k>(mut keys: impl Iterator<Item = &'k str> + Clone) -> bool {
    let mut again = keys.clone();
    keys.all(|key| has(COUNTRIES, key)) || again.all(|key| has(LONG_COUNTRIES, key))
}

/// Languages, with a region or without, of which at least two cannot be anything else.
fn are_locales<'k>(keys: impl Iterator<Item = &'k str> + Clone) -> bool {
    let telling = keys.clone().filter(|key| is_locale(key, false)).count();
    telling >= 2 && keys.clone().all(|key| is_locale(key, true))
}

/// Whether a key is a tag of a language (RFC 5646): `en`, `pt-BR`, `zh_Hans_CN`.
fn is_locale(key: &str, wordy: bool) -> bool {
    let mut parts = key.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    let is_known =
        has(LANGUAGES, language) || (wordy || key.len() > 2) && has(WORDY_LANGUAGES, language);
    is_known
        && parts.clone().count() <= 2
        && parts.all(|part| {
            (part.len() == 2 && has(COUNTRIES, &part.to_ascii_uppercase()))
                || (part.len() == 4 && part.starts_with(|it: char| it.is_ascii_uppercase()))
                || (part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
        })
}

/// Whether a key is two currencies: `EURUSD`, `BTC-USD`, `EUR/GBP`.
fn is_pair(key: &str) -> bool {
    let plain = key.replace(['/', '-', '_'], "");
    let has_sign = plain.len() < key.len();
    let halves = (3..=4).filter_map(|at| plain.split_at_checked(at));
    let mut halves = halves.filter(|(_, quote)| (3..=4).contains(&quote.len()));
    key.bytes()
        .filter(|byte| !byte.is_ascii_alphabetic())
        .count()
        <= 1
        && (has_sign || plain.len() == 6 || plain.len() == 7)
        && halves.any(|(base, quote)| is_currency(base) && is_currency(quote))
}

fn is_currency(key: &str) -> bool {
    has(CURRENCIES, key)
}

fn is_code(key: &str, letter: impl Fn(u8) -> bool) -> bool {
    (2..=5).contains(&key.len())
        && key
            .bytes()
            .all(|byte| letter(byte) || byte.is_ascii_digit())
}

/// Whether a list of words has this one.
fn has(list: &str, word: &str) -> bool {
    // No word of a list is longer, and most keys are.
    (2..=5).contains(&word.len())
        && list
            .match_indices(word)
            .any(|(at, _)| is_end(list, at) && is_end(list, at + word.len() + 1))
}

/// Whether a word begins at a place, or has ended before it.
fn is_end(list: &str, at: usize) -> bool {
    at == 0 || list.as_bytes().get(at - 1).is_none_or(|byte| *byte == b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(keys: &str) -> bool {
        are_codes(keys.split_whitespace())
    }

    #[test]
    fn codes_are_data() {
        for keys in [
            "USD GBP JPY",
            "EUR USD",
            "usd eur gbp btc link",
            "USDAED USDAFN",
            "BTC-USD ETH-USD",
            "EUR/USD USDT_TRY",
            "US DE FR",
            "DEU FRA USA",
            "en de",
            "en-US pt_BR zh-Hans",
            "de it en",
            "AUD BGN NEW USD EUR GBP",
        ] {
            assert!(codes(keys), "{keys}");
        }
    }

    #[test]
    fn names_are_no_codes() {
        for keys in [
            "USD",
            "id to",
            "id it no",
            "all top try",
            "GET PUT",
            "usd eur",
            "USD total",
            "en name",
            "AND OR",
            "price volume",
            "",
            "x y",
            "lat lng",
            "US name",
        ] {
            assert!(!codes(keys), "{keys}");
        }
    }
}

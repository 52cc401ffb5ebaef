//! Whether text was drawn or written: keys are drawn at random, words, codes, dates and paths are not.

/// Bits of what is not words or numbers in a text: what stands between separators is judged by itself, and what reads like
/// a word, a number, or a word with a number counts for nothing. A key of 8 hexadecimal digits has 24.
pub(super) fn bits(text: &str) -> f64 {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|piece| piece.len() > 1)
        .map(|piece| bits_of_piece(piece.as_bytes()))
        .sum()
}

/// Shannon's entropy of a text, in bits a byte.
pub(super) fn entropy(text: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    for &byte in text {
        counts[usize::from(byte)] += 1;
    }
    let all = text.len() as f64;
    (counts.iter().filter(|count| **count > 0))
        .map(|&count| {
            let share = f64::from(count) / all;
            -share * share.log2()
        })
        .sum()
}

/// Whether all pieces between separators are words, numbers, or words with numbers.
pub(super) fn is_words(text: &str) -> bool {
    bits(text) == 0.0
}

/// Bits of letters and digits without a separator.
fn bits_of_piece(piece: &[u8]) -> f64 {
    if piece.iter().all(u8::is_ascii_digit) {
        return 0.0;
    }
    let all = entropy(piece) * piece.len() as f64;
    let hex = piece.iter().all(u8::is_ascii_hexdigit);
    let digits = piece.iter().filter(|byte| byte.is_ascii_digit()).count();
    if hex && piece.len() >= 16 && digits > 1 && digits + 1 < piece.len() {
        return all;
    }
    let mut runs = 0;
    let mut at = 0;
    while at < piece.len() {
        let digit = piece[at].is_ascii_digit();
        let length = piece[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit() == digit)
            .count();
        if !digit && !is_word_or_words(&piece[at..at + length]) {
            return all;
        }
        runs += 1;
        at += length;
    }
    // A word with a number, a number with its unit, or both: `rotated9`, `50ml`, `es256k`. Drawn text changes more often.
    if runs <= 3 { 0.0 } else { all }
}

/// Whether letters are one word, or several in camel case.
fn is_word_or_words(letters: &[u8]) -> bool {
    let mut humps = 0;
    let mut at = 0;
    while at < letters.len() {
        let upper = letters[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_uppercase())
            .count();
        let lower = letters[at + upper..]
            .iter()
            .take_while(|byte| byte.is_ascii_lowercase())
            .count();
        // `HTTPServer`: the last capital begins the next word.
        let (acronym, word) = match (upper, lower) {
            (0 | 1, _) | (_, 0) => (0, upper + lower),
            _ => (upper - 1, lower + 1),
        };
        if !is_word(&letters[at..at + acronym])
            || !is_word(&letters[at + acronym..at + acronym + word])
        {
            return false;
        }
        humps += usize::from(acronym > 0) + usize::from(word > 0);
        at += acronym + word;
    }
    // Words are longer than two letters on average; what is drawn changes its case every other letter.
    humps <= 1 || letters.len() * 2 > humps * 5
}

/// Whether letters of one case read like a word: short ones may be anything, longer ones have pairs of letters as words do.
fn is_word(letters: &[u8]) -> bool {
    if letters.len() <= 4 {
        return true;
    }
    let score: u32 = letters
        .windows(2)
        .map(|pair| {
            let [first, second] = [pair[0], pair[1]]
                .map(|letter| usize::from(letter.to_ascii_lowercase().wrapping_sub(b'a')));
            (PAIRS.get(first).and_then(|row| row.get(second)))
                .map_or(0, |digit| u32::from(digit - b'0'))
        })
        .sum();
    let pairs = letters.len() as u32 - 1;
    // Twentieths would be exact; nine of ten words have more than 6 a pair, nine of ten drawn texts less than 5.6.
    score * 10 >= pairs * if pairs < 7 { 48 } else { 52 }
}

/// How often one letter follows another in technical English, a row a first letter: 6 is what chance would give, each step
/// twice as often.
const PAIRS: [[u8; 26]; 26] = [
    *b"16760452605867061878553352",
    *b"72538202842844730764810052",
    *b"80518218607620920658611140",
    *b"72269343831634721574743150",
    *b"73785542412668354886354630",
    *b"70448740900753800656700060",
    *b"60309467700547700873703033",
    *b"93229100820453831647600050",
    *b"65766560013669750577160405",
    *b"72529525722225822282825222",
    *b"64459540830546543384634040",
    *b"72368320803823840165641171",
    *b"86329231801462780064621020",
    *b"70777582615425630288552040",
    *b"45663451525679660866766311",
    *b"81348335603822861867600140",
    *b"22242222222625255222925222",
    *b"82559441805455730576642060",
    *b"61628317804543662379733050",
    *b"70449317900531730776604161",
    *b"66756551600778460888101203",
    *b"80309240800220600033400233",
    *b"80008037800427800764304040",
    *b"71718114811151591119411141",
    *b"65547454711667781387356111",
    *b"84159111815551711451611156",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_has_no_bits() {
        for text in [
            "",
            "hello",
            "rustconf-2024-keynote",
            "PRE_AUTHORIZED",
            "com.acme.shop2",
            "sk_test_tube-rack-50ml-blue",
            "SEC-ISIN-US0378331005",
            "/home/alice/src9",
            "es256-rotated9",
            "HTTPServerError",
            "iPhone12",
            "v2.1.0-rc.3",
            "2024-06-01T12:00:00Z",
            "WETH-USDC-pair",
            "tokenization",
            "kubernetes",
        ] {
            assert_eq!(bits(text), 0.0, "{text}");
        }
    }

    #[test]
    fn what_is_drawn_has_many() {
        for (text, least) in [
            ("8f3b1c2d", 24.0),
            ("hQ7tR2vLm9Xw4KpZs8Nd", 60.0),
            ("6f1ed002ab5595859014ebf0951522d9", 60.0),
            ("0123456789abcdef0123456789abcdef", 60.0),
            ("kfjvn-skdjf-lskd", 20.0),
            ("SplxlOBeZQQYbYS6WxSbIA", 60.0),
            ("xkqjzvbnwpltrdsg", 40.0),
            ("Zk3vQ9wLr8Tn2Xp6Yb4M", 60.0),
        ] {
            assert!(bits(text) >= least, "{text}: {}", bits(text));
        }
    }
}

//! Which characters the bytes of a reply are: UTF-8, unless a byte-order mark or the media type says otherwise.

use std::borrow::Cow;

use http::HeaderMap;

/// An encoding of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Charset {
    /// UTF-8, and ASCII with it.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// windows-1252, which is what browsers take ISO 8859-1 for (WHATWG, Encoding Standard).
    Windows1252,
    /// One that is not known here, by its name.
    Other(String),
}

/// What the bytes 0x80 to 0x9F are in windows-1252; zero is none.
const FROM_0X80: [u16; 32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
];

impl Charset {
    /// The charset that a mark before the text says, and the text without the mark.
    pub(super) fn of_mark(body: &[u8]) -> Option<(Self, &[u8])> {
        let marks: [(&[u8], Self); 3] = [
            (b"\xEF\xBB\xBF", Self::Utf8),
            (b"\xFF\xFE", Self::Utf16Le),
            (b"\xFE\xFF", Self::Utf16Be),
        ];
        marks
            .into_iter()
            .find_map(|(mark, charset)| Some((charset, body.strip_prefix(mark)?)))
    }

    /// The charset that the media type of a reply says.
    pub(super) fn of_headers(headers: &HeaderMap) -> Option<Self> {
        let media_type = headers.get(http::header::CONTENT_TYPE)?.to_str().ok()?;
        let mut parameters = media_type.split(';').skip(1);
        let name = parameters.find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let is_charset = name.trim().eq_ignore_ascii_case("charset");
            is_charset.then(|| value.trim().trim_matches(['"', '\'']).to_ascii_lowercase())
        })?;
        Some(match name.as_str() {
            "" | "utf-8" | "utf8" | "us-ascii" | "ascii" | "unicode-1-1-utf-8" => Self::Utf8,
            // Without a mark it is the little end, whatever RFC 2781 says: so does the Encoding Standard.
            "utf-16" | "utf-16le" | "utf16" | "utf16le" | "unicode" | "ucs-2" => Self::Utf16Le,
            "utf-16be" | "utf16be" => Self::Utf16Be,
            "windows-1252" | "cp1252" | "x-cp1252" | "iso-8859-1" | "iso8859-1" | "iso_8859-1"
            | "iso88591" | "latin1" | "latin-1" | "l1" | "cp819" => Self::Windows1252,
            _ => Self::Other(name),
        })
    }

    /// The charset that the zeros in JSON show, which begins with a character of ASCII (RFC 4627, section 3).
    pub(super) fn of_zeros(body: &[u8]) -> Option<Self> {
        match body {
            [0, first, ..] if *first != 0 => Some(Self::Utf16Be),
            [first, 0, ..] if *first != 0 => Some(Self::Utf16Le),
            _ => None,
        }
    }

    /// The text in UTF-8. What is none, and a charset that is not known, comes back as it is.
    pub(super) fn decode<'b>(&self, body: &'b [u8]) -> Cow<'b, [u8]> {
        let units = |unit: fn([u8; 2]) -> u16| {
            // Half a character at the end is one that is not there.
            let units = body.chunks(2).map(|pair| match pair {
                [a, b] => unit([*a, *b]),
                _ => char::REPLACEMENT_CHARACTER as u16,
            });
            char::decode_utf16(units)
                .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect::<String>()
        };
        let text = match self {
            Self::Utf8 | Self::Other(_) => return Cow::Borrowed(body),
            Self::Utf16Le => units(u16::from_le_bytes),
            Self::Utf16Be => units(u16::from_be_bytes),
            Self::Windows1252 if body.is_ascii() => return Cow::Borrowed(body),
            Self::Windows1252 => body.iter().map(|byte| windows_1252(*byte)).collect(),
        };
        Cow::Owned(text.into_bytes())
    }
}

fn windows_1252(byte: u8) -> char {
    let unit = match byte {
        0x80..=0x9F => FROM_0X80[usize::from(byte - 0x80)],
        byte => u16::from(byte),
    };
    char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

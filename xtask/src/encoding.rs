//! Bytes of a file to text.

use anyhow::{Result, bail};

/// The text that bytes are: UTF-8, or UTF-16 with a byte-order mark, as PowerShell writes it. The mark is no part of it.
///
/// # Errors
///
/// Where they are in another encoding; the error says in which, as far as that can be told, and how to convert them.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<String> {
    match bytes.as_slice() {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => bail!(
            "{name} is UTF-32 text, which is not read.\n{}",
            convert("UTF-32", name)
        ),
        [0xFF, 0xFE, rest @ ..] => return utf16(name, "UTF-16LE", rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return utf16(name, "UTF-16BE", rest, u16::from_be_bytes),
        [b'P', b'K', 3, 4, ..] => {
            bail!("{name} is a zip archive: unpack it, and give one of the files in it")
        }
        [0x1F, 0x8B, ..] => bail!("{name} is compressed with gzip: unpack it first"),
        // JSON and TOML begin with a character of ASCII.
        [0, first, ..] if *first != 0 => bail!(unmarked("UTF-16BE", name)),
        [first, 0, ..] if *first != 0 => bail!(unmarked("UTF-16LE", name)),
        _ => {}
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..at).unwrap_or_default();
            let byte = error.as_bytes().get(at).copied().unwrap_or_default();
            let before = String::from_utf8_lossy(before);
            let line = before.matches('\n').count() + 1;
            let column = before
                .rsplit('\n')
                .next()
                .map_or(0, |it| it.chars().count())
                + 1;
            bail!(
                "{name} is not UTF-8 text: byte 0x{byte:02X} at {line}:{column} is no part of a character. It may be Latin-1 \
                 or Windows-1252.\n{}",
                convert("WINDOWS-1252", name)
            )
        }
    }
}

fn utf16(name: &str, encoding: &str, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text: Result<String, _> =
        char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    match text {
        Ok(text) if rest.is_empty() => Ok(text),
        _ => bail!(
            "{name} begins as {encoding} text does and is not whole: it holds half a character. Export it again"
        ),
    }
}

fn unmarked(encoding: &str, name: &str) -> String {
    format!(
        "{name} is {encoding} text without a byte-order mark, which is not read.\n{}",
        convert(encoding, name)
    )
}

/// How to make UTF-8 of a file.
fn convert(encoding: &str, name: &str) -> String {
    format!("Save it as UTF-8, or convert it: iconv -f {encoding} -t UTF-8 '{name}' > utf-8.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let mark = mark.then_some(0xFEFF);
        mark.into_iter()
            .chain(text.encode_utf16())
            .flat_map(bytes)
            .collect()
    }

    #[test]
    fn text_is_read_in_each_encoding_that_says_so() {
        let text = "{\"name\": \"é 😀\"}";
        assert_eq!(decode("x", text.into()).unwrap(), text);
        assert_eq!(decode("x", format!("\u{feff}{text}").into()).unwrap(), text);
        for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(decode("x", encoded(text, true, bytes)).unwrap(), text);
        }
        assert_eq!(decode("x", Vec::new()).unwrap(), "");
    }

    #[test]
    fn other_encodings_are_named() {
        let mut odd = encoded("{}", true, u16::to_le_bytes);
        odd.pop();
        let table = [
            (
                encoded("{}", false, u16::to_le_bytes),
                "UTF-16LE text without",
            ),
            (
                encoded("{}", false, u16::to_be_bytes),
                "UTF-16BE text without",
            ),
            (b"\xFF\xFE\0\0{\0\0\0".to_vec(), "UTF-32"),
            (b"{\n \"n\": \"caf\xE9\"}".to_vec(), "0xE9 at 2:11"),
            (b"PK\x03\x04...".to_vec(), "zip archive"),
            (b"\x1F\x8B..".to_vec(), "gzip"),
            (odd, "half a character"),
        ];
        for (bytes, said) in table {
            let error = decode("x", bytes).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }
}

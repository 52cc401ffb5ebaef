//! Finds many short words in a text at once, whatever their case.
//!
//! An automaton for all of them costs more to build than a small collection costs to read, and walks byte by byte. Here every second
//! pair of bytes is looked up in a table, and only where some word has that pair three bytes are, and then the words.

/// Words to find, each of three bytes at least.
pub(super) struct Finder {
    words: Vec<String>,
    /// For each pair of bytes, whether a word begins with it ([`FIRST`]) and whether one has it behind its first byte
    /// ([`SECOND`]).
    pairs: Vec<u8>,
    /// The first word (from 1) that may begin with three bytes, by five bits of each.
    heads: Vec<u16>,
    /// The word (from 1) to try after each.
    next: Vec<u16>,
}

const FIRST: u8 = 1;
const SECOND: u8 = 2;

/// Folds the case of letters. Some other signs become the same; what is found is compared anyway.
fn pair(first: u8, second: u8) -> usize {
    usize::from(first | 0x20) << 8 | usize::from(second | 0x20)
}

fn triple(bytes: &[u8]) -> Option<usize> {
    let [first, second, third] = *bytes.first_chunk::<3>()?;
    let bits = |byte: u8| usize::from(byte & 31);
    Some(bits(first) << 10 | bits(second) << 5 | bits(third))
}

impl Finder {
    /// Prepares words; those of less than three bytes are never found. Longer ones that begin alike come first.
    pub(super) fn new(words: Vec<String>) -> Self {
        let mut finder = Self {
            pairs: vec![0; 1 << 16],
            heads: vec![0; 1 << 15],
            next: vec![0; words.len()],
            words: Vec::new(),
        };
        let mut order: Vec<usize> = (0..words.len()).collect();
        // The last one that is put in stands first.
        order.sort_by_key(|index| words[*index].len());
        for index in order {
            let bytes = words[index].as_bytes();
            let (Some(triple), Ok(number)) = (triple(bytes), u16::try_from(index + 1)) else {
                continue;
            };
            finder.pairs[pair(bytes[0], bytes[1])] |= FIRST;
            finder.pairs[pair(bytes[1], bytes[2])] |= SECOND;
            finder.next[index] = std::mem::replace(&mut finder.heads[triple], number);
        }
        finder.words = words;
        finder
    }

    /// Calls `found` with the number of a word, its length and its place, for each place of each word, in the order of places.
    pub(super) fn each(&self, text: &[u8], mut found: impl FnMut(usize, usize, usize)) {
        for (index, two) in text.chunks_exact(2).enumerate() {
            let known = self.pairs[pair(two[0], two[1])];
            if known == 0 {
                continue;
            }
            let at = index * 2;
            // A word that begins at an odd place has its second pair here.
            if known & SECOND != 0 && at > 0 {
                self.at(text, at - 1, &mut found);
            }
            if known & FIRST != 0 {
                self.at(text, at, &mut found);
            }
        }
        // The pair at the end of a text of odd length ends its last three bytes.
        if text.len() % 2 == 1 && text.len() >= 3 {
            let start = text.len() - 3;
            if start % 2 == 1 {
                self.at(text, start, &mut found);
            }
        }
    }

    fn at(&self, text: &[u8], start: usize, found: &mut impl FnMut(usize, usize, usize)) {
        let Some(rest) = text.get(start..) else {
            return;
        };
        let mut number = triple(rest).map_or(0, |triple| self.heads[triple]);
        while let Some(index) = usize::from(number).checked_sub(1) {
            let word = self.words[index].as_bytes();
            if rest.len() >= word.len() && rest[..word.len()].eq_ignore_ascii_case(word) {
                found(index, word.len(), start);
            }
            number = self.next[index];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_every_word_is_found() {
        let words = ["key", "apikey", "-----begin", "eyj", "sk-", "sk-proj-"];
        let finder = Finder::new(words.map(str::to_owned).to_vec());
        let texts = [
            "",
            "k",
            "ke",
            "key",
            "akey",
            "aakey",
            "KEYkEyapikey",
            "sk-proj-sk-",
            "x-----BEGIN eyJ",
            "ükeyü",
            "keke",
            "ak",
            "xsk-",
        ];
        for text in texts {
            let lower = text.to_ascii_lowercase();
            let mut expected: Vec<(usize, usize)> = (words.iter().enumerate())
                .flat_map(|(index, word)| {
                    let starts = (0..lower.len())
                        .filter(|at| lower.as_bytes()[*at..].starts_with(word.as_bytes()));
                    starts.map(move |at| (at, index)).collect::<Vec<_>>()
                })
                .collect();
            let mut found = Vec::new();
            finder.each(text.as_bytes(), |index, _, at| found.push((at, index)));
            assert!(found.is_sorted_by_key(|(at, _)| *at), "{text}");
            expected.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, expected, "{text}");
        }
    }
}

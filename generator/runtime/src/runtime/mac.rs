//! Keyed hashes, for the schemes that sign with one.

use hmac::{EagerHash, Hmac, KeyInit, Mac};
use zeroize::Zeroizing;

/// The keyed hash of RFC 2104. It may become the key of another one, so that it is wiped from memory too.
pub(super) fn hmac<H: EagerHash>(key: &[u8], data: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut mac = Hmac::<H>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(data);
    Zeroizing::new(mac.finalize().into_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keyed_hashes_are_those_of_rfc_4231() {
        // Test case 2.
        let hash = hmac::<sha2::Sha256>(b"Jefe", b"what do ya want for nothing?");
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            hash,
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}

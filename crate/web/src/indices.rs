//! Names with an index, written as the field writes them: `W_hh` of a text with its `hh` below the line.

use crate::stage::escaped;

/// Markup of a text in which Latin letters after `_` are the index of the letter before it.
pub fn with_indices(text: &str) -> String {
    let mut parts = text.split('_');
    let mut markup = escaped(parts.next().unwrap_or_default());
    for part in parts {
        let is_name = markup.ends_with(char::is_alphabetic);
        let length = part.find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(part.len());
        let (index, rest) = part.split_at(length);
        markup += &match is_name && !index.is_empty() {
            true => format!("<sub>{index}</sub>{}", escaped(rest)),
            false => format!("_{}", escaped(part)),
        };
    }
    markup
}

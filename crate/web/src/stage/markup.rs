//! Writing SVG as text: a stage of a thousand parts is parsed by the browser in one go, much faster than built part by part.

/// Text that may stand between tags and in attributes.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(character),
        }
    }
    safe
}

/// A name with its index below the line, as `<tspan>`s: `W` and `hh`.
pub fn indexed(name: &str, index: &str) -> String {
    format!(r#"{}<tspan class="index" dy="3">{}</tspan>"#, escaped(name), escaped(index))
}

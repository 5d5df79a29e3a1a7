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

/// The start tag of an `<svg>` over a part of the stage, in the stage's own coordinates. Parts that change at different times have
/// drawings of their own: the browser paints a drawing as a whole.
pub fn open_svg(attributes: &str, left: f64, top: f64, width: f64, height: f64) -> String {
    let (left, top, width, height) = (left.floor(), top.floor(), width.ceil(), height.ceil());
    format!(
        r#"<svg {attributes} style="left:{left}px;top:{top}px" width="{width}" height="{height}" viewBox="{left} {top} {width} {height}">"#
    )
}

/// A hairline from the left edge.
pub fn rule(width: f64, y: f64) -> String {
    format!(r#"<path class="rule" d="M0 {y:.1}H{width:.1}"/>"#)
}

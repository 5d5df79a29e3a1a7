//! Characters as they are shown: those that leave no mark get one.

/// A space is `␣`, a line break `↵`, a tab `⇥`; everything else is itself.
pub fn visible(character: &str) -> &str {
    match character {
        " " | "\u{a0}" | "\u{3000}" => "␣",
        "\n" | "\r\n" | "\r" => "↵",
        "\t" => "⇥",
        _ if character.chars().all(|part| part.is_whitespace() || part.is_control()) => "◌",
        _ => character,
    }
}

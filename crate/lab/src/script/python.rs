//! Python's literals: numbers that read back to the same bits, texts that survive any editor.

/// The widest line of a list of short items.
const WIDTH: usize = 100;

/// The shortest text that reads back as the same number; `nan` and `inf` have to be imported.
pub fn float(value: f64) -> String {
    if value.is_nan() { "nan".to_owned() } else { format!("{value:?}") }
}

/// In double quotes; what cannot be seen is escaped.
pub fn string(text: &str) -> String {
    let mut literal = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => literal += "\\\"",
            '\\' => literal += "\\\\",
            '\n' => literal += "\\n",
            '\r' => literal += "\\r",
            '\t' => literal += "\\t",
            '\'' => literal.push('\''),
            // Rust escapes what cannot be printed, and what would combine with the quotation mark.
            seen if seen.escape_debug().len() == 1 => literal.push(seen),
            other => match u32::from(other) {
                code @ ..0x1_0000 => literal += &format!("\\u{code:04x}"),
                code => literal += &format!("\\U{code:08x}"),
            },
        }
    }
    literal + "\""
}

/// Items with commas, in lines of at most [`WIDTH`] characters, indented.
pub fn wrapped(items: &[String]) -> String {
    let mut text = String::new();
    let mut line = String::from("   ");
    for item in items {
        if line.chars().count() + item.chars().count() + 2 > WIDTH {
            text += &format!("{line}\n");
            line = String::from("   ");
        }
        line += &format!(" {item},");
    }
    text + &line + "\n"
}

/// The rows of a matrix, one a line; before the first row of each gate its name. Of those beyond `most` only the number.
pub fn matrix(values: &[f64], columns: usize, gates: &[&str], most: usize) -> String {
    let rows = values.len() / columns;
    let mut text = String::new();
    for (row, values) in values.chunks_exact(columns).enumerate().take(most) {
        text += &gate_name(row, rows, gates);
        text += &format!("        [{}],\n", numbers(values));
    }
    if rows > most {
        text += &format!("        # … {} more rows\n", rows - most);
    }
    text
}

/// A vector, one gate a line.
pub fn vector(values: &[f64], gates: &[&str]) -> String {
    let units = values.len() / gates.len().max(1);
    let lines = values.chunks_exact(units).enumerate();
    lines
        .map(|(gate, values)| format!("{}        {},\n", gate_name(gate, gates.len(), gates), numbers(values)))
        .collect()
}

fn gate_name(row: usize, rows: usize, gates: &[&str]) -> String {
    let units = rows / gates.len().max(1);
    match gates.get(row / units.max(1)) {
        Some(gate) if row.is_multiple_of(units) => format!("        # {gate}\n"),
        _ => String::new(),
    }
}

fn numbers(values: &[f64]) -> String {
    values.iter().map(|value| float(*value)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back_to_the_same_bits() {
        let third = 1.0 / 3.0;
        for value in [0.0, -0.0, third, -1e-300, f64::MIN_POSITIVE / 4.0, 1e16, 1e22, f64::MAX] {
            assert_eq!(float(value).parse::<f64>().unwrap().to_bits(), value.to_bits(), "{value}");
        }
        assert_eq!([f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(float), ["nan", "inf", "-inf"]);
    }

    #[test]
    fn texts_are_escaped_where_they_have_to_be() {
        assert_eq!(string("안"), "\"안\"");
        assert_eq!(string("\"'\\"), r#""\"'\\""#);
        assert_eq!(string("\r\n\t\0"), r#""\r\n\t\u0000""#);
        assert_eq!(string("🙂"), "\"🙂\"");
        assert_eq!(string("👨\u{200d}👩e\u{301}\u{202e}\u{2028}"), "\"👨\\u200d👩e\\u0301\\u202e\\u2028\"");
        assert_eq!(string("\u{e0101}\u{e000}"), "\"\\U000e0101\\ue000\"");
    }

    #[test]
    fn a_matrix_has_a_row_a_line_and_names_its_gates() {
        let rows = matrix(&[1.0, 2.0, 3.0, 4.0], 1, &["r", "z"], usize::MAX);
        assert_eq!(rows, "        # r\n        [1.0],\n        [2.0],\n        # z\n        [3.0],\n        [4.0],\n");
        assert_eq!(matrix(&[1.0, 2.0], 2, &[], 1), "        [1.0, 2.0],\n");
        assert_eq!(matrix(&[1.0, 2.0, 3.0], 1, &[], 1), "        [1.0],\n        # … 2 more rows\n");
        assert_eq!(vector(&[1.0, 2.0], &["r", "z"]), "        # r\n        1.0,\n        # z\n        2.0,\n");
    }

    #[test]
    fn long_lists_are_broken() {
        let text = wrapped(&vec!["12345678".to_owned(); 20]);
        assert_eq!(text.lines().map(str::len).collect::<Vec<_>>(), [93, 93, 23]);
    }
}

//! Compares two structures number by number.

use serde_json::Value;

/// What a number may differ by in itself.
const ABSOLUTE: f64 = 1e-10;
/// What it may differ by for each unit of its size.
const RELATIVE: f64 = 1e-8;

/// Panics unless `found` has the names, shapes and numbers of `expected`: each within 1e-10 + 1e-8·|expected|.
/// The message names the place that is furthest off.
pub fn assert_close(name: &str, expected: &Value, found: &Value) {
    let mut differences = Vec::new();
    walk(expected, found, &mut String::new(), &mut differences);
    let worst = differences.iter().max_by(|a, b| a.excess.total_cmp(&b.excess));
    if let Some(worst) = worst {
        let count = differences.len();
        panic!("{name}: {count} differences, the worst at {}: {}", worst.place, worst.what);
    }
}

struct Difference {
    place: String,
    what: String,
    /// Error ÷ tolerance; ∞ if something is missing or of another kind.
    excess: f64,
}

fn walk(expected: &Value, found: &Value, place: &mut String, differences: &mut Vec<Difference>) {
    match (expected, found) {
        (Value::Object(a), Value::Object(b)) => {
            for key in b.keys().filter(|key| !a.contains_key(*key)) {
                note(differences, place, format!("`{key}` is not expected"), f64::INFINITY);
            }
            for (key, value) in a {
                let other = b.get(key).unwrap_or(&Value::Null);
                if b.contains_key(key) {
                    nested(value, other, place, &format!(".{key}"), differences);
                } else {
                    note(differences, place, format!("`{key}` is missing"), f64::INFINITY);
                }
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (index, (value, other)) in a.iter().zip(b).enumerate() {
                nested(value, other, place, &format!("[{index}]"), differences);
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            note(differences, place, format!("expected {} entries, found {}", a.len(), b.len()), f64::INFINITY);
        }
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap_or(f64::NAN), b.as_f64().unwrap_or(f64::NAN));
            let excess = (a - b).abs() / (ABSOLUTE + RELATIVE * a.abs());
            if excess > 1.0 {
                note(differences, place, format!("expected {a:e}, found {b:e}"), excess);
            }
        }
        _ if expected == found => {}
        _ => note(differences, place, format!("expected {expected}, found {found}"), f64::INFINITY),
    }
}

fn nested(expected: &Value, found: &Value, place: &mut String, step: &str, differences: &mut Vec<Difference>) {
    let length = place.len();
    place.push_str(step);
    walk(expected, found, place, differences);
    place.truncate(length);
}

fn note(differences: &mut Vec<Difference>, place: &str, what: String, excess: f64) {
    differences.push(Difference { place: place.to_owned(), what, excess });
}

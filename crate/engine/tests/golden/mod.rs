//! Reading golden files, and comparing what was found with what they say.

use std::fmt::{self, Display};
use std::path::PathBuf;

pub use ciborium::Value as Found;
use serde_json::Value;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/goldens")
}

/// The names of the golden files that begin with `prefix_`, sorted.
pub fn stored(prefix: &str) -> Vec<String> {
    let files = std::fs::read_dir(folder()).expect("tests/goldens is readable");
    let mut names: Vec<String> = files
        .filter_map(|file| {
            file.expect("a file").file_name().into_string().ok()?.strip_suffix(".json").map(str::to_owned)
        })
        .filter(|name| name.starts_with(&format!("{prefix}_")))
        .collect();
    names.sort();
    names
}

/// One golden file.
pub fn read(name: &str) -> Value {
    let path = folder().join(format!("{name}.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Prints the worst offender of all cases; fails with every case that differs.
pub fn assert_all_agree(cell: &str, comparisons: Vec<Comparison>) {
    let numbers: usize = comparisons.iter().map(|comparison| comparison.numbers).sum();
    let worst = comparisons.iter().max_by(|a, b| a.worst.share.total_cmp(&b.worst.share)).expect("a case");
    println!("{cell}: {} cases, {numbers} numbers, worst in {worst}", comparisons.len());
    let failed: Vec<String> =
        comparisons.iter().filter(|comparison| !comparison.mismatches.is_empty()).map(Comparison::report).collect();
    let (failures, cases) = (failed.len(), comparisons.len());
    assert!(failed.is_empty(), "{failures} of {cases} cases of {cell} differ\n{}", failed.join("\n"));
}

/// One case, compared number by number.
pub struct Comparison {
    case: String,
    /// Without the absolute part of the tolerance, for gradients far below it.
    relative_only: bool,
    numbers: usize,
    mismatches: Vec<String>,
    worst: Worst,
}

/// The number that uses most of its tolerance.
struct Worst {
    path: String,
    expected: f64,
    found: f64,
    share: f64,
}

impl Comparison {
    pub fn new(case: &str, relative_only: bool) -> Self {
        let worst = Worst { path: "nothing".to_owned(), expected: 0.0, found: 0.0, share: 0.0 };
        Self { case: case.to_owned(), relative_only, numbers: 0, mismatches: Vec::new(), worst }
    }

    /// |found − expected| ≤ 1e-10 + 1e-8 |expected|; Infinity and NaN have to be the same.
    fn number(&mut self, path: &str, expected: f64, found: f64) {
        self.numbers += 1;
        if expected == found || expected.is_nan() && found.is_nan() {
            return;
        }
        let absolute = if self.relative_only { 0.0 } else { 1e-10 };
        let difference = (found - expected).abs();
        let share = difference / (absolute + 1e-8 * expected.abs());
        let share = if expected.is_finite() && found.is_finite() { share } else { f64::INFINITY };
        if share > 1.0 {
            self.mismatch(path, format!("expected {expected:e}, found {found:e}, difference {difference:e}"));
        }
        if share > self.worst.share {
            self.worst = Worst { path: path.to_owned(), expected, found, share };
        }
    }

    fn mismatch(&mut self, path: &str, what: String) {
        self.mismatches.push(format!("{} {path}: {what}", self.case));
    }

    /// Objects have to have the same fields, arrays the same length, all the way down.
    pub fn walk(&mut self, path: &str, expected: &Value, found: &Found) {
        if let (Some(expected), Some(found)) = (number_of_golden(expected), number_of_found(found)) {
            return self.number(path, expected, found);
        }
        match (expected, found) {
            (Value::Null, Found::Null) => {}
            (Value::String(expected), Found::Text(found)) if expected == found => {}
            (Value::Array(expected), Found::Array(found)) if expected.len() == found.len() => {
                for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                    self.walk(&format!("{path}[{index}]"), expected, found);
                }
            }
            (Value::Object(expected), Found::Map(found)) => {
                for (name, expected) in expected {
                    let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    match found.iter().find(|(key, _)| key.as_text() == Some(name)) {
                        Some((_, found)) => self.walk(&path, expected, found),
                        None => self.mismatch(&path, "is missing".to_owned()),
                    }
                }
                for key in found.iter().filter_map(|(key, _)| key.as_text()) {
                    if !expected.contains_key(key) {
                        self.mismatch(path, format!("has a field {key} that is not expected"));
                    }
                }
            }
            _ => self.mismatch(path, format!("expected {}, found {}", shape(expected), shape_of_found(found))),
        }
    }

    fn report(&self) -> String {
        let shown = self.mismatches.iter().take(12).map(|line| format!("  {line}\n")).collect::<String>();
        let further = self.mismatches.len().saturating_sub(12);
        format!("{shown}  {further} more; worst in {self}")
    }
}

impl Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Worst { path, expected, found, share } = &self.worst;
        write!(f, "{} {path}: expected {expected:e}, found {found:e}, {share:.1e} of its tolerance", self.case)
    }
}

/// A number, or one of the three words that stand for numbers that JSON does not have.
pub fn number_of_golden(value: &Value) -> Option<f64> {
    match value.as_str() {
        Some("Infinity") => Some(f64::INFINITY),
        Some("-Infinity") => Some(f64::NEG_INFINITY),
        Some("NaN") => Some(f64::NAN),
        _ => value.as_f64(),
    }
}

fn number_of_found(value: &Found) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|integer| i128::from(integer) as f64))
}

fn shape(value: &Value) -> String {
    match value {
        Value::Array(parts) => format!("an array of {}", parts.len()),
        Value::Object(_) => "an object".to_owned(),
        other => other.to_string(),
    }
}

fn shape_of_found(value: &Found) -> String {
    match value {
        Found::Array(parts) => format!("an array of {}", parts.len()),
        Found::Map(_) => "an object".to_owned(),
        other => format!("{other:?}"),
    }
}

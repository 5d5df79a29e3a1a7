//! The golden files: specs of the trace API with the numbers that PyTorch computed for them.

use std::fs;

use serde_json::Value;

/// One golden file.
pub struct Golden {
    /// The file's name without its ending.
    pub name: String,
    /// What is passed to `trace`.
    pub spec: Value,
    /// What it returns; numbers that are not finite are the strings "NaN", "Infinity" and "-Infinity".
    pub result: Value,
}

/// Every golden file of the trace API, by name. Left out are the files of training losses, whose specs have no
/// inputs, and those of encoders and of the measures of a gradient, which the trace knows nothing of.
pub fn all() -> Vec<Golden> {
    let folder = super::project().root.join("tests/goldens");
    let mut goldens = Vec::new();
    for entry in folder.read_dir().expect("tests/goldens is there") {
        let path = entry.expect("tests/goldens can be read").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a golden file can be read");
        let mut golden: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let is_of_trace = golden["spec"]["inputs"].is_array() && golden["spec"]["encoder"].is_null();
        if is_of_trace && !name.starts_with("measures_") {
            goldens.push(Golden { name, spec: golden["spec"].take(), result: golden["result"].take() });
        }
    }
    goldens.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(goldens.len() >= 10, "only {} golden files in {}", goldens.len(), folder.display());
    goldens
}

/// The golden file of that name.
pub fn one(name: &str) -> Golden {
    let found = all().into_iter().find(|golden| golden.name == name);
    found.unwrap_or_else(|| panic!("tests/goldens/{name}.json is missing"))
}

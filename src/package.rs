//! What makes the glue a JavaScript package: package.json, and the licences beside it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;

use crate::glue::NAME;
use crate::project::Project;

/// Writes package.json into `folder`, and copies the project's licences there.
///
/// # Errors
/// If a file cannot be written.
pub fn write(project: &Project, folder: &Path) -> Result<()> {
    let path = folder.join("package.json");
    fs::write(&path, manifest(&files(folder)?)).with_context(|| path.display().to_string())?;
    copy_licences(&project.root, folder)
}

/// Resolvers take the first condition that fits, so `types` stands before `default`.
fn manifest(files: &[String]) -> String {
    let (version, license) = (env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_LICENSE"));
    let files = json!(files);
    format!(
        r#"{{
  "name": "{NAME}",
  "version": "{version}",
  "description": "RNN, LSTM and GRU with every number of their forward and backward pass",
  "license": "{license}",
  "type": "module",
  "main": "./{NAME}.js",
  "types": "./{NAME}.d.ts",
  "exports": {{
    ".": {{ "types": "./{NAME}.d.ts", "default": "./{NAME}.js" }},
    "./{NAME}.js": {{ "types": "./{NAME}.d.ts", "default": "./{NAME}.js" }},
    "./{NAME}_bg.wasm": "./{NAME}_bg.wasm",
    "./package.json": "./package.json"
  }},
  "files": {files},
  "sideEffects": false
}}
"#
    )
}

/// The names of everything in `folder`, in order.
fn files(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in folder.read_dir().with_context(|| folder.display().to_string())? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// npm packs files named LICENSE whether or not `files` lists them.
fn copy_licences(root: &Path, folder: &Path) -> Result<()> {
    for entry in root.read_dir().with_context(|| root.display().to_string())? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("LICENSE") && entry.path().is_file() {
            fs::copy(entry.path(), folder.join(entry.file_name()))?;
        }
    }
    Ok(())
}

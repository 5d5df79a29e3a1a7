//! Makes the JavaScript package out of the compiled wasm: what `wasm-bindgen --target web` does, without installing it.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::neighbours;
use crate::package;
use crate::project::Project;
use crate::wasm::Profile;

/// The name of the package and of its files.
pub const NAME: &str = "unrolled";

/// Writes the package (glue, wasm, types and package.json) and returns its folder.
/// Nothing is done if the wasm is the one that the folder was made from.
///
/// # Errors
/// If the wasm cannot be read, wasm-bindgen refuses it, or the folder cannot be written.
pub fn make(project: &Project, profile: Profile, wasm: &Path) -> Result<PathBuf> {
    let folder = project.work().join(format!("pkg-{}", profile.folder()));
    let stamp_file = folder.with_extension("stamp");
    let bytes = fs::read(wasm).with_context(|| wasm.display().to_string())?;
    let stamp = stamp(&bytes);
    if fs::read_to_string(&stamp_file).is_ok_and(|found| found == stamp) && folder.is_dir() {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    Bindgen::new()
        .input_bytes(NAME, bytes)
        .out_name(NAME)
        .web(true)?
        // Otherwise `await init()` without an argument would not know where the wasm is.
        .omit_default_module_path(false)
        .typescript(true)
        .remove_name_section(profile == Profile::Release)
        .remove_producers_section(true)
        .generate(&folder)
        .context("wasm-bindgen cannot make the JavaScript package")?;
    if profile == Profile::Release {
        let file = folder.join(format!("{NAME}_bg.wasm"));
        let bytes = fs::read(&file).with_context(|| file.display().to_string())?;
        fs::write(&file, neighbours::sorted(&bytes)?).with_context(|| file.display().to_string())?;
    }
    package::write(project, &folder)?;
    fs::write(&stamp_file, stamp).with_context(|| stamp_file.display().to_string())?;
    Ok(folder)
}

/// Changes when the wasm does, or the code that makes the package.
fn stamp(wasm: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    wasm.hash(&mut hasher);
    include_str!("glue.rs").hash(&mut hasher);
    include_str!("neighbours.rs").hash(&mut hasher);
    include_str!("package.rs").hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

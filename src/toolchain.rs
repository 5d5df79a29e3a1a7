//! Makes sure that rustc can compile for wasm32.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The target that the page is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the wasm32 target with rustup, unless its standard library is already there.
///
/// # Errors
/// If rustc does not run, or rustup is missing or fails: the message says what to install.
pub fn ensure_wasm_target(root: &Path) -> Result<()> {
    if has_core(&library_folder(root)?) {
        return Ok(());
    }
    println!("adding the Rust target {TARGET}");
    let status = Command::new("rustup").args(["target", "add", TARGET]).current_dir(root).status();
    let by_hand = format!("install the standard library of {TARGET} for your Rust, for example with rustup");
    match status {
        Err(error) => bail!("the Rust target {TARGET} is missing and rustup does not run ({error}): {by_hand}"),
        Ok(status) if !status.success() => bail!("`rustup target add {TARGET}` failed ({status}): {by_hand}"),
        Ok(_) if !has_core(&library_folder(root)?) => {
            bail!("rustup added {TARGET}, but not for the rustc in use: {by_hand}")
        }
        Ok(_) => Ok(()),
    }
}

fn library_folder(root: &Path) -> Result<PathBuf> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"));
    let output = Command::new(rustc)
        .args(["--print", "target-libdir", "--target", TARGET])
        .current_dir(root)
        .output()
        .context("rustc does not run")?;
    if !output.status.success() {
        bail!("rustc does not know {TARGET}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}

fn has_core(folder: &Path) -> bool {
    let Ok(files) = folder.read_dir() else { return false };
    files.flatten().any(|file| {
        let name = file.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libcore-") && name.ends_with(".rlib")
    })
}

//! Packages of npm's registry, installed exactly as a lock file says.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

/// `package.json` and `package-lock.json`, as they are.
#[derive(Clone, Copy)]
pub struct Packages {
    pub wanted: &'static str,
    pub locked: &'static str,
}

/// Puts the packages into `folder/node_modules`, unless they are there.
///
/// # Errors
/// If npm does not run, or cannot install them.
pub fn install(folder: &Path, packages: Packages) -> Result<()> {
    let lock = folder.join("package-lock.json");
    // npm writes this file last.
    let is_complete = folder.join("node_modules/.package-lock.json").is_file();
    if is_complete && fs::read_to_string(&lock).is_ok_and(|text| text == packages.locked) {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join("package.json"), packages.wanted)?;
    fs::write(lock, packages.locked)?;
    // Nothing is compiled or run by an installation: the bundles for browsers are all that is used.
    let status = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder)
        .status()
        .context("npm does not run")?;
    if !status.success() {
        bail!("npm has not installed the packages in {}", folder.display());
    }
    Ok(())
}

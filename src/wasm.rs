//! Compiles the web crate for wasm32.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::{Project, cargo};
use crate::toolchain::TARGET;

/// How the wasm is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// Optimised, for users.
    #[default]
    Release,
    /// Compiled quickly, with checks of overflow and with names in panics.
    Dev,
}

impl Profile {
    /// Cargo's name for the profile's folder under `target/`.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Dev => "debug",
        }
    }
}

/// Compiles `unrolled-web` and returns the path of its wasm. What cargo has to say goes to the terminal.
///
/// # Errors
/// If cargo does not run or the crate does not compile.
pub fn compile(project: &Project, profile: Profile) -> Result<PathBuf> {
    compile_package(project, profile, "unrolled-web")
}

/// [`compile`] for another `cdylib` of the workspace.
///
/// # Errors
/// If cargo does not run or the crate does not compile.
pub fn compile_package(project: &Project, profile: Profile, package: &str) -> Result<PathBuf> {
    let mut command = Command::new(cargo());
    command
        .args(["build", "--package", package, "--lib", "--target", TARGET])
        .current_dir(&project.root)
        .env("CARGO_TARGET_DIR", &project.target)
        // Line tables triple the time to make the glue and are thrown away by it.
        .env("CARGO_PROFILE_DEV_DEBUG", "false");
    if profile == Profile::Release {
        command.arg("--release");
    }
    keep_simd(&mut command);
    let status = command.status().context("cargo does not run")?;
    if !status.success() {
        bail!("{package} does not compile");
    }
    let file = format!("{}.wasm", package.replace('-', "_"));
    let wasm = project.target.join(TARGET).join(profile.folder()).join(file);
    if !wasm.is_file() {
        bail!("cargo made no {}: is {package} still a cdylib?", wasm.display());
    }
    Ok(wasm)
}

/// A `RUSTFLAGS` variable replaces the flags of `.cargo/config.toml`, SIMD among them, so it gets them added.
fn keep_simd(command: &mut Command) {
    const SIMD: &str = "-Ctarget-feature=+simd128";
    if let Ok(flags) = std::env::var("CARGO_ENCODED_RUSTFLAGS") {
        command.env("CARGO_ENCODED_RUSTFLAGS", format!("{flags}\u{1f}{SIMD}"));
    } else if let Ok(flags) = std::env::var("RUSTFLAGS") {
        command.env("RUSTFLAGS", format!("{flags} {SIMD}"));
    }
}

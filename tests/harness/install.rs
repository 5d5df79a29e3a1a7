//! Installs what the tests need and this machine lacks: Debian's packages as root, drivers from crates.io.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, anyhow, bail};
use unrolled::project::cargo;

/// Something that must be there.
pub enum Need {
    /// One of these programs on `PATH`, or else Debian's package.
    Program { names: &'static [&'static str], package: &'static str },
    /// A file that Debian's package brings; it is asked for on Debian only.
    File { path: &'static str, package: &'static str },
    /// A module of Python's own library, which Debian ships in a package.
    Module { name: &'static str, package: &'static str },
}

/// Without these the page's Korean is boxes.
pub const KOREAN: Need =
    Need::File { path: "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", package: "fonts-noto-cjk" };

impl Need {
    /// A need for one of these programs.
    pub const fn program(names: &'static [&'static str], package: &'static str) -> Self {
        Self::Program { names, package }
    }

    fn missing(&self) -> Option<&'static str> {
        match *self {
            Self::Program { names, package } => found(names).is_err().then_some(package),
            Self::File { path, package } => {
                (on_path("apt-get").is_some() && !Path::new(path).exists()).then_some(package)
            }
            Self::Module { name, package } => (!has_module(Path::new("python3"), name)).then_some(package),
        }
    }
}

/// Installs the packages of what is missing.
///
/// # Errors
/// Names the packages and the command, where it cannot install or installing fails.
pub fn ensure(whose: &str, needs: &[Need]) -> Result<()> {
    let packages = || needs.iter().filter_map(Need::missing).collect::<Vec<_>>();
    let missing = packages();
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!("apt-get install --no-install-recommends {}", missing.join(" "));
    if on_path("apt-get").is_none() || !rustix::process::geteuid().is_root() {
        bail!("the tests in {whose} need the Debian packages {}: as root, `{by_hand}`", missing.join(", "));
    }
    println!("installing {}", missing.join(", "));
    // A fresh machine has no package lists, and a list that has just been replaced can miss a file: so up to three tries.
    for attempt in 0..3 {
        if attempt > 0 {
            apt(&["update"]);
        }
        let install = ["install", "--yes", "--no-install-recommends"];
        if apt(&[&install, missing.as_slice()].concat()) && packages().is_empty() {
            return Ok(());
        }
    }
    bail!("the tests in {whose} need {}, and `{by_hand}` failed", packages().join(", "))
}

fn apt(arguments: &[&str]) -> bool {
    let mut command = Command::new("apt-get");
    command.args(["-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]).args(arguments);
    command.env("DEBIAN_FRONTEND", "noninteractive").status().is_ok_and(|status| status.success())
}

/// A program from crates.io, compiled once into `target/tools`.
///
/// # Errors
/// If cargo cannot install it.
pub fn cargo_tool(name: &str, version: &str) -> Result<PathBuf> {
    let root = super::project().target.join("tools");
    let program = root.join("bin").join(name);
    if program.is_file() {
        return Ok(program);
    }
    println!("installing {name} {version} in {}", root.display());
    // It only passes messages on: a debug build does, and compiles faster.
    let mut command = Command::new(cargo());
    command.args(["install", name, "--version", version, "--locked", "--debug", "--quiet", "--root"]).arg(&root);
    command.env("CARGO_PROFILE_DEV_DEBUG", "false").env_remove("CARGO_TARGET_DIR");
    if !command.status().is_ok_and(|status| status.success()) {
        bail!("the browser tests need {name}: `cargo install {name}` failed");
    }
    Ok(program)
}

/// Whether a Python can import a module.
pub fn has_module(python: &Path, name: &str) -> bool {
    let import = Command::new(python).args(["-c", &format!("import {name}")]).output();
    import.is_ok_and(|output| output.status.success())
}

/// The first of these programs that is on `PATH`.
///
/// # Errors
/// If none is.
pub fn found(names: &[&str]) -> Result<PathBuf> {
    names.iter().find_map(|name| on_path(name)).ok_or_else(|| anyhow!("{} is not on PATH", names.join(" or ")))
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file())
}

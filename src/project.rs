//! Where things are: the project's root and the folder for what is built.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The folders that the host tool reads from and writes to.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder for this workspace.
    pub target: PathBuf,
}

impl Project {
    /// The project that this tool was compiled in.
    ///
    /// # Errors
    /// If cargo does not run or its answer cannot be read.
    pub fn open() -> Result<Self> {
        Self::at(Path::new(env!("CARGO_MANIFEST_DIR")))
    }

    /// The project with its workspace at `root`.
    ///
    /// # Errors
    /// If cargo does not run or its answer cannot be read.
    pub fn at(root: &Path) -> Result<Self> {
        let output = Command::new(cargo())
            .args(["metadata", "--no-deps", "--format-version=1"])
            .current_dir(root)
            .output()
            .context("cargo does not run")?;
        if !output.status.success() {
            bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
        let target = metadata["target_directory"].as_str().context("cargo metadata names no target_directory")?;
        Ok(Self { root: root.to_owned(), target: PathBuf::from(target) })
    }

    /// A folder under `target/` that belongs to this tool.
    pub fn work(&self) -> PathBuf {
        self.target.join("unrolled")
    }

    /// What is served as it is.
    pub fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// The data that tasks are learned from, which are served beside the page.
    pub fn data(&self) -> PathBuf {
        self.root.join("crate/tasks/data")
    }

    /// The trained weights that the page can start from, which are served beside it.
    pub fn weights(&self) -> PathBuf {
        self.root.join("crate/lab/weights")
    }
}

/// The cargo that started this program, or else the one on `PATH`.
pub fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

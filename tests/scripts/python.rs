//! A Python that has NumPy: the machine's own, or else one below the target folder.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::harness;
use crate::harness::install::{Need, ensure, has_module};

/// What is installed where the machine has none; any other version will do as well.
const NUMPY: &str = "numpy==2.4.6";

/// What makes a virtual environment; Debian's package brings Python along.
const VENV: Need = Need::Module { name: "ensurepip", package: "python3-venv" };

/// The program.
///
/// # Panics
/// If there is none and none can be made.
pub fn with_numpy() -> &'static Path {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| {
        let own = Path::new("python3");
        if has_module(own, "numpy") { own.to_owned() } else { environment() }
    })
}

/// The Python of a virtual environment in `target/tools`, made once.
fn environment() -> PathBuf {
    let folder = harness::project().target.join("tools/python");
    let python = folder.join("bin/python");
    if !has_module(&python, "numpy") {
        println!("installing {NUMPY} in {}", folder.display());
        ensure("Python", &[VENV]).expect("Python can make an environment");
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", NUMPY]));
    }
    python
}

fn run(command: &mut Command) {
    let is_done = command.status().is_ok_and(|status| status.success());
    assert!(is_done, "the tests of the scripts need Python 3 with NumPy, and this failed: {command:?}");
}

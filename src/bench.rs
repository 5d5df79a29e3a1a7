//! `cargo run -- bench`: the project's figures beside their goals.

use anyhow::{Result, bail};

use crate::project::Project;

/// Measures and prints.
///
/// # Errors
/// If something cannot be built or run, or an argument is unknown.
pub fn run(_project: &Project, arguments: &[String]) -> Result<()> {
    if let Some(argument) = arguments.first() {
        bail!("`bench` takes no argument, found `{argument}`");
    }
    bail!("there is no benchmark yet")
}

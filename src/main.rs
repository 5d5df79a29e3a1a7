//! `cargo run`: reads the command line and does what it says.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use unrolled::arguments::{self, Command};
use unrolled::project::Project;
use unrolled::wasm::Profile;
use unrolled::{bench, serve, site};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let command = arguments::parse(std::env::args_os().skip(1))?;
    match command {
        Command::Help => {
            print!("{}", arguments::USAGE);
            Ok(())
        }
        Command::Serve(options) => serve::run(&Project::open()?, &options),
        Command::Build { profile } => build(&Project::open()?, profile),
        Command::Bench { arguments } => bench::run(&Project::open()?, &arguments),
    }
}

fn build(project: &Project, profile: Profile) -> Result<()> {
    let dist = project.root.join("dist");
    site::build(project, profile, &dist)?;
    println!("built {}", shown(&dist));
    Ok(())
}

fn shown(folder: &Path) -> String {
    format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR)
}

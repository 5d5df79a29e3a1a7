//! What the tests of the built site share: the site itself, the golden files and the comparison of numbers.
#![allow(dead_code, reason = "each test program uses a part of it")]

pub mod compare;
pub mod goldens;
pub mod install;
pub mod native;
#[path = "../../crate/lab/tests/printed/mod.rs"]
pub mod printed;
pub mod refused;
pub mod training;

use std::path::Path;
use std::sync::OnceLock;

use unrolled::project::Project;
use unrolled::site;
use unrolled::wasm::Profile;

/// The project that is tested.
pub fn project() -> &'static Project {
    static PROJECT: OnceLock<Project> = OnceLock::new();
    PROJECT.get_or_init(|| Project::open().expect("the project opens"))
}

/// The folder of the site as `cargo run -- build` makes it, up to date. Cargo knows what has changed, so that
/// the second program that asks gets it at once.
pub fn site() -> &'static Path {
    static SITE: OnceLock<std::path::PathBuf> = OnceLock::new();
    SITE.get_or_init(|| {
        let folder = project().work().join("tested-site");
        site::build(project(), Profile::Release, &folder).expect("the site builds");
        folder
    })
}

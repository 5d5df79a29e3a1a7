//! The page in real browsers: the same scenarios in Chromium, Firefox and WebKit, over WebDriver.
//!
//! Each test is named `engine::scenario`. One session per engine runs all of them, each from a fresh load of the page.
//! A console error or warning, an uncaught error, or a request outside of the site fails the scenario that it happened in.

mod browser;
mod capabilities;
mod engine;
#[path = "../harness/mod.rs"]
mod harness;
mod process;
mod scenarios;
mod server;
mod session;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

use engine::Engine;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Two browsers at once would disturb each other's frames.
    arguments.test_threads = Some(1);
    if !arguments.list {
        // Here rather than in the first test, whose line it would break.
        harness::site();
    }
    let trials = Engine::ALL.into_iter().flat_map(|engine| {
        let of_its_own = if engine == Engine::Chromium { scenarios::IN_CHROMIUM } else { &[] };
        scenarios::ALL.iter().chain(of_its_own).map(move |(name, scenario)| {
            let name = format!("{}::{name}", engine.name());
            Trial::test(name.clone(), move || session::run(engine, &name, *scenario).map_err(Into::into))
        })
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    session::close_all();
    let unsteady = std::mem::take(&mut *session::unsteady());
    if !unsteady.is_empty() {
        eprintln!("did not pass at the first try: {}", unsteady.join(", "));
    }
    conclusion.exit_code()
}

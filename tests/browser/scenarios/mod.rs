//! What is done in each browser. To add a scenario: write an async function of a [`Browser`] and list it below.
//!
//! Each starts from a fresh load of the page at 1440 × 900. Afterwards the page must not have complained about anything.

mod complaints;
mod package;
mod page;

use std::pin::Pin;

use anyhow::Result;

use crate::browser::Browser;

/// An async function of a browser.
pub type Scenario = for<'b> fn(&'b Browser) -> Pin<Box<dyn Future<Output = Result<()>> + 'b>>;

/// Names each function as it is called here, without the module.
macro_rules! list {
    ($($module:ident::$name:ident),* $(,)?) => {
        &[$((stringify!($name), |browser| Box::pin($module::$name(browser)))),*]
    };
}

/// All scenarios, in the order in which they run.
pub const ALL: &[(&str, Scenario)] = list![
    complaints::are_heard,
    page::becomes_ready,
    page::fits_each_size,
    package::gives_the_golden_numbers,
    package::refuses_as_natively,
    package::gives_the_same_bits,
];

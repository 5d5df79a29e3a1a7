//! `cargo run -- bench`: the project's figures beside their goals.
//!
//! Nothing here fails because of a number: a figure that is missed is printed as such, and judged by whoever reads it.

mod chromium;
mod compute;
mod download;
mod frames;
mod lighthouse;
mod page;
mod peers;
mod report;

use anyhow::{Result, bail};

use crate::project::Project;

/// One line of the result.
struct Figure {
    name: String,
    /// The measured number as it is printed, with its unit and its range.
    measured: String,
    goal: &'static str,
    reached: bool,
}

/// What can be measured by itself: `cargo run -- bench compute`.
type Part = (&'static str, fn(&Project) -> Result<Vec<Figure>>);

const PARTS: [Part; 5] = [
    ("download", download::measure),
    ("page", page::measure),
    ("lighthouse", lighthouse::measure),
    ("compute", compute::measure),
    ("peers", peers::measure),
];

/// Measures and prints everything, or the parts that are named; what is found is written to `docs/benchmark.md` too.
///
/// # Errors
/// If something cannot be built or run, or an argument is unknown.
pub fn run(project: &Project, arguments: &[String]) -> Result<()> {
    let known = PARTS.map(|(name, _)| name);
    if let Some(argument) = arguments.iter().find(|argument| !known.contains(&argument.as_str())) {
        bail!("`bench` measures {}, found `{argument}`", known.join(", "));
    }
    let mut figures = Vec::new();
    for (name, measure) in PARTS {
        if arguments.is_empty() || arguments.iter().any(|argument| argument == name) {
            println!("measuring: {name}");
            let found = measure(project)?;
            report::write(project, name, &found)?;
            figures.extend(found);
        }
    }
    print!("\n{}", table(&figures));
    Ok(())
}

fn table(figures: &[Figure]) -> String {
    let width = |column: fn(&Figure) -> &str| figures.iter().map(|figure| column(figure).chars().count()).max();
    let names = width(|figure| &figure.name).unwrap_or(0);
    let numbers = width(|figure| &figure.measured).unwrap_or(0);
    let line = |Figure { name, measured, goal, reached }: &Figure| {
        let verdict = if *reached { "PASS" } else { "MISS" };
        format!("{verdict}  {name:names$}  {measured:numbers$}  goal {goal}\n")
    };
    figures.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_lines_up_and_says_what_is_missed() {
        let figure = |name: &str, measured: &str, reached| Figure {
            name: name.to_owned(),
            measured: measured.to_owned(),
            goal: "≥ 2",
            reached,
        };
        let table = table(&[figure("one", "2.5", true), figure("another", "1", false)]);
        assert_eq!(table, "PASS  one      2.5  goal ≥ 2\nMISS  another  1    goal ≥ 2\n");
    }
}

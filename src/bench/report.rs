//! `docs/benchmark.md`: what was measured last, a section for each part.

use std::fs;
use std::io::ErrorKind;

use anyhow::{Context, Result};

use super::Figure;
use crate::project::Project;

const FILE: &str = "docs/benchmark.md";
const HEAD: &str = "# Benchmark

Written by `cargo run -- bench`, each part by its last run. Ranges are those of the rounds; times are processor time.
`crate/bench` says what the sizes are, `src/bench` how each figure is measured.
";

/// Puts the section of a part in the place of the one before.
///
/// # Errors
/// If the file cannot be read or written.
pub fn write(project: &Project, part: &str, figures: &[Figure]) -> Result<()> {
    let path = project.root.join(FILE);
    let before = match fs::read_to_string(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        read => read.with_context(|| path.display().to_string())?,
    };
    let machine = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    fs::write(&path, with_section(&before, part, &section(part, &machine, figures)))
        .with_context(|| path.display().to_string())
}

fn with_section(before: &str, part: &str, section: &str) -> String {
    let heading = format!("{part}\n");
    let mut sections: Vec<String> = before.split("\n## ").skip(1).map(|text| text.trim_end().to_owned()).collect();
    match sections.iter().position(|text| text.starts_with(&heading)) {
        Some(place) => sections[place] = section.to_owned(),
        None => sections.push(section.to_owned()),
    }
    sections.sort();
    sections.iter().fold(HEAD.to_owned(), |all, section| format!("{all}\n## {section}\n"))
}

/// `cpuinfo` is Linux's description of the processor; elsewhere there is none.
fn section(part: &str, cpuinfo: &str, figures: &[Figure]) -> String {
    let model = cpuinfo.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let machine = model.map_or_else(String::new, |(_, model)| format!("On one core of: {model}.\n\n"));
    let rows = figures.iter().map(|Figure { name, measured, goal, reached }| {
        let verdict = if *reached { "reached" } else { "missed" };
        format!("\n| {name} | {measured} | {goal} | {verdict} |")
    });
    format!("{part}\n\n{machine}| figure | measured | goal | |\n|---|---|---|---|{}", rows.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_takes_the_place_of_its_last_run() {
        let figure = |measured: &str| Figure {
            name: "one".to_owned(),
            measured: measured.to_owned(),
            goal: "≥ 2",
            reached: measured != "1",
        };
        let write = |before: &str, part: &str, measured: &str| {
            with_section(before, part, &section(part, "model name\t: A chip\n", &[figure(measured)]))
        };
        let table = "On one core of: A chip.\n\n| figure | measured | goal | |\n|---|---|---|---|\n";
        let first = write("", "page", "1");
        assert_eq!(first, format!("{HEAD}\n## page\n\n{table}| one | 1 | ≥ 2 | missed |\n"));
        let second = write(&write(&first, "compute", "3"), "page", "2");
        let row = |measured: &str| format!("{table}| one | {measured} | ≥ 2 | reached |\n");
        assert_eq!(second, format!("{HEAD}\n## compute\n\n{}\n## page\n\n{}", row("3"), row("2")));
    }
}

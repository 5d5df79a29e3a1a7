//! What Lighthouse says of the page on its phone: a slow processor and a slow line, simulated. Installed by npm as the lock
//! file beside this one says; the site is served compressed, as static hosts do.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::chromium::{FLAGS, program};
use super::{Figure, download};
use crate::npm::{self, Packages};
use crate::project::Project;
use crate::wasm::Profile;
use crate::{serve, site};

const PACKAGES: Packages = Packages { wanted: include_str!("package.json"), locked: include_str!("package-lock.json") };
const GOAL: f64 = 95.0;
/// Performance differs from run to run; the others do not.
const RUNS: usize = 3;
const CATEGORIES: [(&str, &str); 4] = [
    ("performance", "performance"),
    ("accessibility", "accessibility"),
    ("best-practices", "best practices"),
    ("seo", "search engines"),
];
/// What performance is made of.
const AUDITS: [(&str, &str); 4] = [
    ("first-contentful-paint", "first text"),
    ("largest-contentful-paint", "largest text"),
    ("total-blocking-time", "blocked"),
    ("cumulative-layout-shift", "shifts"),
];
const PAGES: [(&str, &str); 2] = [("the page", ""), ("a lesson", "#v=1&lesson=5")];

pub fn measure(project: &Project) -> Result<Vec<Figure>> {
    let folder = project.work().join("bench-lighthouse");
    npm::install(&folder, PACKAGES)?;
    let lighthouse = folder.join("node_modules/.bin/lighthouse");
    let served = folder.join("site");
    site::build(project, Profile::Release, &served)?;
    compress(&served)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = format!("http://{}/", listener.local_addr()?);
    let files = serve::compressed_files(&served);
    // It serves until the process ends; a browser that finds no page says so.
    thread::spawn(move || serve::forever(listener, files));
    PAGES.into_iter().map(|(name, suffix)| judge(&folder, &lighthouse, name, &format!("{address}{suffix}"))).collect()
}

/// Puts each file but pictures beside itself, in brotli.
fn compress(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            compress(&path)?;
        } else if !["png", "br"].contains(&extension.as_str()) {
            let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
            fs::write(path.with_extension(format!("{extension}.br")), download::compressed(&bytes)?)?;
        }
    }
    Ok(())
}

fn judge(folder: &Path, lighthouse: &Path, name: &str, address: &str) -> Result<Figure> {
    let mut runs = Vec::new();
    for run in 0..RUNS {
        let report = report(folder, lighthouse, address)?;
        let scores = CATEGORIES.iter().map(|(category, _)| score(&report, category)).collect::<Result<Vec<f64>>>()?;
        let said = |(audit, name): &(&str, &str)| {
            format!("{name} {}", report["audits"][*audit]["displayValue"].as_str().unwrap_or("unknown"))
        };
        let parts: Vec<String> = AUDITS.iter().map(said).collect();
        println!("  {name}, run {}: {scores:?}; {}", run + 1, parts.join(", "));
        runs.push(scores);
    }
    let column = |k: usize| {
        let mut scores: Vec<f64> = runs.iter().map(|scores| scores[k]).collect();
        scores.sort_by(f64::total_cmp);
        scores
    };
    let measured = CATEGORIES.iter().enumerate().map(|(k, (_, name))| {
        let scores = column(k);
        let (low, middle, high) = (scores[0], scores[RUNS / 2], scores[RUNS - 1]);
        if low == high { format!("{name} {middle}") } else { format!("{name} {middle} ({low}–{high})") }
    });
    Ok(Figure {
        name: format!("Lighthouse, throttled phone: {name}"),
        measured: measured.collect::<Vec<_>>().join(", "),
        goal: "≥ 95 in all four",
        reached: (0..CATEGORIES.len()).all(|k| column(k)[RUNS / 2] >= GOAL),
    })
}

fn report(folder: &Path, lighthouse: &Path, address: &str) -> Result<Value> {
    let file = folder.join("report.json");
    let status = Command::new(lighthouse)
        .arg(address)
        .args(["--quiet", "--output=json", "--output-path"])
        .arg(&file)
        .arg(format!("--chrome-flags={}", FLAGS.join(" ")))
        .env("CHROME_PATH", program()?)
        .current_dir(folder)
        .status()
        .context("Lighthouse does not run")?;
    if !status.success() {
        bail!("Lighthouse failed at {address}");
    }
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    serde_json::from_str(&text).context("the report of Lighthouse")
}

/// From 0 to 100.
fn score(report: &Value, category: &str) -> Result<f64> {
    let score = report["categories"][category]["score"].as_f64();
    Ok((100.0 * score.with_context(|| format!("Lighthouse has no score for {category}"))?).round())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_no_host() {
        assert!(!PACKAGES.wanted.contains("://") && !PACKAGES.locked.contains("://"));
    }
}

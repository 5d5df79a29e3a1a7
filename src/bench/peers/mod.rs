//! Our training step beside those of other libraries. In one page, in turns: TensorFlow.js on its wasm backend, by its
//! layers and by its operations, and brain.js, installed by npm as the lock file beside this one says. Before anything is
//! timed, losses are compared with PyTorch's.

mod torch;

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::{fs, thread};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::Figure;
use super::chromium::Chromium;
use super::frames::MainThread;
use crate::npm::{self, Packages};
use crate::project::Project;
use crate::wasm::{Profile, compile_package};
use crate::{serve, toolchain};

const SCRIPT: &str = include_str!("page.js");
const PACKAGES: Packages = Packages { wanted: include_str!("package.json"), locked: include_str!("package-lock.json") };
/// Written by `tests/peers/make.py`.
const LOSSES: &str = include_str!("../../../tests/peers/losses.json");
/// Of a loss in `f32`, relative to PyTorch's in `f64`.
const TOLERANCE: f64 = 1e-5;
const WINDOW: (u32, u32) = (800, 600);

struct Size {
    name: &'static str,
    /// As `unrolled-bench` counts.
    number: u32,
    /// Updates whose losses are compared: a large one takes TensorFlow.js seconds.
    losses: usize,
    rounds: usize,
    goals: [Goal; 2],
}

/// How many times our time TensorFlow.js, and brain.js, should take at least.
type Goal = (f64, &'static str);

const SIZES: [Size; 4] = [
    Size { name: "tiny", number: 0, losses: 10, rounds: 7, goals: [(1000.0, "≥ 1000×"), (15.0, "≥ 15×")] },
    Size { name: "small", number: 1, losses: 10, rounds: 7, goals: [(220.0, "≥ 220×"), (38.0, "≥ 38×")] },
    Size { name: "medium", number: 2, losses: 10, rounds: 5, goals: [(25.0, "≥ 25×"), (40.0, "≥ 40×")] },
    Size { name: "large", number: 3, losses: 2, rounds: 3, goals: [(35.0, "≥ 35×"), (40.0, "≥ 40×")] },
];

pub fn measure(project: &Project) -> Result<Vec<Figure>> {
    toolchain::ensure_wasm_target(&project.root)?;
    let wasm = compile_package(project, Profile::Release, "unrolled-bench")?;
    let folder = install(project, &wasm)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = format!("http://{}/", listener.local_addr()?);
    let files = serve::files(&folder);
    // It serves until the process ends; a browser that finds no page says so.
    thread::spawn(move || serve::forever(listener, files));
    let mut chromium = Chromium::start(&project.work().join("bench-profile"), WINDOW)?;
    let mut figures = Vec::new();
    for size in &SIZES {
        for figure in compare(&mut chromium, &address, size)? {
            println!("  {}: {}", figure.name, figure.measured);
            figures.push(figure);
        }
    }
    figures.extend(torch::measure(&wasm)?);
    Ok(figures)
}

/// A folder to be served, with the packages, our wasm and an empty page.
fn install(project: &Project, wasm: &Path) -> Result<PathBuf> {
    let folder = project.work().join("bench-peers");
    npm::install(&folder, PACKAGES)?;
    fs::write(folder.join("index.html"), "<!doctype html><title>Peers</title><link rel=icon href=data:,>")?;
    fs::copy(wasm, folder.join("unrolled_bench.wasm"))?;
    Ok(folder)
}

fn compare(chromium: &mut Chromium, address: &str, size: &Size) -> Result<[Figure; 2]> {
    let Size { name, number, losses, rounds, .. } = size;
    let script = format!("{SCRIPT}\ncomparePeers({number}, {losses}, {rounds})");
    let (result, events) = chromium.record(address, &script)?;
    for (peer, one_bias) in [("ours", false), ("operations", false), ("layers", true)] {
        check_losses(&result[peer]["losses"], peer, name, one_bias)?;
    }
    check_falling(&result["brain"]["losses"], name)?;
    let main = MainThread::read(&events, "ours from")?;
    let times = |peer: &str| -> Result<Vec<f64>> {
        let count = result[peer]["count"].as_f64().context("a count of updates")?;
        let times = main.between(&format!("{peer} from"), &format!("{peer} to"));
        if times.len() != *rounds || times.iter().any(|ms| *ms <= 0.0) {
            bail!("{peer}, {name}: expected {rounds} rounds in the trace, found {times:?} ms");
        }
        Ok(times.into_iter().map(|ms| ms / count).collect())
    };
    let ours = times("ours")?;
    let (operations, layers, brain) = (times("operations")?, times("layers")?, times("brain")?);
    let (tensorflow, interface) =
        if median(&operations) < median(&layers) { (operations, "its operations") } else { (layers, "its layers") };
    let figure = |peer: &str, theirs: &[f64], (goal, text): Goal| {
        let ratios: Vec<f64> = theirs.iter().zip(&ours).map(|(theirs, ours)| theirs / ours).collect();
        Figure {
            name: format!("f32 LSTM step, {name}: {peer} ÷ ours"),
            measured: format!("{}, {} ÷ {} ms", spread(&ratios), digits(median(theirs)), digits(median(&ours))),
            goal: text,
            reached: median(&ratios) >= goal,
        }
    };
    Ok([
        figure(&format!("TensorFlow.js wasm, {interface}"), &tensorflow, size.goals[0]),
        figure("brain.js", &brain, size.goals[1]),
    ])
}

fn check_losses(found: &Value, peer: &str, size: &str, one_bias: bool) -> Result<()> {
    let runs: Vec<Value> = serde_json::from_str(LOSSES)?;
    let run = runs.iter().find(|run| run["cell"] == "lstm" && run["size"] == size && run["one_bias"] == one_bias);
    let expected: Vec<f64> = serde_json::from_value(run.context("losses of this size")?["losses"].clone())?;
    let found: Vec<f64> =
        serde_json::from_value(found.clone()).with_context(|| format!("losses of {peer}: {found}"))?;
    let errors = found.iter().zip(&expected).map(|(found, expected)| ((found - expected) / expected).abs());
    let worst = errors.fold(0.0, f64::max);
    println!("  {size}, {peer}: {} losses are PyTorch's but for {worst:.1e}", found.len());
    if !(worst <= TOLERANCE && found.last() < found.first()) {
        bail!("{peer}, {size}: expected the losses {expected:?}, found {found:?}");
    }
    Ok(())
}

/// Another model has other losses: no more can be said than that it learns, from the first update to the last.
fn check_falling(found: &Value, size: &str) -> Result<()> {
    let found: Vec<f64> = serde_json::from_value(found.clone()).context("losses of brain.js")?;
    match (found.first(), found.last()) {
        (Some(first), Some(last)) if last < first => Ok(()),
        _ => bail!("brain.js, {size}: expected falling losses, found {found:?}"),
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

/// The median of ratios with their range.
fn spread(ratios: &[f64]) -> String {
    let low = ratios.iter().copied().fold(f64::INFINITY, f64::min);
    let high = ratios.iter().copied().fold(0.0, f64::max);
    format!("{}× ({}–{})", digits(median(ratios)), digits(low), digits(high))
}

/// Three digits.
fn digits(value: f64) -> String {
    let decimals = (2.0 - value.log10().floor()).clamp(0.0, 6.0) as usize;
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_have_three_digits_and_their_range() {
        assert_eq!(spread(&[2.0, 1234.4, 0.012_34]), "2.00× (0.0123–1234)");
    }

    #[test]
    fn losses_of_another_network_are_refused() {
        let runs: Vec<Value> = serde_json::from_str(LOSSES).unwrap();
        let of = |one_bias| runs.iter().find(|run| run["cell"] == "lstm" && run["one_bias"] == one_bias).unwrap();
        let name = of(true)["size"].as_str().unwrap();
        assert!(check_losses(&of(true)["losses"], "layers", name, true).is_ok());
        assert!(check_losses(&of(true)["losses"], "layers", name, false).is_err());
    }

    #[test]
    fn the_lock_file_names_no_host() {
        assert!(!PACKAGES.wanted.contains("://") && !PACKAGES.locked.contains("://"));
    }
}

//! How much of what one core can do reaches the training step: its matrix-product operations over the multiply-add peak
//! of 128-bit vectors, both measured in one Node process, in turns.

use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::Figure;
use crate::project::Project;
use crate::toolchain;
use crate::wasm::{Profile, compile_package};

struct Case {
    name: &'static str,
    /// The numbers of cell and size that `unrolled-bench` knows.
    cell: u32,
    size: u32,
    goals: &'static [(f64, &'static str)],
}

const CASES: [Case; 4] = [
    Case { name: "tiny (V4 H8 T16 B1)", cell: 1, size: 0, goals: &[(15.0, "≥ 15 %")] },
    Case { name: "small (V32 H32 T32 B1)", cell: 1, size: 1, goals: &[(30.0, "≥ 30 %"), (45.0, "≥ 45 %")] },
    Case { name: "medium (V64 H128 T64 B16)", cell: 1, size: 2, goals: &[(55.0, "≥ 55 %"), (72.0, "≥ 72 %")] },
    Case { name: "large (V96 H256 T128 B32)", cell: 1, size: 3, goals: &[(80.0, "≥ 80 %")] },
];

pub fn measure(project: &Project) -> Result<Vec<Figure>> {
    toolchain::ensure_wasm_target(&project.root)?;
    let wasm = compile_package(project, Profile::Release, "unrolled-bench")?;
    let output = Command::new("node")
        .args(["--input-type=module", "--eval", include_str!("compute.mjs"), "--"])
        .arg(&wasm)
        .args(CASES.iter().map(|case| format!("{},{}", case.cell, case.size)))
        .output()
        .context("node does not run: it is what the compute figures are measured in")?;
    if !output.status.success() {
        bail!("the compute benchmark failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let results: Vec<Value> = serde_json::from_slice(&output.stdout).context("the result of the compute benchmark")?;
    let figures: Result<Vec<_>> = CASES.iter().zip(&results).map(|(case, result)| figures(case, result)).collect();
    Ok(figures?.into_iter().flatten().collect())
}

/// One for each goal.
fn figures(case: &Case, result: &Value) -> Result<Vec<Figure>> {
    let flops = result["flops"].as_f64().context("flops")?;
    let rounds: Vec<[f64; 3]> = serde_json::from_value(result["rounds"].clone())?;
    let sorted = |of: fn(&[f64; 3]) -> f64| {
        let mut values: Vec<f64> = rounds.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values
    };
    let shares = sorted(|[before, step, after]| 200.0 * step / (before + after));
    let (steps, peaks) = (sorted(|round| round[1]), sorted(|round| round[0]));
    let [low, share, high] = [0.1, 0.5, 0.9].map(|part| quantile(&shares, part));
    if share > 100.0 {
        bail!(
            "{}: expected at most 100 % of the peak, found {share:.0} %: the peak's own loop is not compiled fast",
            case.name
        );
    }
    let (step, peak) = (quantile(&steps, 0.5), quantile(&peaks, 0.5));
    let measured = format!(
        "{share:.0} % of peak ({low:.0}–{high:.0}), {:.3} ms, {:.1} of {:.1} GFLOP/s",
        1e3 * flops / step,
        step / 1e9,
        peak / 1e9
    );
    let figure = |&(percent, goal): &(f64, &'static str)| Figure {
        name: format!("f32 LSTM step, {}", case.name),
        measured: measured.clone(),
        goal,
        reached: share >= percent,
    };
    Ok(case.goals.iter().map(figure).collect())
}

/// `sorted[part · last]`, the nearest one.
fn quantile(sorted: &[f64], part: f64) -> f64 {
    sorted[((sorted.len() - 1) as f64 * part).round() as usize]
}

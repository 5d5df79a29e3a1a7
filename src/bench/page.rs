//! What the page's main thread has to do: when a setting changes, and in each frame while the stage plays. The release
//! site in a real Chromium, measured as processor time, so that a busy machine adds little.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::thread;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::Figure;
use super::chromium::Chromium;
use super::frames::MainThread;
use crate::project::Project;
use crate::wasm::Profile;
use crate::{offline, serve, site};

const GOAL_CHANGE_MS: f64 = 16.0;
const GOAL_FRAME_MS: f64 = 8.0;
const SCRIPT: &str = include_str!("page.js");
/// Each in a tab of its own.
const ROUNDS: usize = 3;
/// A text of T + 1 characters has T steps: each predicts the next character.
const CHANGE: &str = "#v=1&text=the+quick+brown+fox+jumps+over+it&units=32";
const CHANGE_STEPS: u32 = 32;
/// With the panels that a lesson on forgetting would show; 51 characters.
const DRAG: &str =
    "#v=1&text=the+quick+brown+fox+jumps+over+the+lazy+dog+and+cat&units=32&loss=last&parts=stage+flow+roads";
const DRAG_STEPS: u32 = 50;
const PLAY: &str = "#v=1&text=sphinx+of+quartz.&units=16";
const PLAY_STEPS: u32 = 16;
/// All panels are in this window, so that every view has to be drawn.
const TALL: (u32, u32) = (1440, 6200);
const USUAL: (u32, u32) = (1440, 900);

pub fn measure(project: &Project) -> Result<Vec<Figure>> {
    let folder = project.work().join("bench-site");
    site::build(project, Profile::Release, &folder)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = format!("http://{}/", listener.local_addr()?);
    let files = offline::switched_off(serve::files(&folder));
    // It serves until the process ends; a browser that finds no page says so.
    thread::spawn(move || serve::forever(listener, files));
    let profile = project.work().join("bench-profile");
    Ok(vec![change(&address, &profile)?, drag(&address, &profile)?, play(&address, &profile)?])
}

/// From the keystroke until everything has been redrawn, the T × T influences of the three cells included.
fn change(address: &str, profile: &Path) -> Result<Figure> {
    let mut chromium = Chromium::start(profile, TALL)?;
    let mut all = Vec::new();
    for _ in 0..ROUNDS {
        let script = format!("{SCRIPT}\nchangeSettings(20, 8)");
        let (result, events) = chromium.record(&format!("{address}{CHANGE}"), &script)?;
        check_steps(&result, CHANGE_STEPS)?;
        check_height(&result)?;
        all.push(sorted(MainThread::read(&events, "change")?.between("change", "changed"))?);
    }
    print_rounds("a settings change", &all);
    let all = sorted(all.concat())?;
    let [low, median, high] = [0.1, 0.5, 0.9].map(|part| quantile(&all, part));
    Ok(Figure {
        name: "a setting changes, all views, T = H = 32".to_owned(),
        measured: format!("{median:.1} ms ({low:.1}–{high:.1}) of the main thread"),
        goal: "≤ 16 ms",
        reached: median <= GOAL_CHANGE_MS,
    })
}

/// From a move of the slider until stage, flow and roads of the three cells have been measured and drawn anew.
fn drag(address: &str, profile: &Path) -> Result<Figure> {
    let mut chromium = Chromium::start(profile, USUAL)?;
    let mut all = Vec::new();
    for _ in 0..ROUNDS {
        let script = format!("{SCRIPT}\ndrag('roads-forget-bias-slider', 'roads', 30, 10)");
        let (result, events) = chromium.record(&format!("{address}{DRAG}"), &script)?;
        check_steps(&result, DRAG_STEPS)?;
        all.push(sorted(MainThread::read(&events, "change")?.between("change", "changed"))?);
    }
    print_rounds("a move of a slider in the lab", &all);
    let all = sorted(all.concat())?;
    let [low, median, high] = [0.1, 0.5, 0.9].map(|part| quantile(&all, part));
    Ok(Figure {
        name: "a slider of the lab is dragged, stage, flow and roads, T = 50, H = 32".to_owned(),
        measured: format!("{median:.1} ms ({low:.1}–{high:.1}) of the main thread"),
        goal: "≤ 16 ms",
        reached: median <= GOAL_CHANGE_MS,
    })
}

/// The frames that show a new moment; those between them have next to nothing to do, and would flatter.
fn play(address: &str, profile: &Path) -> Result<Figure> {
    let mut chromium = Chromium::start(profile, USUAL)?;
    let mut all = Vec::new();
    for _ in 0..ROUNDS {
        let (result, events) = chromium.record(&format!("{address}{PLAY}"), &format!("{SCRIPT}\nplay(8000)"))?;
        check_steps(&result, PLAY_STEPS)?;
        if result["form"] != "columns" {
            bail!("the stage is drawn as {}, expected columns", result["form"]);
        }
        all.push(sorted(MainThread::read(&events, "frame")?.per_frame("frame", "moment"))?);
    }
    print_rounds("a frame of playing", &all);
    let all = sorted(all.concat())?;
    let [median, high] = [0.5, 0.95].map(|part| quantile(&all, part));
    Ok(Figure {
        name: "playing, T = H = 16, three lanes".to_owned(),
        measured: format!("{high:.1} ms a frame at the 95th percentile, {median:.1} ms at the median"),
        goal: "≤ 8 ms",
        reached: high <= GOAL_FRAME_MS,
    })
}

fn check_steps(result: &Value, steps: u32) -> Result<()> {
    if result["steps"] != steps {
        bail!("the page shows {} steps, expected {steps}", result["steps"]);
    }
    Ok(())
}

/// Panels that are off the screen are not drawn, so a window that hides some would measure less.
fn check_height(result: &Value) -> Result<()> {
    let [height, window] = ["height", "windowHeight"].map(|name| result[name].as_f64().unwrap_or(f64::NAN));
    if height > 1.5 * window || height.is_nan() {
        bail!("the page is {height} pixels high, the window {window}: make it taller");
    }
    Ok(())
}

fn print_rounds(name: &str, rounds: &[Vec<f64>]) {
    for round in rounds {
        let [low, median, high, most] = [0.0, 0.5, 0.95, 1.0].map(|part| quantile(round, part));
        println!(
            "  {name}: {} of them, {low:.1} to {most:.1} ms, median {median:.1}, 95th percentile {high:.1}",
            round.len()
        );
    }
}

fn sorted(mut values: Vec<f64>) -> Result<Vec<f64>> {
    values.sort_by(f64::total_cmp);
    values.first().context("the trace has nothing of what was to be measured")?;
    Ok(values)
}

/// `sorted[part · last]`, the nearest one.
fn quantile(sorted: &[f64], part: f64) -> f64 {
    sorted[((sorted.len() - 1) as f64 * part).round() as usize]
}

//! The chart of the gradient that reaches each step.

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde_json::Value;
use unrolled_engine::{CellKind, Roads};
use unrolled_lab::{Experiment, GradientLab, Moment};
use unrolled_plots::Fate;
use unrolled_plots::numbers::short;

use crate::browser::Browser;
use crate::scenarios::figure::{self, wait_for_moment, wait_for_updates};
use crate::scenarios::hands::{click_at, point_at};
use crate::scenarios::written::{is_rounded, number};

/// The canvas has lines on it, and its summary and its numbers are the native ones.
pub async fn draws_native_numbers(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&at=6&text=remember&loss=last").await?;
    bring_chart_in(browser).await?;
    ensure!(colors(browser, "#gradient-flow canvas").await? > 8, "the chart is blank");
    figure::eventually(async || assert_summary(browser, &experiment).await).await?;
    // Step 3 under the mouse, as the line above the chart tells it.
    let place = (2.0 + 0.5) / experiment.sequence.steps() as f64;
    point_at(browser, "#gradient-flow canvas", (place, 0.5)).await?;
    figure::settle(browser).await?;
    let at = browser.text("#gradient-flow .readout-place").await?;
    let t = at.strip_prefix("t = ").and_then(|step| step.parse::<usize>().ok()).context(at)? - 1;
    ensure!(t.abs_diff(2) <= 1, "the mouse is at step 3, the line at {}", t + 1);
    let script =
        "return [...document.querySelectorAll('#gradient-flow .readout-cell:not([hidden]) b')].map(b => b.textContent)";
    let found: Vec<String> = serde_json::from_value(browser.run(script, vec![]).await?)?;
    ensure!(found.len() == CellKind::ALL.len(), "the line has the numbers {found:?}");
    for (kind, text) in CellKind::ALL.into_iter().zip(&found) {
        let hidden = text.split([',', '(', ' ']).next().unwrap_or_default();
        let norm = experiment.lane(kind).tape.dh_norm(t);
        ensure!(is_rounded(number(hidden)?, norm), "{kind:?} at step {}: {text} for {norm}", t + 1);
    }
    Ok(())
}

/// The line in the chart stands at the step of the stage, and a click in the chart moves both.
pub async fn goes_with_the_stage(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&text=remember").await?;
    let timeline = experiment.timeline();
    bring_chart_in(browser).await?;
    for index in 0..timeline.len() {
        wait_for_moment(browser, timeline.moment(index)).await?;
        figure::settle(browser).await?;
        let script = "
            const lines = [...document.querySelectorAll('#gradient-flow .chart-marks g')];
            const line = lines.find(line => line.getAttribute('visibility') === 'visible');
            return line ? `${line.getAttribute('class')} ${line.querySelector('text').textContent}` : null;";
        let wanted = match timeline.moment(index) {
            Moment::Forward { t } => Value::from(format!("forward t = {}", t + 1)),
            Moment::Backward { t } => Value::from(format!("back t = {}", t + 1)),
            Moment::Loss | Moment::Update => Value::Null,
        };
        let found = browser.run(script, vec![]).await?;
        ensure!(found == wanted, "at {index}: expected {wanted}, found {found}");
        browser.press(&Key::Right.to_string()).await?;
    }
    click_at(browser, "#gradient-flow canvas", (0.97, 0.5)).await?;
    wait_for_moment(browser, Moment::Backward { t: timeline.steps - 1 }).await
}

/// What explodes is told and drawn as infinite or as no number, and the page lives on.
pub async fn survives_an_explosion(browser: &Browser) -> Result<()> {
    let text = "it+explodes+".repeat(12);
    let link = format!("#v=1&at=999&units=32&activation=relu&init=gaussian&gain=10&rate=100&text={text}&updates=2");
    let experiment = figure::open(browser, &link).await?;
    let rnn = &experiment.lane(CellKind::Rnn).tape;
    let norms: Vec<f64> = (0..experiment.sequence.steps()).map(|t| rnn.dh_norm(t)).collect();
    ensure!(norms.iter().any(|norm| !norm.is_finite()), "not exploded natively: {norms:?}");
    figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
    bring_chart_in(browser).await?;
    figure::eventually(async || assert_summary(browser, &experiment).await).await?;
    ensure!(colors(browser, "#gradient-flow canvas").await? > 8, "the chart is blank");
    browser.press("d").await?;
    browser.wait_until("document.getElementById('data').open").await?;
    let table = browser.run("return document.querySelector('#data table').textContent", vec![]).await?;
    ensure!(table.as_str().is_some_and(|text| text.contains("NaN") || text.contains('∞')), "{table}");
    browser.press(&Key::Escape.to_string()).await?;
    browser.screenshot("exploded").await?;

    // A run ends where the loss is no number any more, and says so.
    browser.click("#reset-updates").await?;
    wait_for_updates(browser, 0).await?;
    browser.click("#run-100").await?;
    browser.wait_until("document.getElementById('run-status').textContent.startsWith('Ended')").await?;
    let status = browser.text("#run-status").await?;
    let mut single = figure::native(&link.replace("&updates=2", "")).1;
    while single.lanes.iter().all(|lane| lane.tape.loss().is_finite()) {
        single.advance();
    }
    ensure!(status.contains(&format!("at update {}:", single.updates)), "{status}, natively {}", single.updates);
    figure::assert_native(browser, &single, &CellKind::ALL).await
}

/// From where to where each cell's gradient goes, and where it is last alive.
async fn assert_summary(browser: &Browser, experiment: &Experiment) -> Result<()> {
    figure::settle(browser).await?;
    let script = "return document.getElementById('gradient-flow-summary').textContent";
    let text = browser.run(script, vec![]).await?.as_str().unwrap_or_default().to_owned();
    for (kind, name) in CellKind::ALL.into_iter().zip(["RNN", "LSTM", "GRU"]) {
        let found = text.split_once(&format!("{name} ")).and_then(|(_, rest)| rest.split_once(" at t = 1. "));
        let (sentence, rest) = found.with_context(|| text.clone())?;
        let tape = &experiment.lane(kind).tape;
        let norms: Vec<f64> = (0..tape.steps).map(|t| tape.dh_norm(t)).collect();
        let last = norms.iter().rposition(|norm| *norm != 0.0).context("no gradient")?;
        // Each number stands before its step.
        let parts: Vec<&str> = sentence.split(" at t = ").collect();
        let found = parts[..2].iter().map(|part| number(part.rsplit(' ').next().unwrap_or_default()));
        let found = found.collect::<Result<Vec<f64>>>().with_context(|| sentence.to_owned())?;
        let is_right = is_rounded(found[0], norms[last]) && is_rounded(found[1], norms[0]);
        ensure!(is_right && parts[1].starts_with(&format!("{} ", last + 1)), "{sentence}: natively {norms:?}");
        // Of the larger of two states; of the last loss alone, where others are added on the way.
        let losses: Vec<usize> = (0..tape.steps).filter(|t| experiment.sequence.is_measured(*t)).collect();
        let source = losses.last().copied().filter(|_| losses.len() > 1);
        let flow = experiment.flow(kind, &GradientLab { source, ..GradientLab::default() }, Roads::default());
        let judged = flow.larger();
        let before = match (source, kind) {
            (Some(s), _) => format!("of the loss of t = {} alone {} arrives. ", s + 1, short(judged[0])),
            (None, CellKind::Lstm) => format!("∂L/∂c is {} there. ", short(tape.dc_norm(0))),
            (None, _) => String::new(),
        };
        let fate = rest.split_once(&before).with_context(|| format!("{name}: no {before:?} in {rest:?}"))?.1;
        if source.is_some() && judged.iter().all(|norm| *norm == 0.0) {
            continue;
        }
        let fate = match kind {
            CellKind::Lstm => fate.strip_prefix("By whichever is larger, h or c: ").context(fate.to_owned())?,
            _ => fate,
        };
        let wanted = match Fate::of(&judged) {
            Fate { explodes_at: None, last_alive: Some(0), .. } => "Alive: ".to_owned(),
            Fate { explodes_at: None, kept_of_small: Some(kept), .. } => {
                format!("Small already where it begins, at the loss: {} times as much", short(kept))
            }
            Fate { explodes_at: None, last_alive: Some(t), .. } => {
                format!("Vanished on the way back: below 10⁻³ once it has passed t = {}.", t + 1)
            }
            Fate { explodes_at: None, last_alive: None, .. } => "Vanished from the beginning".to_owned(),
            Fate { explodes_at: Some(t), .. } if norms[t].is_finite() => format!("It explodes: at t = {} ", t + 1),
            Fate { explodes_at: Some(t), .. } => format!("It overflows: from t = {} ", t + 1),
        };
        ensure!(fate.starts_with(&wanted), "{name}: expected {wanted:?} in {fate:?}");
    }
    Ok(())
}

/// From the way forward to where the gradient of the cell that is asked for dies, at the step of the moment.
pub async fn leads_to_where_it_dies(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&at=6&text=remember&loss=last&cell=lstm").await?;
    bring_chart_in(browser).await?;
    browser.click("[data-why=rnn]").await?;
    wait_for_moment(browser, Moment::Backward { t: 6 }).await?;
    browser.wait_until("document.querySelector('#waterfall [data-view=rnn]').ariaPressed === 'true'").await?;
    browser
        .wait_until("Math.abs(document.getElementById('waterfall').getBoundingClientRect().top) < innerHeight / 2")
        .await?;
    browser.wait_until("document.getElementById('waterfall-step').textContent.startsWith('t = 7 → 6: ')").await?;
    // After the update nothing is on its way: it has come to the first step.
    let update = experiment.timeline().index(Moment::Update);
    browser
        .run("location.hash = arguments[0]", vec![format!("#v=1&at={update}&text=remember&loss=last").into()])
        .await?;
    wait_for_moment(browser, Moment::Update).await?;
    bring_chart_in(browser).await?;
    browser.click("[data-why=gru]").await?;
    wait_for_moment(browser, Moment::Backward { t: 0 }).await?;
    browser.wait_until("document.querySelector('#waterfall [data-view=gru]').ariaPressed === 'true'").await
}

/// A chart far from the screen is not drawn.
async fn bring_chart_in(browser: &Browser) -> Result<()> {
    let script = "document.getElementById('gradient-flow').scrollIntoView({ block: 'center', behavior: 'instant' })";
    browser.run(script, vec![]).await?;
    browser.wait_until("document.getElementById('gradient-flow-summary').textContent !== ''").await?;
    figure::settle(browser).await
}

/// How many different colours a canvas has.
pub async fn colors(browser: &Browser, css: &str) -> Result<u64> {
    let script = "
        const canvas = document.querySelector(arguments[0]);
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const pixels = new Uint32Array(data.buffer.slice(0));
        return new Set(Array.from(pixels)).size;";
    Ok(browser.run(script, vec![css.into()]).await?.as_u64().unwrap_or_default())
}

//! What is laid over the stage: the way of a gradient that is pointed at in the itemised map, and the cuts of a truncation.

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde_json::Value;
use unrolled_engine::CellKind;
use unrolled_lab::{Cuts, Experiment, Moment};

use crate::browser::Browser;
use crate::scenarios::figure::{self, eventually, key, native};
use crate::scenarios::gradient_lab::see;
use crate::scenarios::hands::point_at;
use crate::scenarios::written::{is_rounded, number};

const COLUMNS: &str = "#v=1&text=unforgettability&units=7&at=20";

/// A cell of the map lights the columns from its loss back to its state, in every form of the stage, and leaves nothing.
pub async fn a_pointed_gradient_shows_its_way(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, COLUMNS).await?;
    for (kind, s, t) in [(CellKind::Lstm, 11, 4), (CellKind::Gru, 14, 0), (CellKind::Rnn, 6, 6)] {
        point_at_loss(browser, &experiment, kind, s, t).await?;
        eventually(async || assert_way(browser, kind, s, t).await).await?;
        let said = browser.text("#influence-value").await?;
        let norm = experiment.influence(kind).h[s].as_ref().context("a loss")?[t];
        let written = said.rsplit(": ").next().unwrap_or_default();
        ensure!(is_rounded(number(written)?, norm), "{said}: natively {norm}");
        // The marked columns are where the columns are.
        let script = "
            const middle = element => { const box = element.getBoundingClientRect(); return (box.left + box.right) / 2; };
            const lane = document.querySelector(`.lane[data-cell=${arguments[0]}]`);
            return [...document.querySelectorAll('#stage-path .path-column')].map(mark =>
                [Number(mark.dataset.step), middle(mark) - middle(lane.querySelector(`.column[data-step='${mark.dataset.step}']`))]);";
        let marked: Vec<(usize, f64)> = serde_json::from_value(browser.run(script, vec![key(kind).into()]).await?)?;
        ensure!(marked.iter().map(|(step, _)| *step).eq(t + 1..=s + 1), "{kind:?}: marked are {marked:?}");
        ensure!(marked.iter().all(|(_, off)| off.abs() < 1.0), "{kind:?}: beside their columns: {marked:?}");
    }
    browser.screenshot("gradient-path").await?;
    // A state after the loss gets nothing; and what has been left is forgotten.
    point_at_loss(browser, &experiment, CellKind::Lstm, 3, 9).await?;
    assert_no_way(browser).await?;
    point_at_loss(browser, &experiment, CellKind::Lstm, 9, 3).await?;
    eventually(async || assert_way(browser, CellKind::Lstm, 9, 3).await).await?;
    point_at(browser, "#influence-title", (0.1, 0.5)).await?;
    assert_no_way(browser).await?;

    // Zoomed out the way is one frame over its steps.
    let long = "#v=1&text=a+sentence+that+is+too+long+for+columns%2C+as+sentences+are&units=6";
    let experiment = figure::open(browser, long).await?;
    let (steps, s, t) = (experiment.sequence.steps(), 40, 12);
    point_at_loss(browser, &experiment, CellKind::Gru, s, t).await?;
    // Pointers stand on whole pixels, and a square of the map is only three of them wide: it may be the one beside.
    browser.wait_until("document.querySelector('#stage-path .gradient-path')").await?;
    let script = "
        const { dataset } = document.querySelector('#stage-path .gradient-path');
        return [Number(dataset.loss) - 1, Number(dataset.state) - 1];";
    let (found_s, found_t): (usize, usize) = serde_json::from_value(browser.run(script, vec![]).await?)?;
    ensure!(found_s.abs_diff(s) <= 1 && found_t.abs_diff(t) <= 1, "pointed at {s}, {t}, lit is {found_s}, {found_t}");
    let (s, t) = (found_s, found_t);
    let script = "
        const picture = document.querySelector('.stage-canvases canvas').getBoundingClientRect();
        const frame = document.querySelector('#stage-path .path-columns').getBoundingClientRect();
        return [(frame.left - picture.left) / picture.width, (frame.right - picture.left) / picture.width];";
    let (left, right): (f64, f64) = serde_json::from_value(browser.run(script, vec![]).await?)?;
    let share = |t: usize| t as f64 / steps as f64;
    let is_right = (left - share(t)).abs() < 0.5 * share(1) && (right - share(s + 1)).abs() < 0.5 * share(1);
    ensure!(is_right, "the frame goes from {left} to {right} of the lane");

    // Rolled it says how often the loop is gone through.
    let experiment = figure::open(browser, &format!("{COLUMNS}&fold=rolled")).await?;
    point_at_loss(browser, &experiment, CellKind::Lstm, 11, 4).await?;
    browser.wait_until("document.querySelector('#stage-path text')?.textContent === '7×'").await
}

/// The same by keys.
pub async fn a_way_is_walked_by_keys(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, COLUMNS).await?;
    see(browser, "influence").await?;
    browser.run("document.querySelectorAll('.influence-map .square')[2].focus()", vec![]).await?;
    let last = experiment.sequence.steps() - 1;
    eventually(async || assert_way(browser, CellKind::Gru, last, 0).await).await?;
    for (pressed, s, t) in [
        (Key::Right, last, 1),
        (Key::Up, last - 1, 1),
        (Key::End, last - 1, last - 1),
        (Key::Left, last - 1, last - 2),
        (Key::Home, last - 1, 0),
    ] {
        browser.press(&pressed.to_string()).await?;
        eventually(async || assert_way(browser, CellKind::Gru, s, t).await).await?;
    }
    // The moment has not moved with it.
    figure::wait_for_moment(browser, experiment.timeline().moment(native(COLUMNS).0.cursor)).await?;
    browser.press(&Key::Escape.to_string()).await?;
    assert_no_way(browser).await
}

/// The marks are where the engine cuts: of the lab's window, detached and for one loss, and of training.
pub async fn truncations_are_cut_on_the_stage(browser: &Browser) -> Result<()> {
    let link = format!("{COLUMNS}&back=4&detached=on&cuts=on");
    let experiment = figure::open(browser, &link).await?;
    let mut lab = native(&link).0.lab;
    let Moment::Backward { t } = experiment.timeline().moment(20) else { anyhow::bail!("the link is on the way back") };
    assert_cuts(browser, "lab", &experiment.cuts_of_lab(&lab, None)).await?;
    let script = "
        return [...document.querySelectorAll('.cut.lab')].map(mark => {
            const gap = mark.querySelector('.cut-gap').getBoundingClientRect();
            const lane = document.querySelector(`.lane[data-cell=${mark.dataset.cell}]`);
            const column = lane.querySelector(`.column[data-step='${mark.dataset.step}']`).getBoundingClientRect();
            return (gap.left + gap.right) / 2 - column.left;
        });";
    let off: Vec<f64> = serde_json::from_value(browser.run(script, vec![]).await?)?;
    ensure!(off.len() == 9 && off.iter().all(|off| off.abs() < 1.0), "the marks are off by {off:?}");
    browser.screenshot("cuts").await?;
    // Each loss for itself: that of the moment's step, then a chosen one.
    see(browser, "shortened").await?;
    browser.click("#lab-detached").await?;
    lab.detached = false;
    assert_cuts(browser, "lab", &experiment.cuts_of_lab(&lab, Some(t))).await?;
    let said = browser.text("#stage-cuts").await?;
    ensure!(said.contains(&format!("loss at t = {} flows back to t = {}", t + 1, t - 2)), "{said}");
    browser.click("#lab-source option[value='15']").await?;
    lab.source = Some(14);
    assert_cuts(browser, "lab", &experiment.cuts_of_lab(&lab, Some(t))).await?;
    // Nothing without the switch. What was drawn anew by the choice has moved it.
    see(browser, "shortened").await?;
    browser.click("#lab-cuts").await?;
    browser
        .wait_until("!document.querySelector('.cut') && document.getElementById('stage-cuts').textContent === ''")
        .await?;
    browser.wait_until("!location.hash.includes('cuts=')").await?;
    // Training cuts by itself.
    let experiment = figure::open(browser, "#v=1&task=parity&length=10&window=3").await?;
    let cuts = experiment.cuts_of_training().context("training cuts")?;
    assert_cuts(browser, "training", &cuts).await?;
    browser.wait_until("document.getElementById('stage-cuts').textContent.startsWith('Training detaches')").await
}

async fn point_at_loss(browser: &Browser, experiment: &Experiment, kind: CellKind, s: usize, t: usize) -> Result<()> {
    let steps = experiment.sequence.steps() as f64;
    let square = format!(".influence-map:nth-child({}) .square", kind as usize + 1);
    point_at(browser, &square, ((t as f64 + 0.5) / steps, (s as f64 + 0.5) / steps)).await
}

async fn assert_way(browser: &Browser, kind: CellKind, s: usize, t: usize) -> Result<()> {
    let script = "
        const ways = [...document.querySelectorAll('#stage-path .gradient-path')];
        return ways.map(({ dataset }) => `${dataset.cell} ${dataset.loss} ${dataset.state}`);";
    let found = browser.run(script, vec![]).await?;
    let wanted = Value::from(vec![format!("{} {} {}", key(kind), s + 1, t + 1)]);
    ensure!(found == wanted, "expected the way {wanted}, found {found}");
    Ok(())
}

async fn assert_no_way(browser: &Browser) -> Result<()> {
    browser.wait_until("document.getElementById('stage-path').childElementCount === 0").await
}

/// In every lane.
async fn assert_cuts(browser: &Browser, class: &str, cuts: &Cuts) -> Result<()> {
    for kind in CellKind::ALL {
        let script = "
            const marks = [...document.querySelectorAll(`.cut.${arguments[0]}[data-cell=${arguments[1]}]`)];
            return marks.map(mark => Number(mark.dataset.step) - 1);";
        eventually(async || {
            let found: Vec<usize> =
                serde_json::from_value(browser.run(script, vec![class.into(), key(kind).into()]).await?)?;
            ensure!(found == cuts.before, "{kind:?}: {cuts:?}, but marked are {found:?}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

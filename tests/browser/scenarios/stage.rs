//! The other faces of the stage: folded, zoomed out, fewer lanes; and reading single values off it.

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use unrolled_engine::CellKind;
use unrolled_lab::Moment;

use crate::browser::Browser;
use crate::scenarios::figure::{self, assert_native, wait_for_moment};
use crate::scenarios::hands::{click_at, point_at};
use crate::scenarios::written::number;

/// Rolled, the one cell of each lane shows the numbers of the step at the cursor.
pub async fn rolls_up(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1").await?;
    let timeline = experiment.timeline();
    browser.press("r").await?;
    browser.wait_until("document.getElementById('stage').dataset.form === 'rolled'").await?;
    for index in 0..timeline.len() {
        wait_for_moment(browser, timeline.moment(index)).await?;
        let t = match timeline.moment(index) {
            Moment::Forward { t } | Moment::Backward { t } => t,
            Moment::Loss | Moment::Update => timeline.steps - 1,
        };
        figure::assert_native_step(browser, &experiment, t).await?;
        browser.press(&Key::Right.to_string()).await?;
    }
    browser.click("#unrolled").await?;
    browser.press(&Key::End.to_string()).await?;
    wait_for_moment(browser, Moment::Update).await?;
    let (_, updated) = figure::native("#v=1&updates=1");
    assert_native(browser, &updated, &CellKind::ALL).await
}

/// Lanes come and go; the last one stays. The loss may be measured at the last step only.
pub async fn shows_chosen_lanes(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&at=999").await?;
    browser.click("#show-lstm").await?;
    assert_native(browser, &experiment, &[CellKind::Rnn, CellKind::Gru]).await?;
    browser.click("#show-rnn").await?;
    assert_native(browser, &experiment, &[CellKind::Gru]).await?;
    browser.click("#show-gru").await?;
    assert_native(browser, &experiment, &[CellKind::Gru]).await?;
    browser.click("#show-lstm").await?;
    browser.click("#show-rnn").await?;
    assert_native(browser, &experiment, &CellKind::ALL).await?;
    browser.click("#losses-last").await?;
    assert_native(browser, &figure::native("#v=1&loss=last").1, &CellKind::ALL).await?;
    browser.click("#losses-every").await?;
    assert_native(browser, &experiment, &CellKind::ALL).await
}

/// A long text is a heat map with the native gradient below it, and its covers move with the cursor.
pub async fn zooms_out(browser: &Browser) -> Result<()> {
    let text = "a sentence that is too long for columns, as sentences are";
    let experiment = figure::open(browser, &format!("#v=1&text={}", text.replace(' ', "+"))).await?;
    ensure!(figure::form(browser).await? == "heat-map", "it is drawn in columns");
    assert_native(browser, &experiment, &CellKind::ALL).await?;
    let cover = |name: &str| format!("document.querySelector('#stage .{name}').width.baseVal.value");
    browser.wait_until(&format!("{} > 100 && {} > 100", cover("values-cover"), cover("gradient-cover"))).await?;
    browser.press(&Key::End.to_string()).await?;
    browser.wait_until(&format!("{} === 0 && {} === 0", cover("values-cover"), cover("gradient-cover"))).await?;
    let colors = "
        return [...document.querySelectorAll('#stage canvas')].map(canvas => new Set(new Uint32Array(canvas
            .getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer.slice(0))).size);";
    let colors: Vec<u32> = serde_json::from_value(browser.run(colors, vec![]).await?)?;
    ensure!(colors.len() == 7 && colors.iter().all(|count| *count > 8), "the pictures have {colors:?} colours");
    let answers = "return [...document.querySelectorAll('#stage .lane')].map(lane => [lane.dataset.cell,
        [...lane.querySelectorAll('.answer')].map(a => [a.textContent, !a.classList.contains('is-wrong')])])";
    let answers: Vec<(String, Vec<(String, bool)>)> = serde_json::from_value(browser.run(answers, vec![]).await?)?;
    ensure!(answers.len() == CellKind::ALL.len(), "{} lanes have answers", answers.len());
    for ((cell, found), kind) in answers.iter().zip(CellKind::ALL) {
        let sequence = &experiment.sequence;
        let wanted = (0..sequence.steps()).map(|t| {
            let probs = experiment.lane(kind).tape.probs(t);
            let largest = probs.iter().copied().fold(f64::MIN, f64::max);
            let likeliest = probs.iter().position(|p| *p == largest).unwrap_or_default();
            (sequence.coding.outputs[likeliest].replace(' ', "␣"), sequence.class(t) == Some(likeliest))
        });
        ensure!(wanted.eq(found.iter().cloned()), "{cell} answers {found:?}");
    }
    // What has no place on the scale is marked, each step of it.
    for (link, kind) in [("init=spectral&radius=0.3", "beyond"), ("init=spectral&radius=0", "zero")] {
        let link = format!("#v=1&text={}&loss=last&{link}", text.replace(' ', "+"));
        let experiment = figure::open(browser, &link).await?;
        for cell in CellKind::ALL {
            let lane = experiment.lane(cell);
            let norms = (0..experiment.sequence.steps()).map(|t| lane.tape.dh_norm(t));
            let is_marked = |norm: &f64| match kind {
                "zero" => *norm == 0.0,
                _ => *norm != 0.0 && !(1e-6..=1e2).contains(norm),
            };
            let wanted = norms.filter(is_marked).count();
            let marks = format!("#stage .lane[data-cell='{}'] .unusual.{kind}", figure::key(cell));
            let marks = format!("(document.querySelector(\"{marks}\").getAttribute('d').match(/M/g) ?? []).length");
            let found = browser.run(&format!("return {marks}"), vec![]).await?;
            ensure!(found == wanted, "{cell:?}: {found} of {wanted} steps are marked as {kind}");
            ensure!(cell != CellKind::Rnn || wanted > 0, "nothing is {kind}");
        }
    }
    Ok(())
}

/// The mouse on a unit: the line below names cell, symbol, step and unit, and has every digit.
pub async fn is_read_by_pointing(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&at=999").await?;
    for (kind, cell, t, state, unit) in
        [(CellKind::Rnn, "rnn", 0, "h", 1), (CellKind::Lstm, "lstm", 2, "c", 12), (CellKind::Gru, "gru", 3, "h", 5)]
    {
        let column = format!("#stage .lane[data-cell='{cell}'] .column[data-step='{}']", t + 1);
        // All twelve units are in one row.
        let share = ((unit as f64 - 0.5) / 12.0, 0.5);
        point_at(browser, &format!("{column} .strip[data-state='{state}'][data-rows='1']"), share).await?;
        let tape = &experiment.lane(kind).tape;
        let (value, gradient) = match state {
            "c" => (tape.c(t)[unit - 1], tape.dc(t)[unit - 1]),
            _ => (tape.h(t)[unit - 1], tape.dh(t)[unit - 1]),
        };
        let index = char::from_u32('₀' as u32 + t as u32 + 1).context("a digit")?;
        let start = format!("{} {state}{index} unit {unit} = ", cell.to_uppercase());
        let check = async || {
            let text = browser.text("#read-out").await?;
            let rest = text.strip_prefix(&start);
            let numbers = rest.and_then(|rest| rest.split_once(&format!(", ∂L/∂{state}{index} = ")));
            let (found_value, found_gradient) = numbers.with_context(|| text.clone())?;
            let is_right = number(found_value)? == value && number(found_gradient)? == gradient;
            ensure!(is_right, "expected {value} and {gradient} in {text:?}");
            Ok(())
        };
        figure::eventually(check).await?;
    }
    Ok(())
}

/// The arrow keys in the stage read the same; Enter puts the moment on the step.
pub async fn is_read_by_keys(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&at=999").await?;
    browser.run("document.getElementById('stage').focus()", vec![]).await?;
    let tape = &experiment.lane(CellKind::Rnn).tape;
    // The first arrow lands on the first unit of the last step.
    for (key, t, unit) in
        [(Key::Left, 3, 0), (Key::Left, 2, 0), (Key::Down, 2, 1), (Key::Home, 0, 1), (Key::Right, 1, 1)]
    {
        browser.press(&key.to_string()).await?;
        let check = async || {
            let text = browser.text("#read-out").await?;
            let value = text.split(" = ").nth(1).and_then(|rest| rest.split(',').next());
            let is_right = number(value.with_context(|| text.clone())?)? == tape.h(t)[unit];
            ensure!(is_right, "expected h of step {}, unit {}: {text}", t + 1, unit + 1);
            Ok(())
        };
        figure::eventually(check).await?;
    }
    browser.press(&Key::Enter.to_string()).await?;
    wait_for_moment(browser, Moment::Backward { t: 1 }).await?;
    browser.press(&Key::Escape.to_string()).await?;
    browser.wait_until("document.getElementById('read-out').textContent.trim().startsWith('Point at')").await?;
    // A click on a step's character does the same.
    click_at(browser, "#stage .head[data-step='3'] .input", (0.5, 0.5)).await?;
    wait_for_moment(browser, Moment::Backward { t: 2 }).await
}

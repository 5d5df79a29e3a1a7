//! The gradient lab's numbers are the native ones, and what is chosen there moves them.

use anyhow::{Context, Result, ensure};
use unrolled_engine::{CellKind, Roads};
use unrolled_lab::Moment;
use unrolled_plots::numbers::{plain, short};

use crate::browser::Browser;
use crate::scenarios::figure::{self, eventually, key, native, wait_for_moment};
use crate::scenarios::gradient_flow::colors;
use crate::scenarios::hands::{click_at, point_at};
use crate::scenarios::written::{is_rounded, number};

const LINK: &str = "#v=1&text=unforgettability&units=7&at=20&cell=gru";

/// The numbers of an attribute of some elements, as they are written there.
async fn numbers(browser: &Browser, script: &str) -> Result<Vec<f64>> {
    let text = browser.run(script, vec![]).await?;
    let all: Vec<String> = serde_json::from_value(text.clone()).with_context(|| format!("{script}: {text}"))?;
    all.iter().map(|number| number.parse().with_context(|| format!("{number:?} is no number"))).collect()
}

pub async fn assert_numbers(browser: &Browser, what: &str, script: &str, wanted: &[f64]) -> Result<()> {
    eventually(async || {
        let found = numbers(browser, script).await?;
        let bits = |numbers: &[f64]| numbers.iter().map(|number| number.to_bits()).collect::<Vec<_>>();
        ensure!(bits(&found) == bits(wanted), "{what}: expected {wanted:?}, found {found:?}");
        Ok(())
    })
    .await
}

pub async fn see(browser: &Browser, id: &str) -> Result<()> {
    let script = "document.getElementById(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })";
    browser.run(script, vec![id.into()]).await?;
    figure::settle(browser).await
}

/// The factor of each step, of all losses and of one; a click goes to a step.
pub async fn shows_where_gradients_die(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, LINK).await?;
    see(browser, "waterfall").await?;
    let script = "return document.querySelector('.waterfall-chart').dataset.factors.split(' ').filter(Boolean)";
    let (state, _) = native(LINK);
    let wanted = |lab| {
        let factors = experiment.factors(CellKind::Gru, lab);
        factors.into_iter().map(|factor| factor.map_or(f64::NAN, |factor| factor.whole())).collect::<Vec<f64>>()
    };
    assert_numbers(browser, "all losses", script, &wanted(&state.lab)).await?;
    // The last step's loss alone.
    browser.click("#lab-source option[value='15']").await?;
    let mut lab = state.lab.clone();
    lab.source = Some(14);
    assert_numbers(browser, "one loss", script, &wanted(&lab)).await?;
    let said = browser.text("#waterfall-summary").await?;
    ensure!(
        said.starts_with("GRU: the gradient falls from") && said.contains("at t = 15 to"),
        "the summary says {said:?}"
    );
    // The same loss in the chart of the flow above.
    let chosen = browser.run("return document.getElementById('flow-source').value", vec![]).await?;
    ensure!(chosen == "15", "the flow is of {chosen}");
    browser.wait_until("location.hash.includes('from=15')").await?;
    browser.run("document.querySelector('[data-view=rnn]').click()", vec![]).await?;
    let rnn: Vec<f64> =
        experiment.factors(CellKind::Rnn, &lab).into_iter().map(|factor| factor.unwrap().whole()).collect();
    assert_numbers(browser, "the RNN", script, &rnn).await?;
    // It has no gates, and nothing speaks of them.
    browser.wait_until("document.querySelectorAll('.waterfall-part:not([hidden])').length === 2").await?;
    point_at(browser, ".waterfall-chart", (0.5, 0.5)).await?;
    figure::settle(browser).await?;
    let said = browser.text("#waterfall-step").await?;
    ensure!(said.contains("saturation × ") && !said.contains("gates"), "the RNN's step says {said:?}");
    Ok(())
}

/// Where bars are of several steps the figure says of how many, and the step that is pointed at has its own numbers, too.
pub async fn says_what_a_bar_is(browser: &Browser) -> Result<()> {
    let link =
        "#v=1&cells=rnn&cell=rnn&loss=last&units=8&text=abcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabc";
    figure::open(browser, link).await?;
    see(browser, "waterfall").await?;
    let shared = browser.text(".waterfall-shared").await?;
    let steps = shared.trim_start_matches("One bar = ").trim_start_matches("up to ").split(' ').next();
    let steps: usize = steps.context("a number")?.parse().with_context(|| shared.clone())?;
    ensure!(steps > 1, "{shared:?}");
    point_at(browser, ".waterfall-chart", (0.5, 0.5)).await?;
    figure::settle(browser).await?;
    let said = browser.text("#waterfall-step").await?;
    let (bars, own) = said.split_once(" in all. ").with_context(|| said.clone())?;
    let ends = |text: &str| -> Result<(usize, usize)> {
        let (from, rest) =
            text.trim_start_matches("Bars of ").trim_start_matches("t = ").split_once(" → ").context("two steps")?;
        Ok((from.parse()?, rest.split(':').next().context("a step")?.parse()?))
    };
    let (whole, one) = (ends(bars)?, ends(own)?);
    ensure!(whole.0 - whole.1 == steps && one.0 - one.1 == 1 && whole.0 >= one.0 && whole.1 <= one.1, "{said:?}");
    Ok(())
}

/// Each road alone and both, as the last lines of each figure say at the step of the moment.
pub async fn cuts_either_road(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, LINK).await?;
    see(browser, "roads").await?;
    let (state, _) = native(LINK);
    for kind in [CellKind::Lstm, CellKind::Gru] {
        let at = |additive, gates| {
            let flow = experiment.flow(kind, &state.lab, Roads { additive, gates });
            flow.c.unwrap_or(flow.h)
        };
        let roads = [at(true, true), at(true, false), at(false, true)];
        let wanted: Vec<f64> = (0..roads[0].len()).flat_map(|t| roads.each_ref().map(|road| road[t])).collect();
        let table = format!("roads-{}-numbers", key(kind));
        browser.run("document.getElementById(arguments[0]).open = true", vec![table.as_str().into()]).await?;
        let script = format!("return [...document.querySelectorAll('#{table} td')].map(cell => cell.dataset.value)");
        assert_numbers(browser, key(kind), &script, &wanted).await?;
    }
    browser.wait_until("document.getElementById('half-life').textContent.includes('after 2.21 steps')").await
}

/// The chain of W = 3 multiplies by 9; its numbers follow what is dragged and typed, and the link has them.
pub async fn multiplies_the_chain(browser: &Browser) -> Result<()> {
    figure::open(browser, LINK).await?;
    see(browser, "chain").await?;
    let product = "return [document.getElementById('chain-product').dataset.value]";
    assert_numbers(browser, "W = 3", product, &[9.0]).await?;
    browser.click("#chain-phi option[value='Tanh']").await?;
    let slide = "
        const slider = document.getElementById('chain-w-slider');
        slider.value = '-1.5';
        slider.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    browser.run(slide, vec![]).await?;
    let (mut state, _) = native(LINK);
    let chain = &mut state.lab.chain;
    (chain.phi, chain.w) = (unrolled_lab::Phi::Tanh, -1.5);
    let run = chain.run();
    assert_numbers(browser, "tanh", product, &run.products[..1]).await?;
    browser.wait_until("location.hash.includes('phi=tanh') && location.hash.includes('w=-1.5')").await?;
    let rows = "return String(document.querySelectorAll('.chain-table tbody tr').length)";
    ensure!(browser.run(rows, vec![]).await? == "3", "the table has other rows");
    ensure!(colors(browser, ".surface-chart canvas").await? > 8, "the surface is blank");
    browser.wait_until("document.getElementById('chain-title').textContent === 'One unit, w = −1.5'").await?;
    // A finger that is lifted leaves the chart; what it has asked for stays.
    let tap = "
        const chart = document.querySelector('.surface-chart');
        const place = chart.getBoundingClientRect();
        for (const type of ['pointerdown', 'pointerup', 'pointerleave']) chart.dispatchEvent(new PointerEvent(type, {
            pointerType: 'touch', bubbles: true, clientX: place.left + place.width / 2, clientY: place.top + place.height / 2,
        }));";
    browser.run(tap, vec![]).await?;
    browser.wait_until("/^w = .*, b = .*: L = /.test(document.getElementById('descent-note').textContent)").await?;
    browser.click("#chain-cliff").await?;
    browser.wait_until("document.getElementById('chain-w').value === '6'").await?;
    browser.wait_until("document.getElementById('descent-summary').textContent.includes('Clipped, it ends at')").await
}

/// Lengths and angles of truncated and clipped gradients, and the spectra at the step of the moment.
pub async fn measures_what_is_left(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, LINK).await?;
    see(browser, "shortened").await?;
    let (mut state, _) = native(LINK);
    state.lab.window = 5;
    let script = "
        const field = document.getElementById('lab-window');
        field.value = '5';
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    browser.run(script, vec![]).await?;
    for kind in CellKind::ALL {
        let [truncated, norm, value] = experiment.shortened(kind, &state.lab);
        let mut wanted = vec![truncated.all.before];
        for changes in [&truncated, &norm, &value] {
            wanted.extend([changes.all.after, changes.all.angle.context("an angle")?]);
        }
        let script = format!(
            "return [...document.querySelector('#shortened tr[data-cell={}]').querySelectorAll('td')].map(cell => cell.dataset.value)",
            key(kind)
        );
        assert_numbers(browser, key(kind), &script, &wanted).await?;
    }
    see(browser, "spectral").await?;
    let t = match experiment.timeline().moment(state.cursor) {
        Moment::Backward { t } => t,
        moment => anyhow::bail!("the link is at {moment:?}"),
    };
    let spectra = experiment.spectra(CellKind::Gru, t);
    let product = spectra.product.as_ref().context("several steps")?;
    let wanted: Vec<f64> = [&spectra.weights, &spectra.step, product]
        .into_iter()
        .flat_map(|spectrum| [spectrum.radius().unwrap(), spectrum.largest().unwrap()])
        .collect();
    let script = "return [...document.querySelectorAll('.spectral-numbers b')].map(number => number.dataset.value)";
    assert_numbers(browser, "spectra", script, &wanted).await?;
    ensure!(colors(browser, ".plane-chart canvas").await? > 4, "the plane is blank");
    let stretch = experiment.stretch(CellKind::Gru, &spectra).context("numbers")?;
    let moves = stretch.moves.context("several steps")?;
    let said = browser.text("#spectral-lead").await?;
    let found: Vec<f64> =
        said.split([' ', ':', ')']).filter_map(|word| number(word.trim_end_matches('.')).ok()).collect();
    // “… the 14 moves from t = 15 to t = 1 together …”
    let count = moves.count as f64;
    let wanted = [stretch.radius, count, count + 1.0, 1.0, moves.product, moves.each];
    let is_right =
        found.len() == wanted.len() && found.iter().zip(wanted).all(|(found, truth)| is_rounded(*found, truth));
    ensure!(is_right, "{said:?} has {found:?}, natively {wanted:?}");
    // Dragging ρ draws W_hh anew.
    let slide = "
        const slider = document.getElementById('lab-radius');
        slider.value = '1.5';
        slider.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    browser.run(slide, vec![]).await?;
    browser.wait_until("location.hash.includes('init=spectral') && location.hash.includes('radius=1.5')").await
}

/// Singular values and eigenvalues that come out as rounding are not printed; what the others are is.
pub async fn says_what_is_rounding(browser: &Browser) -> Result<()> {
    let link = "#v=1&text=fcgabbfadabggbdbgabdagadacegcbe&loss=last&units=32&seed=3&cells=rnn&cell=rnn&init=spectral&radius=3&at=60";
    let experiment = figure::open(browser, link).await?;
    see(browser, "spectral").await?;
    let product = experiment.spectra(CellKind::Rnn, 0).product.context("several steps")?;
    let unknown = 32 - product.known_singular_values().len() + 2 * (32 - product.known_eigenvalues().len());
    ensure!(unknown > 24, "{unknown} entries are not known");
    browser.run("document.getElementById('spectral-numbers').open = true", vec![]).await?;
    let count =
        "[...document.querySelectorAll('#spectral-numbers td')].filter(cell => cell.textContent === said).length";
    let said = format!("below {}, rounding", short(product.floor));
    browser.wait_until(&format!("(said => {count})({said:?}) === {unknown}")).await?;
    let known = product.known_singular_values();
    let smallest = known.last().context("σ")?;
    let script = format!("document.querySelector('#spectral-numbers [data-value=\"{}\"]') !== null", plain(*smallest));
    browser.wait_until(&script).await?;
    let rounding = product.singular_values.as_ref().and_then(|all| all.get(known.len())).context("σ")?;
    let is_printed = format!(
        "return [...document.querySelectorAll('#spectral td')].some(cell => cell.dataset.value === '{}')",
        plain(*rounding)
    );
    ensure!(browser.run(&is_printed, vec![]).await? == false, "rounding is printed");
    let said = browser.text("#spectral-lead").await?;
    ensure!(said.contains("the 29 moves from t = 30 to t = 1 together"), "the lead says {said:?}");
    Ok(())
}

/// One step has no way back, a rate of 0 is written, and where nothing comes nothing is divided.
pub async fn says_what_is_not_there(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&text=ab&cells=rnn&cell=rnn&rate=0").await?;
    let said = async |id: &str, part: &str| -> Result<()> {
        see(browser, id).await?;
        let script = format!("document.getElementById('{id}').textContent.includes({part:?})");
        browser.wait_until(&script).await
    };
    said("gradient-flow-summary", "arrives at t = 1, the only step").await?;
    said("update-rule", "W ← W − 0 · ∂L/∂W").await?;
    said("waterfall-summary", "arrives at t = 1, where there is no move").await?;
    said("spectral-summary", "With one step there is no move").await?;
    let lead = browser.text("#spectral-lead").await?;
    ensure!(!lead.contains("stretch"), "the lead says {lead:?}");
    figure::open(browser, "#v=1&text=hello&cells=rnn&units=3&loss=last&init=gaussian&gain=0").await?;
    said("stacked-summary", "RNN: no loss sends anything back to the first step.").await
}

/// What every later loss sends to each step, its sum beside the norm of the sum; the part under the mouse; a click goes there.
pub async fn stacks_the_losses(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, LINK).await?;
    see(browser, "stacked").await?;
    let steps = experiment.sequence.steps();
    let parts = |kind: CellKind, t: usize| -> Vec<f64> {
        let rows = &experiment.influence(kind).h;
        rows.iter().map(|row| row.as_ref().map_or(0.0, |row| row[t])).collect()
    };
    for kind in [CellKind::Gru, CellKind::Lstm, CellKind::Rnn] {
        browser
            .run("document.querySelector(arguments[0]).click()", vec![format!("[data-view={}]", key(kind)).into()])
            .await?;
        let tape = &experiment.lane(kind).tape;
        let wanted: Vec<f64> = (0..steps).flat_map(|t| [tape.dh_norm(t), parts(kind, t).iter().sum()]).collect();
        browser.run("document.getElementById('stacked-numbers').open = true", vec![]).await?;
        let script = "return [...document.querySelectorAll('#stacked-numbers td')].map(cell => cell.dataset.value)";
        assert_numbers(browser, key(kind), script, &wanted).await?;
        let first = parts(kind, 0);
        let largest = (0..steps).max_by(|one, other| first[*one].total_cmp(&first[*other])).context("a loss")?;
        let said = browser.text("#stacked-summary").await?;
        ensure!(said.contains(&format!("most comes from the loss at s = {}:", largest + 1)), "{kind:?}: {said}");
    }
    // From the bottom of a bar up: whichever part is under the mouse says its own number.
    let mut told = Vec::new();
    for share in [0.9, 0.8, 0.7, 0.6, 0.5] {
        point_at(browser, ".stacked-chart", (0.5, share)).await?;
        figure::settle(browser).await?;
        let said = browser.text("#stacked .panel-note").await?;
        let Some((s, rest)) = said.strip_prefix("the loss at s = ").and_then(|rest| rest.split_once(" brings ")) else {
            continue;
        };
        let (norm, t) = rest.split_once(" to t = ").context(said.clone())?;
        let (s, t): (usize, usize) = (s.parse()?, t.parse()?);
        let truth = parts(CellKind::Rnn, t - 1)[s - 1];
        ensure!(is_rounded(number(norm)?, truth), "{said}: natively {truth}");
        told.push(t);
    }
    let step = *told.first().context("no part of a bar was under the mouse")?;
    ensure!(told.iter().all(|t| *t == step), "one bar is of several steps: {told:?}");
    click_at(browser, ".stacked-chart", (0.5, 0.9)).await?;
    wait_for_moment(browser, Moment::Backward { t: step - 1 }).await
}

//! Inside of a cell: every operation by keyboard, numbers that are asked where they come from, cards that are kept.

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde::Deserialize;
use serde_json::Value;
use unrolled_engine::CellKind;
use unrolled_lab::quantity::Record;
use unrolled_lab::{Command, Direction, Experiment, State};

use crate::browser::Browser;
use crate::harness::printed::{Matrix, evaluate};
use crate::scenarios::figure::{self, eventually};
use crate::scenarios::hands::click_at;

/// What the cell view shows.
#[derive(Deserialize)]
struct Shown {
    moment: String,
    operation: String,
    cell: String,
    asked: String,
    value: String,
    /// By strip: name, values, gradients; empty where they are not there yet.
    strips: Vec<(String, String, String)>,
}

async fn shown(browser: &Browser) -> Result<Shown> {
    let script = "
        const card = document.querySelector('#explain .card');
        const strips = [...document.querySelectorAll('#wiring .strip')];
        return {
            moment: document.documentElement.dataset.moment,
            operation: document.documentElement.dataset.operation,
            cell: card?.dataset.cell ?? '', asked: card?.dataset.asked ?? '', value: card?.dataset.value ?? '',
            strips: strips.map(strip => [strip.dataset.strip, strip.dataset.values, strip.dataset.gradients]),
        };";
    Ok(serde_json::from_value(browser.run(script, vec![]).await?)?)
}

/// The wiring, the card and the moment are those of this state, to the bit.
async fn assert_shows(browser: &Browser, state: &State, experiment: &Experiment) -> Result<()> {
    let kind = state.viewed();
    let record = experiment.record(kind);
    let moment = state.timeline().moment(state.cursor);
    let asked = state.subject(&experiment.sequence);
    let check = async || {
        let found = shown(browser).await?;
        ensure!(found.moment == figure::name_of(moment), "the page is at {}", found.moment);
        ensure!(found.operation == state.operation.to_string(), "the page is at operation {}", found.operation);
        let name = asked.entry.name(record.network.cell);
        ensure!(
            (found.cell.as_str(), &found.asked) == (figure::key(kind), &name),
            "{} is asked, not {name}",
            found.asked
        );
        let value: f64 = found.value.parse()?;
        let wanted = record.entry(asked.entry);
        ensure!(value.to_bits() == wanted.to_bits(), "{name} is {value} in the card, {wanted} natively");
        assert_strips(&found, state, &record)
    };
    eventually(check)
        .await
        .with_context(|| format!("{kind:?}, {}, operation {}", figure::name_of(moment), state.operation))
}

/// Each strip has its numbers exactly when they have been computed.
fn assert_strips(found: &Shown, state: &State, record: &Record) -> Result<()> {
    let made = state.made(state.viewed());
    let timeline = state.timeline();
    let time = match timeline.moment(state.cursor) {
        unrolled_lab::Moment::Forward { t } | unrolled_lab::Moment::Backward { t } => t + 1,
        _ => timeline.steps,
    };
    ensure!(found.strips.len() >= 6, "{} strips", found.strips.len());
    for (name, values, gradients) in &found.strips {
        let (base, time) = match name.strip_suffix("-before") {
            Some(base) => (base, time - 1),
            None => (name.as_str(), time),
        };
        let outline = record.outline();
        for (prefix, text) in [("", values), ("d.", gradients)] {
            let Some(place) = outline.place_named(&format!("{prefix}{base}@{time}")) else {
                ensure!(text.is_empty(), "{prefix}{name} has numbers, and there is no such place");
                continue;
            };
            let numbers: Vec<f64> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
            let wanted = if made.has(place) { record.numbers(place).data.to_vec() } else { Vec::new() };
            // The gradient of a step without a target is nothing that is computed.
            ensure!(
                numbers.iter().map(|x| x.to_bits()).eq(wanted.iter().map(|x| x.to_bits())),
                "{prefix}{name}: {numbers:?}, natively {wanted:?}"
            );
        }
    }
    Ok(())
}

/// From the first operation of "hell" to the update and back again, with the keyboard alone.
async fn walk(browser: &Browser, kind: CellKind) -> Result<()> {
    let link = format!("#v=1&by=operation&op=0&cell={}", figure::key(kind));
    let experiment = figure::open(browser, &link).await?;
    let (mut state, _) = figure::native(&link);
    let count = state.outline(kind).all_operations().count();
    for index in 0..count {
        if index > 0 {
            browser.press(&Key::Right.to_string()).await?;
            state.apply(Command::Step(Direction::Forward))?;
        }
        assert_shows(browser, &state, &experiment).await?;
    }
    ensure!(state.updates == 0 && state.cursor == state.timeline().last(), "not at the end of the update");
    for _ in 1..count {
        browser.press(&Key::Left.to_string()).await?;
        state.apply(Command::Step(Direction::Back))?;
    }
    assert_shows(browser, &state, &experiment).await?;
    ensure!((state.cursor, state.operation) == (0, 0), "not at the beginning");
    Ok(())
}

pub async fn walks_every_operation_of_the_rnn(browser: &Browser) -> Result<()> {
    walk(browser, CellKind::Rnn).await
}

pub async fn walks_every_operation_of_the_lstm(browser: &Browser) -> Result<()> {
    walk(browser, CellKind::Lstm).await
}

pub async fn walks_every_operation_of_the_gru(browser: &Browser) -> Result<()> {
    walk(browser, CellKind::Gru).await
}

/// Numbers of every kind: in each formula on the page the numbers that are put in give the number that is shown.
pub async fn prints_what_was_computed(browser: &Browser) -> Result<()> {
    let sample = [
        ("rnn", "a@2[3]"),
        ("rnn", "h@3[12]"),
        ("rnn", "d.a@2[1]"),
        ("rnn", "d.h@1[5]"),
        ("lstm", "a.f@3[2]"),
        ("lstm", "f@3[2]"),
        ("lstm", "c@4[7]"),
        ("lstm", "tanh_c@1[7]"),
        ("lstm", "h@2[1]"),
        ("lstm", "y@2[3]"),
        ("lstm", "p@4[4]"),
        ("lstm", "L@2[1]"),
        ("lstm", "L[1]"),
        ("lstm", "d.y@3[3]"),
        ("lstm", "d.h@3[4]"),
        ("lstm", "d.c@2[4]"),
        ("lstm", "d.f@2[4]"),
        ("lstm", "d.a.g@2[4]"),
        ("lstm", "d.x@1[1]"),
        ("lstm", "d.W_hf[2,9]"),
        ("lstm", "d.b_xo[3]"),
        ("lstm", "d.W_hy[4,1]"),
        ("lstm", "g.W_xi[1,2]"),
        ("lstm", "n0.W_hy[1,1]"),
        ("lstm", "n1.W_hy[1,1]"),
        ("lstm", "new.W_hy[1,1]"),
        ("lstm", "d.c@0[6]"),
        ("gru", "rh@3[5]"),
        ("gru", "a.n@3[5]"),
        ("gru", "h@4[5]"),
        ("gru", "d.r@2[2]"),
        ("gru", "d.h@2[2]"),
        ("gru", "d.rh@4[2]"),
        ("gru", "new.b_hz[1]"),
    ];
    figure::open(browser, "#v=1&at=9").await?;
    for (cell, name) in sample {
        let ask = name.replace('[', "%5B").replace(']', "%5D").replace('@', "%40").replace(',', "%2C");
        let link = format!("#v=1&optimizer=adam&clip=norm&limit=0.5&updates=2&at=9&cell={cell}&ask={cell}.{ask}");
        browser.run("location.hash = arguments[0]", vec![link.as_str().into()]).await?;
        let (state, experiment) = figure::native(&link);
        let asked = state.asked.with_context(|| format!("{cell} has no {name}"))?;
        let record = experiment.record(asked.cell);
        let check = async || {
            let found = shown(browser).await?;
            ensure!((found.cell.as_str(), found.asked.as_str()) == (cell, name), "{} is asked", found.asked);
            let wanted = record.entry(asked.entry);
            ensure!(
                found.value.parse::<f64>()?.to_bits() == wanted.to_bits(),
                "{name} is {}, natively {wanted}",
                found.value
            );
            let (sum, size) = worked_out(browser, &record).await?;
            let error = (sum - wanted).abs();
            ensure!(
                error <= 1e-12 * size.max(wanted.abs()),
                "{cell} {name}: the numbers give {sum}, shown is {wanted}"
            );
            Ok(())
        };
        eventually(check).await.with_context(|| format!("{cell} {name}"))?;
    }
    Ok(())
}

/// What the numbers in the card's formula come to, and the size of the terms.
async fn worked_out(browser: &Browser, record: &Record<'_>) -> Result<(f64, f64)> {
    let script = "
        const text = math => [...math.firstElementChild.children].map(child => new XMLSerializer().serializeToString(child)).join('');
        const terms = room => [...room.querySelectorAll('math')].map(text).join('');
        // A long sum is folded; all of its terms are one press away, and stay then.
        const folded = document.querySelector('#explain .numbers .rest');
        if (folded && !window.wholeSums) {
            window.wholeSums = true;
            folded.click();
            await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        }
        const numbers = document.querySelector('#explain .numbers');
        const parts = [...numbers.querySelectorAll('.part')];
        return parts.length > 0
            ? parts.map(part => [part.dataset.sign, terms(part.querySelector('.terms'))])
            : [['+', terms(numbers.querySelector('.terms'))]];";
    let parts: Vec<(String, String)> = serde_json::from_value(browser.run_async(script, &Value::Null).await?)?;
    let outline = record.outline();
    let look = |name: &str| match outline.entry_named(name) {
        Some(entry) => Matrix::number(record.entry(entry)),
        None => panic!("the card names {name}, which there is not"),
    };
    let mut sum = (0.0, 0.0);
    for (sign, markup) in parts {
        let part = evaluate(&markup, &look);
        sum.0 += if sign == "−" { -part.data[0] } else { part.data[0] };
        sum.1 += part.size[0];
    }
    Ok(sum)
}

/// What is pressed on the stage and in the wiring is asked; links lead on; cards are kept and let go.
pub async fn is_asked_by_pressing(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&at=2").await?;
    let asked = |name: &'static str| format!("document.querySelector('#explain .card')?.dataset.asked === '{name}'");
    // A link in the card of h_3 leads to o_3, whose formula leads to its pre-activation.
    browser.wait_until(&asked("h@3[1]")).await?;
    browser.click("#explain .link[data-entry='o@3[1]']").await?;
    browser.wait_until(&asked("o@3[1]")).await?;
    browser.click("#explain .link[data-entry='a.o@3[1]']").await?;
    browser.wait_until(&asked("a.o@3[1]")).await?;
    // It reads the state before, which is of the step before: the moment goes there.
    browser.click("#explain .link[data-entry='h@2[1]']").await?;
    browser.wait_until(&asked("h@2[1]")).await?;
    figure::wait_for_moment(browser, unrolled_lab::Moment::Forward { t: 1 }).await?;
    browser.click("#explain .pin").await?;
    browser.wait_until("document.querySelectorAll('#pinned .card').length === 1").await?;
    browser.click("#next-unit").await?;
    browser.wait_until(&asked("h@2[2]")).await?;
    browser.wait_until("document.querySelector('#pinned .card').dataset.asked === 'h@2[1]'").await?;
    // The forget gate's strip, its last unit.
    let place = browser.run(
        "const strip = document.querySelector(`#wiring .strip[data-strip='f'] .frame`).getBoundingClientRect();
         const room = document.getElementById('wiring').getBoundingClientRect();
         return [(strip.left + 0.95 * strip.width - room.left) / room.width, (strip.top + 6 - room.top) / room.height];",
        vec![],
    );
    let place: (f64, f64) = serde_json::from_value(place.await?)?;
    click_at(browser, "#wiring", place).await?;
    browser.wait_until(&asked("f@2[12]")).await?;
    browser.wait_until("document.getElementById('followed-unit').textContent === '12'").await?;
    // By keyboard, with the pointer somewhere else: into the wiring.
    browser.click("#cell-view-title").await?;
    browser.run("document.getElementById('wiring').focus()", vec![]).await?;
    browser.press(&format!("{}{}", Key::Down, Key::Enter)).await?;
    browser.wait_until(&asked("c@1[12]")).await?;
    browser.click("#pinned .pin").await?;
    browser.wait_until("document.querySelectorAll('#pinned .card').length === 0").await?;
    browser.click("[data-view='gru']").await?;
    browser.wait_until("document.querySelector('#explain .card')?.dataset.cell === 'gru'").await
}

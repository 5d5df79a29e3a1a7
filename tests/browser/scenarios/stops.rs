//! Playing that stops by itself: at the moments that the laboratory finds, with the reason in words.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use fantoccini::key::Key;
use unrolled_engine::CellKind;
use unrolled_lab::{Experiment, Moment, Reason, State, Stop};

use crate::browser::Browser;
use crate::scenarios::figure::{self, eventually, native, wait_for_moment};

/// The loss is at the last of seven steps and the recurrence shrinks: ‖∂L/∂h‖ of the RNN gets below 10⁻³ on its way back.
const SMALL: &str = "v=1&text=remember&loss=last&init=spectral&radius=0.3";

const PAUSED: &str = "document.getElementById('play').getAttribute('aria-label') === 'Play'";

/// Plays as fast as the page can, and waits until it pauses.
async fn play(browser: &Browser) -> Result<()> {
    browser.click("#speed option[value='8']").await?;
    browser.click("#play").await?;
    browser.wait_until(PAUSED).await
}

async fn assert_stands_at(browser: &Browser, moment: Moment, words: &str) -> Result<()> {
    wait_for_moment(browser, moment).await?;
    browser.wait_until(PAUSED).await?;
    let said = async || {
        let found = browser.text("#moment .formula").await?;
        ensure!(found == words, "expected {words:?}, found {found:?}");
        Ok(())
    };
    eventually(said).await?;
    // It says so aloud, too, and nothing of it is cut off.
    let aloud = "[...document.querySelectorAll('[aria-live]')].some(line => line.textContent.endsWith(arguments[0]))";
    let spoken = browser.run(&format!("return {aloud}"), vec![words.into()]).await?;
    ensure!(spoken == true, "{words:?} is not read aloud");
    let fits = "const line = document.getElementById('moment');
        return line.scrollWidth <= line.clientWidth && line.scrollHeight <= line.clientHeight + 1;";
    ensure!(browser.run(fits, vec![]).await? == true, "{words:?} is cut off");
    Ok(())
}

fn first_stop(state: &State, experiment: &Experiment) -> Result<(Moment, Stop)> {
    let stop = experiment.next_stop(state, Some(state.position())).context("there is a stop")?;
    Ok((experiment.timeline().moment(stop.position.0), stop))
}

/// Sets a limit by hand and plays by step, by pass and by operation: each time up to the same moment. From there `.` finds
/// the other cells' or nothing more, and says so.
pub async fn stops_at_a_small_gradient(browser: &Browser) -> Result<()> {
    let mut link = SMALL.to_owned();
    figure::open(browser, &format!("#{link}")).await?;
    browser.click("#stop-at").await?;
    browser.click("#stop-below").await?;
    browser.press(&Key::Escape.to_string()).await?;
    link += "&stop=below";
    browser.wait_until(&format!("location.hash.slice(1) === '{link}'")).await?;
    let (state, experiment) = native(&link);
    let (moment, stop) = first_stop(&state, &experiment)?;
    let Reason::Small { cell: CellKind::Rnn, t, norm } = stop.reason else { anyhow::bail!("{stop:?}") };
    ensure!(t > 0 && t < 5, "the crossing is not on the way: {stop:?}");
    let norm = format!("{norm:.1e}").replace("e-4", "·10⁻⁴");
    let index = char::from_u32('₁' as u32 + u32::try_from(t)?).context("a digit")?;
    let words = format!("stopped: ‖∂L/∂h{index}‖ of the RNN is {norm}, below 10⁻³");
    for granularity in ["step", "pass", "operation"] {
        browser.click(&format!("#by-{granularity}")).await?;
        browser.click("#first").await?;
        wait_for_moment(browser, Moment::Forward { t: 0 }).await?;
        play(browser).await?;
        assert_stands_at(browser, moment, &words).await?;
    }
    // With a limit that one more cell reaches: on to it at once.
    browser.click("#by-step").await?;
    browser.click("#stop-at").await?;
    browser.type_into("#stop-below-limit", "0.0096").await?;
    browser.press(&Key::Escape.to_string()).await?;
    let (state, experiment) = native(&format!("{link}&below=0.0096"));
    let all: Vec<usize> = experiment.stops(&state).iter().map(|stop| stop.position.0).collect();
    ensure!(all.len() > 1, "{all:?}");
    browser.click("#first").await?;
    browser.run("document.activeElement.blur()", vec![]).await?;
    let mut seen = Vec::new();
    for index in all {
        if seen.last() != Some(&index) {
            browser.press(".").await?;
            wait_for_moment(browser, experiment.timeline().moment(index)).await?;
            seen.push(index);
        }
    }
    let last = experiment.timeline().moment(*seen.last().context("a stop")?);
    browser.press(".").await?;
    assert_stands_at(browser, last, "no stop in the rest of this iteration").await
}

/// An open forget gate is one from the first step on, at the operation that computes it.
pub async fn stops_at_a_saturated_gate(browser: &Browser) -> Result<()> {
    let link = "v=1&text=remember&forget=5&cells=lstm&by=operation&op=0&stop=saturated";
    let (state, experiment) = native(link);
    figure::open(browser, &format!("#{link}")).await?;
    let (moment, stop) = first_stop(&state, &experiment)?;
    let Reason::Saturated { unit, .. } = stop.reason else { anyhow::bail!("{stop:?}") };
    let words = format!("stopped: f₁ of the LSTM, unit 1, is {:.2}, above 0.9", unit.value);
    ensure!(moment == Moment::Forward { t: 0 } && unit.index == 0, "{stop:?}");
    play(browser).await?;
    assert_stands_at(browser, moment, &words).await?;
    let operation = browser.run("return document.documentElement.dataset.operation", vec![]).await?;
    let wanted = stop.position.1.to_string();
    ensure!(operation.as_str() == Some(&wanted), "at operation {operation}, not {wanted}");
    // A pass that begins with the update goes through the new iteration's first step.
    browser.click("#by-pass").await?;
    browser.click("#last").await?;
    play(browser).await?;
    figure::wait_for_updates(browser, 1).await?;
    wait_for_moment(browser, Moment::Forward { t: 0 }).await
}

/// The fifth step, forward and backward or on one way only; a step that the text has not is never met.
pub async fn stops_at_a_step(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&text=remember").await?;
    browser.click("#stop-at").await?;
    // To type a number is to mean it.
    browser.type_into("#stop-step-number", "5").await?;
    browser.wait_until("document.getElementById('stop-step').checked").await?;
    browser.press(&Key::Escape.to_string()).await?;
    for moment in [Moment::Forward { t: 4 }, Moment::Backward { t: 4 }] {
        play(browser).await?;
        assert_stands_at(browser, moment, "stopped: step t = 5").await?;
    }
    play(browser).await?;
    wait_for_moment(browser, Moment::Update).await?;
    browser.click("#stop-at").await?;
    browser.click("#stop-way option[value='Backward']").await?;
    browser.click("#first").await?;
    play(browser).await?;
    wait_for_moment(browser, Moment::Backward { t: 4 }).await?;
    browser.click("#stop-at").await?;
    browser.type_into("#stop-step-number", "9").await?;
    let note = "[...document.querySelectorAll('.stops-card .help:not([hidden])')]\
        .some(note => note.textContent === 'This text has 7 steps, so it is never met.')";
    browser.wait_until(note).await?;
    browser.type_into("#stop-step-number", "many").await?;
    browser.wait_until("document.getElementById('stop-step-number-error')").await?;
    browser.click("#last").await?;
    figure::assert_native(browser, &experiment, &CellKind::ALL).await
}

/// Enter opens, Escape closes and gives the focus back, a press elsewhere closes; the button shows how many are chosen;
/// nothing of the card is cut off.
pub async fn stops_open_and_close_by_keys(browser: &Browser) -> Result<()> {
    for (width, height) in [(1440, 900), (1024, 768), (390, 844)] {
        browser.open_sized(width, height, "#v=1").await?;
        browser.wait_until_ready().await?;
        browser.wait_until("document.querySelector('.stop-count').hidden").await?;
        press_on(browser, "#stop-at", &Key::Enter.to_string()).await?;
        browser.wait_until("document.getElementById('stops').open").await?;
        figure::settle(browser).await?;
        let seen = "
            const inside = document.querySelector('.stops-card').getBoundingClientRect();
            const room = document.documentElement;
            return inside.left >= 0 && inside.top >= 0 && inside.right <= room.clientWidth && inside.bottom <= innerHeight;";
        ensure!(browser.run(seen, vec![]).await? == true, "at {width} the card is cut off");
        press_on(browser, "#stop-at", &Key::Tab.to_string()).await?;
        browser.wait_until("document.activeElement.id === 'stop-step'").await?;
        press_on(browser, "#stop-step", " ").await?;
        browser.wait_until("document.querySelector('.stop-count').textContent === '1'").await?;
        let name = "document.getElementById('stop-at').getAttribute('aria-label') === 'Stop at… (1 chosen)'";
        browser.wait_until(name).await?;
        press_on(browser, "#stop-step", &Key::Escape.to_string()).await?;
        browser.wait_until("!document.getElementById('stops').open").await?;
        browser.wait_until("document.activeElement.id === 'stop-at'").await?;
        browser.click("#stop-at").await?;
        browser.wait_until("document.getElementById('stops').open").await?;
        browser.click("#step").await?;
        browser.wait_until("!document.getElementById('stops').open").await?;
    }
    Ok(())
}

/// Not by [`Browser::press`]: in a frame WebKit's driver loses the element that has the focus.
async fn press_on(browser: &Browser, css: &str, keys: &str) -> Result<()> {
    Ok(browser.client.find(Locator::Css(css)).await?.send_keys(keys).await?)
}

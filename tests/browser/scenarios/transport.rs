//! Through the moments of an iteration: with buttons, keys, passes, the scrubber, and playing.

use anyhow::{Result, ensure};
use fantoccini::key::Key;
use unrolled_engine::CellKind;
use unrolled_lab::Moment;

use crate::browser::Browser;
use crate::scenarios::figure::{self, wait_for_moment, wait_for_updates};
use crate::scenarios::hands::{click_at, drag};

/// Step by step through an iteration into the next and all the way back; at each moment exactly what is known is seen.
pub async fn steps_through_every_moment(browser: &Browser) -> Result<()> {
    let mut experiment = figure::open(browser, "#v=1").await?;
    let timeline = experiment.timeline();
    for index in 0..timeline.len() {
        wait_for_moment(browser, timeline.moment(index)).await?;
        figure::assert_visible(browser, &experiment, index).await?;
        browser.click("#step").await?;
    }
    wait_for_updates(browser, 1).await?;
    wait_for_moment(browser, Moment::Forward { t: 0 }).await?;
    experiment.advance();
    figure::assert_visible(browser, &experiment, 0).await?;
    for index in (0..timeline.len()).rev() {
        browser.press(&Key::Left.to_string()).await?;
        wait_for_moment(browser, timeline.moment(index)).await?;
        wait_for_updates(browser, 0).await?;
    }
    browser.wait_until("document.getElementById('back').getAttribute('aria-disabled') === 'true'").await?;
    browser.press(&Key::Left.to_string()).await?;
    figure::settle(browser).await?;
    wait_for_moment(browser, Moment::Forward { t: 0 }).await
}

/// Arrows, Shift with arrows, Home, End and `u`, with nothing focused.
pub async fn follows_the_keys(browser: &Browser) -> Result<()> {
    let last = figure::open(browser, "#v=1").await?.sequence.steps() - 1;
    let (back, on) = (Key::Left.to_string(), Key::Right.to_string());
    let pass = |key: &str| format!("{}{key}", Key::Shift);
    let presses = [
        (on.clone(), Moment::Forward { t: 1 }, 0),
        (on.clone(), Moment::Forward { t: 2 }, 0),
        (back.clone(), Moment::Forward { t: 1 }, 0),
        (pass(&on), Moment::Loss, 0),
        (on.clone(), Moment::Backward { t: last }, 0),
        (pass(&on), Moment::Backward { t: 0 }, 0),
        (pass(&on), Moment::Update, 0),
        (pass(&on), Moment::Loss, 1),
        (pass(&back), Moment::Update, 0),
        (pass(&back), Moment::Backward { t: 0 }, 0),
        (Key::Home.to_string(), Moment::Forward { t: 0 }, 0),
        (Key::End.to_string(), Moment::Update, 0),
        ("u".to_owned(), Moment::Update, 1),
        (on, Moment::Forward { t: 0 }, 2),
    ];
    for (keys, moment, updates) in presses {
        browser.press(&keys).await?;
        wait_for_moment(browser, moment).await?;
        wait_for_updates(browser, updates).await?;
    }
    Ok(())
}

/// With "pass" a press of step goes to the end of the pass.
pub async fn goes_by_passes(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1").await?;
    browser.click("#by-pass").await?;
    for moment in [Moment::Loss, Moment::Backward { t: 0 }, Moment::Update] {
        browser.click("#step").await?;
        wait_for_moment(browser, moment).await?;
    }
    for moment in [Moment::Backward { t: 0 }, Moment::Loss, Moment::Forward { t: 0 }] {
        browser.click("#back").await?;
        wait_for_moment(browser, moment).await?;
    }
    browser.click("#by-step").await?;
    browser.click("#step").await?;
    wait_for_moment(browser, Moment::Forward { t: 1 }).await
}

/// Space plays and pauses; playing goes through the update into the next iteration.
pub async fn plays_and_pauses(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&text=ab").await?;
    browser.click("#speed option[value='8']").await?;
    // Space on a list that has the focus would open it.
    browser.run("document.activeElement.blur()", vec![]).await?;
    browser.press(" ").await?;
    let pause = "document.getElementById('play').getAttribute('aria-label') === 'Pause'";
    // It rests at the update; playing on makes it.
    wait_for_moment(browser, Moment::Update).await?;
    browser.wait_until("document.getElementById('play').getAttribute('aria-label') === 'Play'").await?;
    wait_for_updates(browser, 0).await?;
    browser.press(" ").await?;
    wait_for_updates(browser, 1).await?;
    browser.wait_until("document.getElementById('play').getAttribute('aria-label') === 'Play'").await?;
    browser.click("#speed option[value='0.5']").await?;
    browser.run("document.activeElement.blur()", vec![]).await?;
    browser.press(" ").await?;
    browser.wait_until(pause).await?;
    browser.press(" ").await?;
    browser.wait_until("document.getElementById('play').getAttribute('aria-label') === 'Play'").await?;
    browser.click("#play").await?;
    browser.wait_until("document.getElementById('play').getAttribute('aria-label') === 'Pause'").await?;
    browser.click("#step").await?;
    browser.wait_until("document.getElementById('play').getAttribute('aria-label') === 'Play'").await
}

/// A chart that is not on the screen waits while it plays, and has the moment as soon as one looks at it. The address rests.
pub async fn plays_where_one_looks(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&text=the+quick+brown+fox&at=15").await?;
    browser.click("#speed option[value='0.5']").await?;
    browser.run("document.activeElement.blur(); scrollTo({ top: 0, behavior: 'instant' })", vec![]).await?;
    browser.press(" ").await?;
    let mark = |moment: &str| {
        format!(
            "(() => {{
                const mark = document.querySelector('#gradient-flow .chart-marks g.back');
                const isSeen = mark?.getAttribute('visibility') === 'visible';
                const t = document.documentElement.dataset.moment.split(':').at(-1);
                return {moment};
            }})()"
        )
    };
    for t in [17, 16] {
        browser
            .wait_until(&mark(&format!(
                "!isSeen && t === '{t}' && document.documentElement.dataset.phase === 'backward'"
            )))
            .await?;
    }
    let look = "document.getElementById('gradient-flow').scrollIntoView({ behavior: 'instant', block: 'center' })";
    browser.run(look, vec![]).await?;
    browser.wait_until(&mark("isSeen && mark.textContent.replace(/\\D/g, '') === t")).await?;
    let address = "return location.hash";
    let before = browser.run(address, vec![]).await?;
    browser.wait_until("document.documentElement.dataset.moment === 'backward:12'").await?;
    ensure!(browser.run(address, vec![]).await? == before, "the address does not rest");
    browser.press(" ").await?;
    browser.wait_until(&format!("JSON.stringify(location.hash) !== '{before}'")).await
}

/// The scrubber by keys and by mouse; its text says where it stands.
pub async fn scrubs(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1").await?;
    let timeline = experiment.timeline();
    browser.run("document.getElementById('scrubber').focus()", vec![]).await?;
    let keys = [
        (Key::Right, Moment::Forward { t: 1 }),
        (Key::Up, Moment::Forward { t: 2 }),
        (Key::Down, Moment::Forward { t: 1 }),
        (Key::PageUp, Moment::Loss),
        (Key::PageUp, Moment::Backward { t: 0 }),
        (Key::PageDown, Moment::Loss),
        (Key::End, Moment::Update),
        (Key::Home, Moment::Forward { t: 0 }),
    ];
    for (key, moment) in keys {
        browser.press(&key.to_string()).await?;
        wait_for_moment(browser, moment).await?;
        assert_scrubber(browser, timeline.index(moment)).await?;
    }
    // Dots stand where their moments are.
    for index in [7, 2, timeline.last(), 0] {
        click_at(browser, &format!("#scrubber .dot:nth-of-type({})", index + 1), (0.5, 0.5)).await?;
        wait_for_moment(browser, timeline.moment(index)).await?;
        assert_scrubber(browser, index).await?;
    }
    drag(browser, "#scrubber .track", (0.02, 0.5), (0.99, 0.5)).await?;
    wait_for_moment(browser, Moment::Update).await?;
    figure::assert_native(browser, &experiment, &CellKind::ALL).await
}

async fn assert_scrubber(browser: &Browser, index: usize) -> Result<()> {
    figure::settle(browser).await?;
    let script = "
        const scrubber = document.getElementById('scrubber');
        return [scrubber.getAttribute('aria-valuenow'), scrubber.getAttribute('aria-valuetext')];";
    let (now, text): (String, String) = serde_json::from_value(browser.run(script, vec![]).await?)?;
    ensure!(now == index.to_string(), "the scrubber is at {now}, not {index}");
    let title = browser.text("#moment strong").await?;
    ensure!(!title.is_empty() && text.starts_with(&title), "the scrubber says {text:?}, the line {title:?}");
    Ok(())
}

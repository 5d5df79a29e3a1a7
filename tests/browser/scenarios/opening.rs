//! The page opens with "hello" read and plays one pass forward and back, unless somebody does something.

use anyhow::{Result, ensure};
use fantoccini::key::Key;
use unrolled_engine::CellKind;
use unrolled_lab::Moment;

use crate::browser::Browser;
use crate::scenarios::figure::{self, name_of};
use crate::scenarios::hands::paste;

/// One pass is played, and the stage rests where the gradient is smallest.
pub async fn plays_one_pass(browser: &Browser) -> Result<()> {
    browser.open("").await?;
    browser.wait_until_ready().await?;
    let listen = "
        const root = document.documentElement;
        const moments = window.__moments = [root.dataset.moment];
        new MutationObserver(() => {
            if (moments.at(-1) !== root.dataset.moment) moments.push(root.dataset.moment);
        }).observe(root, { attributeFilter: ['data-moment'] });";
    browser.run(listen, vec![]).await?;
    wait_for_rest(browser).await?;
    figure::settle(browser).await?;
    let found: Vec<String> = serde_json::from_value(browser.run("return window.__moments", vec![]).await?)?;

    let (_, experiment) = figure::native("");
    let timeline = experiment.timeline();
    let (_, rest) = experiment.smallest_gradient(&CellKind::ALL).expect("hello has gradients");
    // The word stands there read; then one pass forward and back; then the rest.
    let played = (0..=timeline.index(Moment::Backward { t: 0 })).map(|index| timeline.moment(index));
    let mut wanted: Vec<String> = [Moment::Loss].into_iter().chain(played).chain([rest]).map(name_of).collect();
    wanted.dedup();
    // The first moments may have passed before anybody listened.
    ensure!(wanted.ends_with(&found), "expected {wanted:?},\nfound {found:?}");
    let text = browser.run("return document.getElementById('word').value", vec![]).await?;
    ensure!(text == "hello", "the word is {text}");
    Ok(())
}

/// A key, a click or a letter: whoever does something has the stage.
pub async fn ends_with_the_first_action(browser: &Browser) -> Result<()> {
    let (_, experiment) = figure::native("");
    for action in ["key", "click", "word", "pause"] {
        browser.open("").await?;
        // The pass may be over when all parts of the page are there.
        browser.wait_until_opened().await?;
        browser.wait_until("document.getElementById('play').getAttribute('aria-label') === 'Pause'").await?;
        match action {
            "key" => browser.press(&Key::Home.to_string()).await?,
            "click" => browser.click("#last").await?,
            "pause" => browser.click("#play").await?,
            _ => {
                browser.click("#word").await?;
                paste(browser, "#word", "hi").await?;
            }
        }
        wait_for_rest(browser).await?;
        browser.wait_until_ready().await?;
        match action {
            "key" => figure::wait_for_moment(browser, Moment::Forward { t: 0 }).await?,
            "click" => {
                figure::wait_for_moment(browser, Moment::Update).await?;
                figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whoever asked for less motion sees where it ends at once.
pub async fn rests_with_reduced_motion(browser: &Browser) -> Result<()> {
    if !browser.set_media("prefers-reduced-motion", "reduce").await? {
        return Ok(());
    }
    browser.open("").await?;
    browser.wait_until_ready().await?;
    let label = browser.run("return document.getElementById('play').getAttribute('aria-label')", vec![]).await?;
    ensure!(label == "Play", "the button says {label}");
    let (_, experiment) = figure::native("");
    let (_, rest) = experiment.smallest_gradient(&CellKind::ALL).expect("hello has gradients");
    figure::wait_for_moment(browser, rest).await?;
    browser.set_media("prefers-reduced-motion", "").await?;
    Ok(())
}

/// What is far below the window waits for a reader: one who scrolls finds every part, one who prints has all of them at once.
pub async fn makes_the_rest_when_wanted(browser: &Browser) -> Result<()> {
    let has = |part: &'static str| async move {
        let found = browser.run("return document.querySelector(arguments[0]) !== null", vec![part.into()]).await?;
        anyhow::Ok(found == true)
    };
    let open = || async {
        browser.open_sized(390, 844, "#v=1&at=2").await?;
        browser.wait_until_opened().await?;
        // Twenty frames without anything new.
        let rest = "
            for (let quiet = 0, height = 0; quiet < 20; quiet++) {
                await new Promise(requestAnimationFrame);
                await new Promise(done => setTimeout(done));
                const now = document.querySelectorAll('*').length;
                if (now !== height) quiet = 0;
                height = now;
            }";
        browser.run_async(rest, &serde_json::Value::Null).await
    };
    open().await?;
    ensure!(has("#stage").await? && has("#word").await?, "the stage is not there");
    ensure!(!has("#memory").await? && !has("[data-whole]").await?, "all is made for a reader who sees the stage");
    ensure!(!has("#seed").await?, "settings are made that are folded away");
    browser.click(".settings > summary").await?;
    browser.wait_until("document.querySelector('#seed') !== null").await?;

    open().await?;
    browser.wait_until("scrollTo(0, 1e6), document.documentElement.hasAttribute('data-whole')").await?;
    ensure!(has("#memory").await?, "who scrolls does not find the last panel");

    open().await?;
    browser.run("dispatchEvent(new Event('beforeprint'))", vec![]).await?;
    ensure!(has("#memory").await?, "the last panel is not printed");
    browser.run("dispatchEvent(new Event('afterprint'))", vec![]).await?;
    Ok(())
}

/// What is pressed stays under the pointer, and a page that is loaded again is where it was.
pub async fn keeps_its_place(browser: &Browser) -> Result<()> {
    browser.open("#v=1&at=6&cell=lstm").await?;
    browser.wait_until_ready().await?;
    // The parts above are of another height for a cell without gates.
    let press = "
        const tab = document.querySelector('#spectral [data-view=rnn]');
        const settle = async () => {
            for (let quiet = 0, last = NaN; quiet < 10; quiet++) {
                await new Promise(requestAnimationFrame);
                const now = document.documentElement.scrollHeight;
                if (now !== last) quiet = 0;
                last = now;
            }
        };
        tab.scrollIntoView({ block: 'center', behavior: 'instant' });
        await settle();
        const [before, height] = [tab.getBoundingClientRect().top, document.documentElement.scrollHeight];
        tab.click();
        await settle();
        return [before, tab.getBoundingClientRect().top, height, document.documentElement.scrollHeight, scrollY];";
    let found = browser.run_async(press, &serde_json::Value::Null).await?;
    let [before, after, height, new_height, scrolled]: [f64; 5] = serde_json::from_value(found)?;
    ensure!(height != new_height, "the page is as high as before, {height}, so nothing is tested");
    ensure!((before - after).abs() < 2.0, "what was pressed has moved from {before} to {after}");
    browser.wait_until("location.hash.includes('cell=rnn')").await?;
    browser.client.refresh().await?;
    browser.wait_until("document.documentElement.hasAttribute('data-whole')").await?;
    let near = format!("Math.abs(scrollY - {scrolled}) < innerHeight / 2");
    browser.wait_until(&near).await.map_err(|error| error.context("the page does not come back to where it was"))
}

async fn wait_for_rest(browser: &Browser) -> Result<()> {
    browser.wait_until("document.getElementById('play').getAttribute('aria-label') === 'Play'").await
}

//! The state in the address: what the page writes, what it reads, and what it cannot read.

use anyhow::{Result, ensure};
use unrolled_engine::CellKind;
use unrolled_lab::{Fold, InitializerKind, Setting, State, url};

use crate::browser::Browser;
use crate::scenarios::figure;

/// A link with a word, settings, updates and a moment.
const LINK: &str = "#v=1&text=%ED%95%98%EB%8A%98%EA%B3%BC+%EB%B0%94%EB%8B%A4&loss=last&units=7&seed=99&activation=relu\
    &gru=pytorch&init=spectral&radius=1.2&forget=2.5&optimizer=momentum&rate=0.05&clip=norm&limit=2&updates=3&at=12";

/// A link leads to the same bits, in a fresh page and in one that is open.
pub async fn leads_to_the_same_bits(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, LINK).await?;
    figure::wait_for_moment(browser, experiment.timeline().moment(12)).await?;
    browser.click("#last").await?;
    figure::assert_native(browser, &experiment, &CellKind::ALL).await?;

    let other = "#v=1&text=other&cells=rnn+gru&fold=rolled&at=999";
    browser.run("location.hash = arguments[0]", vec![other.into()]).await?;
    browser.wait_until("document.getElementById('word').value === 'other'").await?;
    browser.wait_until("document.getElementById('stage').dataset.form === 'rolled'").await?;
    let shown = [CellKind::Rnn, CellKind::Gru];
    figure::assert_native(browser, &figure::native(other).1, &shown).await
}

/// What is changed on the page is in the address, as `lab::url` writes it; the default state needs none.
pub async fn holds_what_was_changed(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1").await?;
    browser.wait_until("location.hash === ''").await?;
    browser.type_into("#units", "5").await?;
    browser.click("#initializer option[value='SpectralRadius']").await?;
    browser.type_into("#radius", "1.25").await?;
    browser.click("#rolled").await?;
    browser.click("#show-lstm").await?;
    browser.click("#last").await?;
    let mut state = State::default();
    state.settings = state.settings.with(Setting::Units(5))?;
    state.settings = state.settings.with(Setting::Initializer(InitializerKind::SpectralRadius))?;
    state.settings = state.settings.with(Setting::Radius(1.25))?;
    state.fold = Fold::Rolled;
    state.cells[CellKind::Lstm as usize] = false;
    state.cursor = state.timeline().last();
    let fragment = url::fragment_from_state(&state);
    browser.wait_until(&format!("location.hash === '#{fragment}'")).await?;
    // Loaded anew, the page is where it was.
    browser.client.refresh().await?;
    browser.wait_until_ready().await?;
    let (_, experiment) = figure::native(&fragment);
    figure::assert_native(browser, &experiment, &[CellKind::Rnn, CellKind::Gru]).await
}

/// A link with a mistake says which, and the page opens as usual.
pub async fn tells_a_mistake(browser: &Browser) -> Result<()> {
    for link in ["#v=1&units=many", "#nonsense", "#v=1&z=AAAA"] {
        let error = url::state_from_fragment(&link[1..]).expect_err("the link has a mistake").to_string();
        // Nobody can mend what is packed.
        let error = if link.contains("z=") { "damaged or incomplete".to_owned() } else { error };
        browser.open(link).await?;
        browser.wait_until_ready().await?;
        let notice = browser.text("#broken-link p").await?;
        ensure!(notice.contains(&error), "{link}: expected {error:?} in {notice:?}");
        browser.click("#last").await?;
        figure::assert_native(browser, &figure::native("").1, &CellKind::ALL).await?;
        browser.click("#broken-link button").await?;
        browser.wait_until("!document.getElementById('broken-link')").await?;
    }
    // In a page that is open, the figure stays.
    let experiment = figure::open(browser, LINK).await?;
    browser.run("location.hash = '#v=1&units=0'", vec![]).await?;
    browser.wait_until("document.getElementById('broken-link')").await?;
    browser.click("#last").await?;
    figure::assert_native(browser, &experiment, &CellKind::ALL).await
}

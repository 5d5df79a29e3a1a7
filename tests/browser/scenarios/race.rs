//! Tasks with data: any example on the stage, and the three cells learning side by side.

use anyhow::{Context, Result, ensure};
use unrolled_engine::CellKind;
use unrolled_lab::url::{fragment_from_state, task_word};
use unrolled_lab::{Setting, Settings, State};
use unrolled_tasks::Task;

use crate::browser::Browser;
use crate::scenarios::figure::{self, assert_native, native, wait_for_updates};

/// Each task's inputs, masks, states, losses and gradients are those of the native networks, for test and training examples.
pub async fn shows_every_task(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1").await?;
    for (index, task) in Task::ALL.into_iter().enumerate() {
        let link = format!("#v=1&task={}&at=999&units=6&example={}", task_word(task), 1 + 37 * index % 40);
        let (_, experiment) = native(&link);
        browser.run("location.hash = arguments[0]", vec![link.clone().into()]).await?;
        browser.wait_until(&format!("document.getElementById('task').value === '{task:?}'")).await?;
        assert_native(browser, &experiment, &CellKind::ALL).await.with_context(|| link)?;
    }
    Ok(())
}

/// What three workers have learned in `f32` is what is learned natively, after single updates, a run, and on the way back.
pub async fn trains_as_natively(browser: &Browser) -> Result<()> {
    let link = "#v=1&task=caption-ko&units=10&dropout=0.1&at=999";
    figure::open(browser, link).await?;
    for updates in 1..=2 {
        browser.click("#race-once").await?;
        wait_for_updates(browser, updates).await?;
    }
    assert_native(browser, &native(&format!("{link}&updates=2")).1, &CellKind::ALL).await?;
    browser.click("#race-play").await?;
    browser.wait_until("Number(document.documentElement.dataset.updates) > 20").await?;
    browser.click("#race-play").await?;
    browser.wait_until("!document.getElementById('race-once').disabled").await?;
    let found = browser.run("return Number(document.documentElement.dataset.updates)", vec![]).await?;
    let updates = found.as_u64().context("a number of updates")?;
    assert_native(browser, &native(&format!("{link}&updates={updates}")).1, &CellKind::ALL).await?;
    // The slider's first places are the seed's weights and those after one update.
    for (place, updates) in [(0, 0), (1, 1)] {
        let drag = "
            const slider = document.getElementById('race-history');
            slider.value = arguments[0];
            slider.dispatchEvent(new Event('input', { bubbles: true }));";
        browser.run(drag, vec![place.into()]).await?;
        wait_for_updates(browser, updates).await?;
        assert_native(browser, &native(&format!("{link}&updates={updates}")).1, &CellKind::ALL).await?;
    }
    browser.click("#race-reset").await?;
    browser.wait_until("document.getElementById('race-progress').textContent.startsWith('0 updates')").await
}

/// A link to trained weights leads to them, on its example, from nothing but the seed.
pub async fn links_to_trained_weights(browser: &Browser) -> Result<()> {
    let link = "#v=1&task=pos-en&units=9&updates=12&at=999&example=700&same=parameters&parameters=5000";
    let experiment = figure::open(browser, link).await?;
    assert_native(browser, &experiment, &CellKind::ALL).await?;
    browser.click("#example-before").await?;
    assert_native(browser, &native(&link.replace("700", "699")).1, &CellKind::ALL).await?;
    // Cells of sizes of their own.
    let link = "#v=1&task=parity&length=8&same=nothing&rnn-units=11&lstm-units=4&gru-units=7&updates=5&at=999";
    let experiment = figure::open(browser, link).await?;
    assert_native(browser, &experiment, &CellKind::ALL).await?;
    // An encoder and a decoder with weights of their own.
    let experiment = figure::open(browser, "#v=1&task=dates&encoder=own&units=7&updates=3&at=999").await?;
    assert_native(browser, &experiment, &CellKind::ALL).await
}

/// The answers below the charts are those of the native cells, running by themselves.
pub async fn answers_as_natively(browser: &Browser) -> Result<()> {
    let link = "#v=1&task=caption-en&units=12&updates=15&rate=0.02&example=3";
    let experiment = figure::open(browser, link).await?;
    let script = "
        return [...document.querySelectorAll('#race-answers tr[data-cell]')].map(row =>
            [...row.querySelectorAll('.said')].map(said => said.textContent).join(' '));";
    let names = &experiment.sequence.coding.outputs;
    let wanted: Vec<String> = CellKind::ALL
        .map(|kind| {
            let said = experiment.answer(kind).said.into_iter().map(|(_, answer, _)| match answer {
                unrolled_tasks::Answer::Class(class) => names[class].clone(),
                unrolled_tasks::Answer::Number(number) => number.to_string(),
            });
            said.collect::<Vec<_>>().join(" ")
        })
        .to_vec();
    figure::eventually(async || {
        let found: Vec<String> = serde_json::from_value(browser.run(script, vec![]).await?)?;
        ensure!(found == wanted, "expected {wanted:?}, found {found:?}");
        Ok(())
    })
    .await
}

/// At the first number that is not finite training ends at the last finite weights, and says what it was.
pub async fn tells_what_exploded(browser: &Browser) -> Result<()> {
    let mut settings = Settings::default().with(Setting::Task(Some(Task::FirstSymbol)))?;
    for setting in [
        Setting::Length(60),
        Setting::Activation(unrolled_engine::Activation::Relu),
        Setting::Initializer(unrolled_lab::InitializerKind::Gaussian),
        Setting::Gain(8.0),
    ] {
        settings = settings.with(setting)?;
    }
    let link = format!("#{}", fragment_from_state(&State { settings, ..State::default() }));
    figure::open(browser, &link).await?;
    browser.click("#race-play").await?;
    browser.wait_until("document.getElementById('race-exploded')").await?;
    let said = browser.text("#race-exploded p").await?;
    for part in ["RNN: at update 1", "h when reading step", "‖h‖ went from"] {
        ensure!(said.contains(part), "expected {part:?} in {said:?}");
    }
    browser.click("#race-slower").await?;
    browser.wait_until("!document.getElementById('race-exploded')").await?;
    let rate = browser.run("return document.getElementById('learning-rate').value", vec![]).await?;
    ensure!(rate == "0.0005", "the rate is {rate}");
    Ok(())
}

/// Data that do not come are named, what is shown stays, and they can be asked for again.
pub async fn tells_missing_data(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&at=999").await?;
    let choose = "
        if (!window.kept) { window.kept = window.fetch; window.fetch = () => Promise.reject(new Error('the line is dead')); }
        else window.fetch = window.kept;
        const list = document.getElementById('task');
        list.value = 'PosEn';
        list.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.run(choose, vec![]).await?;
    browser.wait_until("document.getElementById('data-missing')").await?;
    let said = browser.text("#data-missing").await?;
    for part in ["pos_en.tsv", "the line is dead"] {
        ensure!(said.contains(part), "expected {part:?} in {said:?}");
    }
    assert_native(browser, &experiment, &CellKind::ALL).await?;
    browser.run(choose, vec![]).await?;
    browser.wait_until("document.getElementById('race')").await?;
    assert_native(browser, &native("#v=1&task=pos-en").1, &CellKind::ALL).await
}

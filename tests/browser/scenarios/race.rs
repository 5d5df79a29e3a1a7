//! Tasks with data: any example on the stage, and the three cells learning side by side.

use anyhow::{Context, Result, ensure};
use unrolled_engine::CellKind;
use unrolled_lab::url::{fragment_from_state, task_word};
use unrolled_lab::{Racer, Setting, Settings, State};
use unrolled_tasks::Task;

use crate::browser::Browser;
use crate::scenarios::figure::{self, assert_native, native, wait_for_updates};

/// A cell overflows after a few good updates.
const EXPLODES: &str = "#v=1&task=adding&length=20&units=8&activation=relu&optimizer=sgd&clip=off&rate=1";

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

/// What the curves say is said when training rests, and not while it runs.
pub async fn says_what_was_reached(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&task=first-symbol&length=10&units=8").await?;
    let listen = "
        window.heard = [];
        const play = document.getElementById('race-play');
        for (const place of document.querySelectorAll('.race-panel .panel-summary + [role=status]')) {
            new MutationObserver(() => { if (place.textContent) window.heard.push([play.textContent, place.textContent]); })
                .observe(place, { childList: true, characterData: true, subtree: true });
        }";
    browser.run(listen, vec![]).await?;
    browser.click("#race-play").await?;
    browser.wait_until("Number(document.documentElement.dataset.updates) > 300").await?;
    browser.click("#race-play").await?;
    browser.wait_until("!document.getElementById('race-once').disabled").await?;
    browser.wait_until("new Set(window.heard.map(([, text]) => text)).size === 3").await?;
    let heard: Vec<[String; 2]> = serde_json::from_value(browser.run("return window.heard", vec![]).await?)?;
    ensure!(heard.iter().all(|[button, _]| button == "Train"), "said while it runs: {heard:?}");
    for (id, parts) in [
        ("race-loss", ["RNN: from ", "LSTM: from ", "GRU: from "]),
        ("race-accuracy", ["90 % right", "LSTM: ", " % after "]),
        ("race-norms", ["RNN: ‖∂L/∂W‖ was ", " at most, in update ", "GRU: "]),
    ] {
        let said = browser.text(&format!("#{id}-summary")).await?;
        ensure!(parts.iter().all(|part| said.contains(part)), "{id} says {said:?}");
        ensure!(heard.iter().any(|[_, text]| *text == said), "{said:?} is not heard: {heard:?}");
    }
    Ok(())
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
    for part in ["RNN: in update 1, the first one, a number overflowed", "the hidden state h at step", "‖h‖ went from"]
    {
        ensure!(said.contains(part), "expected {part:?} in {said:?}");
    }
    browser.click("#race-slower").await?;
    browser.wait_until("!document.getElementById('race-exploded')").await?;
    let rate = browser.run("return document.getElementById('learning-rate').value", vec![]).await?;
    ensure!(rate == "0.0005", "the rate is {rate}");
    Ok(())
}

/// Where a number overflows after some good updates, all cells end at the last update that every cell could make, all parts of
/// the page count the same, and the curves lead up to there.
pub async fn counts_the_same_after_an_explosion(browser: &Browser) -> Result<()> {
    let link = &format!("{EXPLODES}&at=999");
    figure::open(browser, link).await?;
    let settings = native(link).0.settings;
    let good = CellKind::ALL.map(|kind| {
        let mut racer = Racer::new(kind, &settings).expect("the link is good");
        (0..1000).find(|_| racer.advance().is_err()).unwrap_or(1000)
    });
    let good = good.into_iter().min().unwrap_or(0);
    ensure!(good > 1 && good < 1000, "the link explodes after {good} updates");
    browser.click("#race-play").await?;
    browser.wait_until("document.getElementById('race-exploded')").await?;
    browser.wait_until("!document.getElementById('race-once').disabled").await?;
    wait_for_updates(browser, good).await?;
    assert_native(browser, &native(&format!("{link}&updates={good}")).1, &CellKind::ALL).await?;
    let texts = [
        ("#race-exploded p", format!("in update {}, after {good} good ones, a number overflowed: ", good + 1)),
        ("#race-exploded p", format!("after {good} updates.")),
        ("#race-progress", format!("{good} updates")),
        ("#race-history-at", format!("after {good} updates, the newest")),
        ("#race-table-at", format!("These numbers are those after {good} updates.")),
        (".race-chart .readout-place", format!("after {good} updates")),
        ("#race-norms-summary", format!("update {} explodes and is not made.", good + 1)),
    ];
    for (css, part) in texts {
        let said = browser.text(css).await?;
        ensure!(said.contains(&part), "expected {part:?} in {said:?}");
    }
    Ok(())
}

/// Training that is over as soon as a cell or all cells have been somewhere says who was there, and who is waited for.
pub async fn says_who_is_waited_for(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&task=first-symbol&units=5&length=40&cells=rnn+gru").await?;
    let set = "
        for (const [id, value, event] of [['race-goal', arguments[0], 'input'], ['race-who', arguments[1], 'change']]) {
            const field = document.getElementById(id);
            field.value = value;
            field.dispatchEvent(new Event(event, { bubbles: true }));
        }";
    browser.run(set, vec!["100".into(), "all".into()]).await?;
    browser.click("#race-until").await?;
    browser.wait_until("/RNN \\d+ %, GRU \\d+ %: waiting for the RNN and the GRU\\./.test(document.getElementById('race-waiting').textContent)").await?;
    browser.click("#race-play").await?;
    browser.wait_until("!document.getElementById('race-until').disabled").await?;
    let said = browser.text("#race-waiting").await?;
    ensure!(said.ends_with(": not there yet."), "the line says {said:?}");
    browser.run(set, vec!["1".into(), "any".into()]).await?;
    browser.click("#race-until").await?;
    browser.wait_until("document.getElementById('race-waiting').textContent === 'RNN ✓ from the start, GRU ✓ from the start: done.'").await
}

/// Slider, keys and chart lead to the same weights, the numbers beside them are those of the update that is shown.
pub async fn walks_through_training(browser: &Browser) -> Result<()> {
    let link = "#v=1&task=caption-en&units=8&at=999";
    figure::open(browser, link).await?;
    let title = browser.text("#race .race-charts > div + div h4").await?;
    ensure!(title.starts_with("Right answers (whole sequences)"), "the title is {title:?}");
    for updates in 1..=4 {
        browser.click("#race-once").await?;
        wait_for_updates(browser, updates).await?;
    }
    // Where the thumb stands for an update, the chart leads to that update.
    let click = "
        const slider = document.getElementById('race-history'), bounds = slider.getBoundingClientRect();
        const x = bounds.left + 8 + (bounds.width - 16) * arguments[0] / Number(slider.max);
        const chart = document.getElementById('race-loss'), { top, height } = chart.getBoundingClientRect();
        const at = { clientX: x, clientY: top + height / 2, button: 0, buttons: 1, pointerId: 1, bubbles: true };
        chart.dispatchEvent(new PointerEvent('pointerdown', at));
        chart.dispatchEvent(new PointerEvent('pointerup', { ...at, buttons: 0 }));";
    let drag = "
        const slider = document.getElementById('race-history');
        slider.value = arguments[0];
        slider.dispatchEvent(new Event('input', { bubbles: true }));";
    for (script, place, updates) in
        [(click, 2, 2), (drag, 3, 3), (click, 1, 1), (drag, 17, 4), (click, 0, 0), (drag, 3, 3)]
    {
        browser.run(script, vec![place.into()]).await?;
        wait_for_updates(browser, updates).await?;
    }
    browser.run("document.getElementById('race-history').focus()", vec![]).await?;
    browser.press("\u{e012}").await?;
    wait_for_updates(browser, 2).await?;
    let (_, experiment) = native(&format!("{link}&updates=2"));
    assert_native(browser, &experiment, &CellKind::ALL).await?;
    let wanted: Vec<String> = [CellKind::Lstm, CellKind::Gru]
        .map(|kind| {
            let means = experiment.lane(kind).tape.gate_means();
            means.into_iter().map(|(gate, mean)| format!("{gate} {mean:.2}")).collect::<Vec<_>>().join(" ")
        })
        .to_vec();
    let read = "
        return [...document.querySelectorAll('#race-gate-means li')].map(line =>
            [...line.querySelectorAll('span')].map(gate => gate.textContent).join(' '));";
    let judged = CellKind::ALL.map(|kind| {
        let mut racer = Racer::new(kind, &experiment.settings).expect("the link is good");
        let made = [racer.advance(), racer.advance()].map(|made| made.expect("the link does not explode"));
        (racer.judge().0.loss, made[1].clip.norm_before)
    });
    let losses = "
        return [...document.querySelectorAll('.race-chart:has(#race-loss) .readout-cell:not([hidden]) b')].map(b => b.textContent)";
    let table = "return [...document.querySelectorAll('#race-table tbody tr')].map(row => row.cells[6].textContent)";
    figure::eventually(async || {
        let found: Vec<String> = serde_json::from_value(browser.run(read, vec![]).await?)?;
        ensure!(found == wanted, "expected gates {wanted:?}, found {found:?}");
        let found: Vec<String> = serde_json::from_value(browser.run(losses, vec![]).await?)?;
        ensure!(found == judged.map(|(loss, _)| format!("{loss:.3}")), "expected {judged:?}, the chart says {found:?}");
        let found: Vec<String> = serde_json::from_value(browser.run(table, vec![]).await?)?;
        let is_there = found.iter().zip(judged).all(|(text, (loss, _))| text.starts_with(&format!("{loss:.3}, ")));
        ensure!(is_there && found.len() == 3, "expected {judged:?}, the table says {found:?}");
        Ok(())
    })
    .await?;
    let said = browser.text("#race-history-at").await?;
    ensure!(said == "after 2 updates; the newest after 4", "beside the slider stands {said:?}");
    browser.click("#race-newest").await?;
    wait_for_updates(browser, 4).await
}

/// A changed setting starts again, and the way back leads to the same weights, from where training goes on with the same bits.
pub async fn takes_back_a_setting(browser: &Browser) -> Result<()> {
    let link = "#v=1&task=first-symbol&units=5&length=6&optimizer=adam&at=999";
    figure::open(browser, link).await?;
    for updates in 1..=3 {
        browser.click("#race-once").await?;
        wait_for_updates(browser, updates).await?;
    }
    browser.type_into("#learning-rate", "0.5").await?;
    wait_for_updates(browser, 0).await?;
    browser.wait_until("document.querySelector('#given-up p').textContent === '3 updates were given up.'").await?;
    browser.click("#take-back").await?;
    wait_for_updates(browser, 3).await?;
    browser.wait_until("!document.getElementById('given-up')").await?;
    assert_native(browser, &native(&format!("{link}&updates=3")).1, &CellKind::ALL).await?;
    browser.click("#race-once").await?;
    wait_for_updates(browser, 4).await?;
    assert_native(browser, &native(&format!("{link}&updates=4")).1, &CellKind::ALL).await
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

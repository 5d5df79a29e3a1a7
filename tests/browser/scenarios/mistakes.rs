//! Which examples each cell gets wrong: the answers are the native ones, and those of the weights that are shown.

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde_json::json;
use unrolled_engine::CellKind;
use unrolled_lab::judging::{confusion, examples};
use unrolled_lab::{Experiment, Judging, Replies, Reply, Tally};

use crate::browser::Browser;
use crate::scenarios::figure::{self, assert_native, eventually, native, wait_for_updates};

const LINK: &str = "#v=1&task=sentiment-ko&units=8&updates=12&at=999";

fn replies(experiment: &Experiment) -> Result<[Replies; 3]> {
    let mut judging = Judging::new(&experiment.settings, &experiment.to_numbers())?;
    judging.work(|| false).context("it is asked to the end")
}

fn per_cent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

/// As the page counts a cell's mistakes.
fn counted(name: &str, replies: &[Reply]) -> String {
    let Tally { wrong, all, .. } = Tally::of(replies);
    format!("{name}: {wrong} of {all} wrong, {} right", per_cent((all - wrong) as f64 / all as f64))
}

/// The list of a chosen cell is of these answers: the count, and what stands in it, right or wrong.
async fn assert_listed(browser: &Browser, kind: CellKind, name: &str, first: usize, replies: &[Reply]) -> Result<()> {
    browser.click(&format!("#mistakes-{}", name.to_lowercase())).await?;
    let wrong: Vec<usize> = (0..replies.len()).filter(|place| !replies[*place].is_right()).collect();
    let wanted = json!([
        counted(name, replies),
        wrong.iter().take(50).map(|place| (first + place).to_string()).collect::<Vec<_>>(),
        vec!["✗"; wrong.len().min(50)],
    ]);
    let script = "
        const rows = [...document.querySelectorAll('#mistakes-list [data-example]')];
        return [document.getElementById('mistakes-count').textContent, rows.map(row => row.dataset.example),
            rows.map(row => row.querySelector(`[data-cell=\"${arguments[0]}\"] b`).textContent)];";
    eventually(async || {
        let found = browser.run(script, vec![name.to_lowercase().into()]).await?;
        ensure!(found == wanted, "{kind:?}: expected {wanted}, found {found}");
        Ok(())
    })
    .await
}

/// What is said of which weights were asked.
async fn wait_for_age(browser: &Browser, said: &str) -> Result<()> {
    browser.wait_until(&format!("document.getElementById('mistakes-age')?.textContent === {said:?}")).await
}

const NAMES: [(CellKind, &str); 3] = [(CellKind::Rnn, "RNN"), (CellKind::Lstm, "LSTM"), (CellKind::Gru, "GRU")];

/// Counts, lists and tables are those of the native networks and of the accuracy beside them; after an update, and back again,
/// they are those of the weights of then.
pub async fn mistakes_are_native(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, LINK).await?;
    let found = replies(&experiment)?;
    let data = experiment.settings.task.context("a task")?.shared(experiment.settings.length)?;
    let [tests, training] = examples(&data);
    browser.click("#example-wrong").await?;
    wait_for_age(browser, "Answered with the weights after 12 updates.").await?;
    for (kind, name) in NAMES {
        let replies = &found[kind as usize].test;
        assert_listed(browser, kind, name, tests.start, replies).await?;
        let replied = tests.clone().map(|place| data.example(place)).zip(replies);
        let wanted = confusion(data.coding.outputs.len(), replied);
        let script = "
            return [...document.querySelectorAll('#confusion tbody tr')].map(row =>
                [...row.querySelectorAll('td')].map(cell => Number(cell.textContent)));";
        let counts = browser.run(script, vec![]).await?;
        ensure!(counts == json!(wanted), "{kind:?}: expected {wanted:?}, found {counts}");
        // Beside the training stands what the mistakes leave.
        let scores = &found[kind as usize];
        let train = scores.train_score.context("there is a training set")?;
        let wanted = format!("{}, {}", per_cent(scores.test_score.accuracy), per_cent(train.accuracy));
        let cell = format!("#race-table tr[data-cell='{}'] td:nth-child(8)", name.to_lowercase());
        let accuracy = browser.text(&cell).await?;
        ensure!(accuracy == wanted, "{kind:?}: beside the training stands {accuracy}, expected {wanted}");
    }
    browser.click("#mistakes-training").await?;
    for (kind, name) in NAMES {
        assert_listed(browser, kind, name, training.start, &found[kind as usize].train).await?;
    }
    browser.click("#race-once").await?;
    wait_for_updates(browser, 13).await?;
    let next = replies(&native(&LINK.replace("updates=12", "updates=13")).1)?;
    wait_for_age(browser, "Answered with the weights after 13 updates.").await?;
    for (kind, name) in NAMES {
        assert_listed(browser, kind, name, training.start, &next[kind as usize].train).await?;
    }
    let back = "
        const slider = document.getElementById('race-history');
        slider.value = 12;
        slider.dispatchEvent(new Event('input', { bubbles: true }));";
    browser.run(back, vec![]).await?;
    wait_for_age(browser, "Answered with the weights after 12 updates.").await?;
    browser.click("#mistakes-test").await?;
    let (kind, name) = NAMES[2];
    assert_listed(browser, kind, name, tests.start, &found[kind as usize].test).await
}

/// A count of the table lists its examples, and by keys one of them comes onto the stage; the choice of an example says which
/// one it is.
pub async fn a_mistake_is_put_on_the_stage(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, LINK).await?;
    let found = replies(&experiment)?;
    browser.click("#example-wrong").await?;
    wait_for_age(browser, "Answered with the weights after 12 updates.").await?;
    browser.click("#mistakes-gru").await?;
    // One of what the GRU takes for something else.
    let press = "
        const wrong = [...document.querySelectorAll('#confusion [data-said]')].find(count => count.dataset.said !== count.dataset.wanted);
        wrong.click();
        return Number(wrong.textContent);";
    browser.wait_until("document.querySelector('#confusion [data-said]')").await?;
    let count = browser.run(press, vec![]).await?.as_u64().context("a count")?;
    browser
        .wait_until(&format!("document.querySelectorAll('#mistakes-list [data-example]').length === {}", count.min(50)))
        .await?;
    let last = "
        const rows = document.querySelectorAll('#mistakes-list [data-example]');
        const last = rows[rows.length - 1];
        last.focus();
        return Number(last.dataset.example);";
    let example = browser.run(last, vec![]).await?.as_u64().context("an example")? as usize;
    ensure!(!found[CellKind::Gru as usize].test[example].is_right(), "example {example} is right");
    browser.press(&Key::Enter.to_string()).await?;
    let link = format!("{LINK}&example={}", example + 1);
    assert_native(browser, &native(&link).1, &CellKind::ALL).await?;
    let current = "document.querySelector('#mistakes-list [aria-current]')?.dataset.example";
    browser.wait_until(&format!("{current} === '{example}'")).await?;
    let said = browser.text("#example-now").await?;
    ensure!(said == format!("{} of {} held out", example + 1, found[0].test.len()), "the example is {said:?}");
    browser.wait_until("document.querySelector('main > .toolbar').getBoundingClientRect().bottom > 0").await?;
    browser.click("#mistakes-without-pair").await?;
    let all = Tally::of(&found[CellKind::Gru as usize].test).wrong;
    browser.wait_until(&format!("document.querySelectorAll('#mistakes-list li').length === {}", all.min(50))).await
}

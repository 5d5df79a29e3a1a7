//! Data of the reader's own: what does not fit is named by its line, what was typed stays, and what fits is learned.

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use unrolled_engine::CellKind;
use unrolled_lab::{Setting, Settings, State, url};
use unrolled_tasks::own::{self, Kind};

use crate::browser::Browser;
use crate::scenarios::figure;
use crate::scenarios::hands::paste;

/// Twelve rows below their names; each row has a word of its own.
fn rows() -> Vec<String> {
    let row = |index: usize| format!("{}\t{} number {index}", ["fruit", "tool"][index % 2], ["Pear", "Saw"][index % 2]);
    std::iter::once("label\ttext".to_owned()).chain((0..12).map(row)).collect()
}

async fn choose(browser: &Browser, task: &str) -> Result<()> {
    let script = "
        const list = document.getElementById('task');
        list.value = arguments[0];
        list.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.run(script, vec![task.into()]).await?;
    browser.wait_until("document.getElementById('own-source')").await
}

/// What is said to be wrong: the lines of the list.
async fn problems(browser: &Browser) -> Result<Vec<String>> {
    figure::settle(browser).await?;
    let script = "return [...document.querySelectorAll('#own-problems li')].map(line => line.textContent)";
    Ok(serde_json::from_value(browser.run(script, vec![]).await?)?)
}

/// A table with two wrong lines: both are named, nothing is lost, and when they are mended the cells learn it.
pub async fn own_table_is_learned(browser: &Browser) -> Result<()> {
    let before = figure::open(browser, "#v=1&at=999").await?;
    choose(browser, "OwnTable").await?;
    let mut wrong = rows();
    wrong[3] = "fruit Pear without a tab".to_owned();
    wrong[7] = "\tSaw without a label".to_owned();
    let wrong = wrong.join("\n");
    paste(browser, "#own-source", &wrong).await?;
    browser.click("#own-apply").await?;
    let found = problems(browser).await?;
    ensure!(found.len() == 2, "expected two problems, found {found:?}");
    for (line, words) in
        [(0, ["Line 4:", "no tab", "fruit Pear without a tab"]), (1, ["Line 8:", "a label", "Saw without a"])]
    {
        for words in words {
            ensure!(found[line].contains(words), "expected {words:?} in {:?}", found[line]);
        }
    }
    let field = "
        const source = document.getElementById('own-source');
        return [source.value, source.getAttribute('aria-invalid'), source.getAttribute('aria-describedby'),
            document.getElementById('own-problems').getAttribute('role')];";
    let field = browser.run(field, vec![]).await?;
    ensure!(field == json!([wrong, "true", "own-help own-problems", "alert"]), "the field is {field}");
    // The figure is still that of the word.
    figure::assert_native(browser, &before, &CellKind::ALL).await?;
    // A problem leads to its line.
    browser.click("#own-problems li:nth-child(2) button").await?;
    let script = "
        const source = document.activeElement;
        return [source.id, source.value.slice(source.selectionStart, source.selectionEnd)];";
    let selected: Value = browser.run(script, vec![]).await?;
    ensure!(selected == json!(["own-source", "\tSaw without a label"]), "selected is {selected}");

    let right = rows().join("\n");
    paste(browser, "#own-source", &right).await?;
    browser.click("#own-apply").await?;
    browser.wait_until("document.getElementById('race-once')").await?;
    ensure!(problems(browser).await?.is_empty(), "problems are still listed");
    let counts = browser.text("#own-counts").await?;
    ensure!(counts.starts_with("12 rows, 2 of them for testing; 2 labels; 36 words"), "the counts are {counts:?}");
    // The list names the task, and the address brings the table, which is short.
    let settings = Settings::default().with(Setting::Task(Some(own::take(Kind::Table, &right)?)))?;
    let mut state = State { settings, ..State::default() };
    state.cursor = state.timeline().last();
    let fragment = url::fragment_from_state(&state);
    ensure!(fragment.starts_with("v=1&z=") && fragment.len() < 300, "the link is {fragment}");
    browser.wait_until("document.getElementById('task').value === 'OwnTable'").await?;
    browser.wait_until(&format!("location.hash === '#{fragment}'")).await?;
    // The first update of the race, by its worker.
    browser.click("#race-once").await?;
    figure::wait_for_updates(browser, 1).await?;
    let progress = browser.text("#race-progress").await?;
    ensure!(progress.starts_with("1 update"), "the progress is {progress:?}");
    // Loaded anew, the link brings the table again, and what was learned.
    browser.wait_until(&format!("location.hash.startsWith('#v=1&z=') && location.hash !== '#{fragment}'")).await?;
    browser.client.refresh().await?;
    browser.wait_until_ready().await?;
    browser.wait_until("document.getElementById('own-source')?.value.startsWith('label')").await?;
    figure::wait_for_updates(browser, 1).await
}

/// A file is read where it is dropped or chosen; one that is no text is refused, and what was typed stays.
pub async fn own_file_is_read(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&at=999").await?;
    choose(browser, "OwnText").await?;
    paste(browser, "#own-source", "typed before").await?;
    let drop = "
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(arguments[0])], 'own.txt'));
        const field = document.querySelector('.own-field');
        for (const type of ['dragover', 'drop'])
            field.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));";
    browser.run(drop, vec![json!(b"ab\ncaf\xe9".as_slice())]).await?;
    browser.wait_until("document.querySelector('#own-problems li')").await?;
    let found = problems(browser).await?;
    ensure!(found.len() == 1 && found[0].starts_with("Line 2: byte 7 (0xe9)"), "found {found:?}");
    let text = "let value = document.getElementById('own-source').value; return value";
    ensure!(browser.run(text, vec![]).await? == json!("typed before"), "what was typed is lost");
    // A larger text is learned, but not put into the link.
    let long: String =
        (0_u64..6_000).map(|k| ['하', '늘', '과', '바', '람', '별', '시', ' ', '\n'][scattered(k) % 9]).collect();
    browser.run(drop, vec![json!(long.as_bytes())]).await?;
    browser.wait_until("/data=[0-9a-f]{8}/.test(location.hash)").await?;
    let counts = browser.text("#own-counts").await?;
    ensure!(counts.starts_with("6,000 characters, 9 different"), "the counts are {counts:?}");
    browser.click("#race-once").await?;
    figure::wait_for_updates(browser, 1).await?;
    browser.click("#own-back").await?;
    ensure!(browser.run(text, vec![]).await? == json!("typed before"), "what was typed does not come back");
    // Loaded anew, the data are not there any more: that is said, and the page opens as usual.
    browser.client.refresh().await?;
    browser.wait_until_ready().await?;
    let notice = browser.text("#broken-link p").await?;
    ensure!(notice.contains("never leave their machine"), "the notice is {notice:?}");
    browser.wait_until("document.getElementById('word').value === 'hello'").await
}

/// Numbers without an order that could be packed.
fn scattered(k: u64) -> usize {
    (k.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_pow(3) >> 40) as usize
}

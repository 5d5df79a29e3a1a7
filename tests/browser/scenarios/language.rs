//! The page in Korean: switched while it works, linked to, and without a word of English.

use anyhow::{Result, ensure};
use unrolled_engine::CellKind;
use unrolled_lab::url::state_from_fragment;
use unrolled_lab::{Language, Moment};

use crate::browser::Browser;
use crate::scenarios::figure;

/// In the middle of the way back, with weights that have been updated, and three words to read.
const LINK: &str = "#v=1&text=hidden&units=5&seed=3&updates=4&at=9";

/// The moment, and every number on the stage to its last digit.
const SHOWN: &str = "
    const values = [...document.querySelectorAll('#stage [data-values], #stage [data-value], .losses [data-value]')];
    return [document.documentElement.dataset.moment, values.map(one => one.dataset.values ?? one.dataset.value)];";

/// Every part that is on the page at once has words, and they are Korean: what is left of Latin letters are names and symbols.
const ENGLISH: &str = r"
    const names = new Set(['RNN', 'LSTM', 'GRU', 'SVG', 'PNG', 'CSV', 'PyTorch', 'Chung', 'et', 'al', 'SGD', 'Momentum', 'RMSProp', 'Adam', 'ReLU', 'tanh',
        'chrono', 'Tallec', 'Ollivier', 'torch', 'nn', 'English', 'Enter', 'Tab', 'Page', 'Up', 'Down', 'Shift', 'Home', 'End', 'Space',
        'hidden', 'Un', 'rolled', 'weight', 'bias', 'hidde', 'Python', 'Karpathy', 'Johnson', 'Fei', 'BPTT', 'NaN', 'softmax', 'detach', 'Unrolled', 'max', 'ln']);
    const shown = (element) => !element.closest('[hidden], math, pre, code, kbd, select, input, textarea, .katex, [lang=en]');
    const texts = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const parent = walk.currentNode.parentElement;
        if (parent && shown(parent) && !parent.closest('script, noscript, style')) texts.push(walk.currentNode.data);
    }
    for (const element of document.querySelectorAll('[aria-label], [title]')) {
        if (shown(element)) texts.push(element.getAttribute('aria-label') ?? '', element.getAttribute('title') ?? '');
    }
    const left = texts.map((text) => [text, text.match(/[A-Za-z]{2,}/g) ?? []])
        .filter(([, words]) => words.some((word) => !names.has(word) && !/^(W|hh|ih|hg|hn|ho|xh|hy|eh|ee)+$/.test(word)));
    return left.map(([text]) => text.trim()).slice(0, 20);";

/// Cursor, text, weights and what is unfolded stay; the address, the title and the language of the document follow.
pub async fn switches_and_keeps_everything(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, LINK).await?;
    figure::wait_for_updates(browser, 4).await?;
    figure::settle(browser).await?;
    let before = browser.run(SHOWN, vec![]).await?;
    ensure!(before[1].as_array().is_some_and(|values| values.len() > 12), "no numbers are found");
    browser.click("#language-ko").await?;
    browser.wait_until("document.documentElement.lang === 'ko'").await?;
    browser.wait_until(&format!("location.hash === '{LINK}&lang=ko'")).await?;
    figure::settle(browser).await?;
    let after = browser.run(SHOWN, vec![]).await?;
    ensure!(after == before, "{before} was shown, and now {after}");
    let focused = browser.run("return document.activeElement.id", vec![]).await?;
    ensure!(focused == "language-ko", "{focused} has the focus");
    let title = browser.run("return document.title", vec![]).await?;
    ensure!(title.as_str().is_some_and(|title| title.contains("순환 신경망")), "the title is {title}");
    let play = browser.run("return document.getElementById('play').getAttribute('aria-label')", vec![]).await?;
    ensure!(play == "재생", "the button says {play}");
    // It goes on as before, with the very weights.
    browser.click("#last").await?;
    figure::wait_for_moment(browser, Moment::Update).await?;
    figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
    browser.click("#language-en").await?;
    browser.wait_until("document.documentElement.lang === 'en'").await?;
    browser.wait_until("!location.hash.includes('lang=')").await?;
    browser.wait_until("document.getElementById('play').getAttribute('aria-label') === 'Play'").await?;
    figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
    browser.run("localStorage.clear()", vec![]).await?;
    Ok(())
}

/// A link in Korean opens in Korean, and nothing on the page is left in English.
pub async fn opens_a_korean_link(browser: &Browser) -> Result<()> {
    let link = format!("{LINK}&lang=ko");
    let state = state_from_fragment(&link[1..])?;
    ensure!(state.language == Language::Korean, "the link names no language");
    let experiment = figure::open(browser, &link).await?;
    browser.click("#last").await?;
    figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
    for (css, wanted) in [
        ("#all-defaults", "모든 설정을 처음으로"),
        ("#copy-link", "링크"),
        (".intro h2", "세 개의 셀이 한 단어를 읽습니다"),
    ] {
        let found = browser.text(css).await?;
        ensure!(found == wanted, "{css} says {found:?}");
    }
    let left = browser.run(ENGLISH, vec![]).await?;
    ensure!(left.as_array().is_some_and(Vec::is_empty), "left in English: {left}");
    Ok(())
}

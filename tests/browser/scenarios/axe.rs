//! The page read by axe-core, which knows the rules of WCAG 2.2 AA that a program can decide: no lesson, nor anything else, breaks
//! one, in either language, in light or dark. The rules look at the document alone, so one engine is enough.

use std::fs;
use std::sync::OnceLock;

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde::Deserialize;
use unrolled::npm::{self, Packages};
use unrolled_lab::Lesson;

use crate::browser::Browser;
use crate::harness::install::{Need, ensure as ensure_installed};
use crate::harness::project;
use crate::scenarios::figure;

const PACKAGES: Packages =
    Packages { wanted: include_str!("../axe/package.json"), locked: include_str!("../axe/package-lock.json") };

const RUN: &str = "
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run({ runOnly: tags, resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, html, failureSummary }) =>
        ({ rule: id, help, element: `${target.join(' ')}: ${html.slice(0, 160)}`, summary: failureSummary })));";

/// One element that breaks one rule.
#[derive(Debug, Deserialize)]
struct Violation {
    rule: String,
    help: String,
    element: String,
    summary: String,
}

/// axe-core's script, installed if it is missing.
fn script() -> Result<&'static str> {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    if let Some(script) = SCRIPT.get() {
        return Ok(script);
    }
    ensure_installed("axe", &[Need::program(&["npm"], "npm")])?;
    let folder = project().work().join("axe");
    npm::install(&folder, PACKAGES)?;
    let path = folder.join("node_modules/axe-core/axe.min.js");
    let script = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    Ok(SCRIPT.get_or_init(|| script))
}

/// Loads the page at a link, with the rules in it. The driver puts them there, which no content policy forbids.
async fn open(browser: &Browser, link: &str) -> Result<()> {
    browser.open(link).await?;
    if !link.ends_with(".html") {
        browser.wait_until_ready().await?;
    }
    browser.run(script()?, vec![]).await?;
    Ok(())
}

/// Reads what is on the page, in light and in dark.
async fn assert_sound(browser: &Browser, about: &str) -> Result<()> {
    let mut faults = Vec::new();
    for theme in ["light", "dark"] {
        browser.set_media("prefers-color-scheme", theme).await?;
        figure::settle(browser).await?;
        let found = browser.run_async(RUN, &serde_json::Value::Null).await?;
        for Violation { rule, help, element, summary } in serde_json::from_value::<Vec<_>>(found)? {
            faults.push(format!("{about}, {theme}: {rule}: {help}\n  {element}\n  {summary}"));
        }
    }
    browser.set_media("prefers-color-scheme", "").await?;
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

async fn speak(browser: &Browser, language: &str) -> Result<()> {
    browser.run("document.getElementById(`language-${arguments[0]}`).click()", vec![language.into()]).await?;
    browser.wait_until(&format!("document.documentElement.lang === '{language}'")).await
}

/// Unfolds whatever can be unfolded, so that all of it is read.
async fn unfold(browser: &Browser) -> Result<()> {
    browser.run("document.querySelectorAll('details').forEach(it => { it.open = true; })", vec![]).await?;
    figure::settle(browser).await
}

/// The page as it opens, the Lab with everything unfolded, and its dialogs.
pub async fn the_lab_breaks_no_rule(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    browser.press(&Key::End.to_string()).await?;
    for language in ["en", "ko"] {
        speak(browser, language).await?;
        assert_sound(browser, &format!("opened in {language}")).await?;
        unfold(browser).await?;
        assert_sound(browser, &format!("unfolded in {language}")).await?;
        for key in ["d", "c", "t", "?"] {
            browser.run("document.activeElement.blur()", vec![]).await?;
            browser.press(key).await?;
            browser.wait_until("document.querySelector('dialog[open]')").await?;
            assert_sound(browser, &format!("dialog of {key} in {language}")).await?;
            browser.press(&Key::Escape.to_string()).await?;
            browser.wait_until("!document.querySelector('dialog[open]')").await?;
        }
    }
    browser.run("localStorage.clear()", vec![]).await?;
    Ok(())
}

/// Tasks with their races and samples, the folded stage, and the page laid out for others.
pub async fn other_layouts_break_no_rule(browser: &Browser) -> Result<()> {
    for link in [
        "#v=1&task=temporal-order&updates=2&at=60&units=8",
        "#v=1&task=caption-ko&at=7&units=16&lang=ko",
        "#v=1&fold=rolled&at=2",
        "#v=1&lesson=4&layout=present",
        "#v=1&lesson=5&layout=present&lang=ko",
        "#v=1&layout=embed&parts=flow",
        "#v=1&lock=word&hide=size&q=text%0AWhy%3F&q=number+0.01+loss+rnn%0AWhich%3F&q=experiment+%3C+9+loss+rnn%0AFind.",
    ] {
        open(browser, link).await?;
        if link.contains("task=") {
            browser.wait_until("document.getElementById('mistakes')").await?;
        }
        unfold(browser).await?;
        if link.contains("task=") {
            // Its examples are answered when the list is open.
            browser.wait_until("document.getElementById('mistakes-gru')").await?;
            browser.click("#mistakes-gru").await?;
        }
        if link.contains("lesson=") {
            browser.wait_until("document.querySelector('#lesson article')").await?;
        }
        assert_sound(browser, link).await?;
    }
    Ok(())
}

/// Each lesson beside its figure, with what is said after its questions, and the glossary.
pub async fn lessons_break_no_rule(browser: &Browser) -> Result<()> {
    open(browser, "#v=1").await?;
    for language in ["en", "ko"] {
        speak(browser, language).await?;
        for lesson in Lesson::ALL {
            let file = lesson.file();
            let go = "document.querySelector(`.course a[href$='${arguments[0]}.html']`).click()";
            browser.run(go, vec![file.into()]).await?;
            browser.wait_until(&format!("document.querySelector('article[data-lesson=\"{file}\"] h1')")).await?;
            let reveal = "document.querySelectorAll('#lesson .outcome').forEach(it => { it.hidden = false; })";
            browser.run(reveal, vec![]).await?;
            figure::settle(browser).await?;
            assert_sound(browser, &format!("{file} in {language}")).await?;
        }
    }
    browser.run("localStorage.clear()", vec![]).await?;
    Ok(())
}

/// The texts as pages of their own.
pub async fn texts_alone_break_no_rule(browser: &Browser) -> Result<()> {
    for lesson in Lesson::ALL {
        for language in ["en", "ko"] {
            let page = format!("lessons/{language}/{}.html", lesson.file());
            open(browser, &page).await?;
            assert_sound(browser, &page).await?;
        }
    }
    Ok(())
}

//! The lessons as a student reads them: opened, predicted, run, checked, by keyboard; what they say is what the networks do.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use scraper::{ElementRef, Html, Selector};
use serde_json::json;
use unrolled_lab::lesson::{Choice, Outcome, Range, Reading, aside};
use unrolled_lab::url::{fragment_from_state, patched};
use unrolled_lab::{Language, Lesson, State};

use crate::browser::Browser;
use crate::harness::training::accuracy_after;
use crate::scenarios::figure::{eventually, native};

/// A lesson's text, and the state in which it begins.
struct Text {
    page: Html,
    start: State,
}

impl Text {
    fn read(language: &str, lesson: Lesson) -> Result<Self> {
        // The data are there from now on.
        let _ = native("");
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/lessons").join(language);
        let page = Html::parse_document(&fs::read_to_string(file.join(format!("{}.html", lesson.file())))?);
        let article = all(&page, "article")?.pop().context("an article")?;
        let start = patched(&State::default(), &format!("v=1&{}", article.attr("data-start").unwrap_or_default()))?;
        Ok(Self { start: State { lesson: Some(lesson), ..start }, page })
    }
}

fn all<'a>(page: &'a Html, selector: &str) -> Result<Vec<ElementRef<'a>>> {
    let selector = Selector::parse(selector).map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(page.select(&selector).collect())
}

fn within<'a>(element: ElementRef<'a>, selector: &str) -> Result<Vec<ElementRef<'a>>> {
    let selector = Selector::parse(selector).map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(element.select(&selector).collect())
}

/// Which choice of a question is right by what the networks natively do: its place; `None` for a curve.
fn right_choice(text: &Text, section: ElementRef) -> Result<Option<usize>> {
    let outcome = within(section, ".outcome")?.pop().context("an outcome")?;
    let choices = within(section, "ul[data-choices] > li")?;
    let number = |item: &ElementRef, name: &str| item.attr(name).and_then(|text| text.parse().ok());
    let choices: Vec<Choice> = choices
        .iter()
        .map(|item| Choice {
            name: item.attr("data-choice").unwrap_or_default().to_owned(),
            range: Range { from: number(item, "data-from"), to: number(item, "data-to") },
            is_right: item.attr("data-right").is_some(),
        })
        .collect();
    let state = patched(&text.start, &format!("v=1&{}", outcome.attr("data-run").unwrap_or_default()))?;
    let decides = Outcome::parse(outcome.attr("data-outcome").unwrap_or_default())?;
    let verdict = match outcome.attr("data-train") {
        Some(updates) => decides.decide(&choices, accuracy_after(&state, updates.parse()?)),
        None => {
            let experiment = aside(&state).context("an experiment")?;
            decides.decide(&choices, |reading: Reading| reading.read(&state, &experiment))
        }
    };
    Ok(verdict.right.and_then(|right| choices.iter().position(|choice| choice.name == right)))
}

async fn press_on(browser: &Browser, element: &str, key: &str) -> Result<()> {
    browser.run(&format!("({element}).focus()"), vec![]).await?;
    browser.press(key).await
}

async fn open(browser: &Browser, lesson: Lesson) -> Result<()> {
    let link = format!("document.querySelector('.course a[href$=\"{}.html\"]')", lesson.file());
    press_on(browser, &link, &Key::Enter.to_string()).await?;
    browser.wait_until(&format!("document.querySelector('article[data-lesson=\"{}\"]')", lesson.file())).await
}

async fn wait_for_address(browser: &Browser, state: &State) -> Result<()> {
    let wanted = fragment_from_state(state);
    eventually(async || {
        let found = browser.run("return location.hash.slice(1)", vec![]).await?;
        ensure!(found == wanted.as_str(), "expected {wanted:?}, found {found}");
        Ok(())
    })
    .await
}

/// Every lesson from its first question to its last: answered by keyboard, decided as the networks natively do.
pub async fn lessons_are_read(browser: &Browser) -> Result<()> {
    browser.open("").await?;
    browser.wait_until_ready().await?;
    for lesson in lessons() {
        read_through(browser, Language::English, lesson, Training::IsAwaited).await?;
    }
    Ok(())
}

fn lessons() -> impl Iterator<Item = Lesson> {
    Lesson::ALL.into_iter().filter(|lesson| *lesson != Lesson::Glossary)
}

/// Whether what takes training is waited for: it knows no language, so once is enough.
#[derive(Clone, Copy, PartialEq)]
enum Training {
    IsAwaited,
    OnlyBegins,
}

async fn read_through(browser: &Browser, language: Language, lesson: Lesson, training: Training) -> Result<()> {
    let text = Text::read(language.tag(), lesson)?;
    open(browser, lesson).await?;
    wait_for_address(browser, &State { language, ..text.start.clone() }).await?;
    assert_numbers(browser, &text).await?;
    for (at, section) in all(&text.page, "[data-predict], [data-check]")?.into_iter().enumerate() {
        let about = format!("{lesson:?} in {}, question {}", language.tag(), at + 1);
        if training == Training::OnlyBegins && !within(section, "[data-train]")?.is_empty() {
            begin_training(browser, at).await.context(about)?;
        } else {
            answer(browser, &text, section, at).await.context(about)?;
        }
    }
    Ok(())
}

/// The numbers in the sentences are those of the file, which `tests/lessons.rs` compares with the networks.
async fn assert_numbers(browser: &Browser, text: &Text) -> Result<()> {
    let wanted: Vec<String> = all(&text.page, "article data")?.iter().map(|data| data.text().collect()).collect();
    eventually(async || {
        let script = "return [...document.querySelectorAll('#lesson article data')].map(data => data.textContent)";
        let found = browser.run(script, vec![]).await?;
        ensure!(found == json!(wanted), "expected {wanted:?}, found {found}");
        Ok(())
    })
    .await
}

fn question(at: usize) -> String {
    format!("document.querySelectorAll('#lesson [data-predict], #lesson [data-check]')[{at}]")
}

/// Answers what takes training, sees it run in the words of the page, and asks again, which leaves the question as it was.
async fn begin_training(browser: &Browser, at: usize) -> Result<()> {
    let place = question(at);
    press_on(browser, &format!("{place}.querySelector('input')"), " ").await?;
    press_on(browser, &format!("{place}.querySelector('.button.primary')"), &Key::Enter.to_string()).await?;
    browser.wait_until(&format!("/학습/.test({place}.querySelector('.verdict').textContent)")).await?;
    press_on(browser, &format!("{place}.querySelector('.button.quiet')"), &Key::Enter.to_string()).await?;
    browser.wait_until(&format!("{place}.querySelector('.button.primary')")).await
}

async fn answer(browser: &Browser, text: &Text, section: ElementRef<'_>, at: usize) -> Result<()> {
    let right = right_choice(text, section)?;
    let place = question(at);
    let after = format!("{place}.querySelector('.outcome')");
    ensure!(browser.run(&format!("return {after}.hidden"), vec![]).await? == true, "it says too much at first");
    let is_curve = browser.run(&format!("return !!{place}.querySelector('svg')"), vec![]).await? == true;
    if is_curve {
        // Each step is drawn with the arrow keys, from the last to the first.
        let steps = browser.run(&format!("return +{place}.querySelector('svg').ariaValueMax"), vec![]).await?;
        let missing = format!("{place}.querySelector('.curve-missing').textContent");
        browser.wait_until(&format!("{missing}.includes('t = 1')")).await?;
        let keys = format!("{}{}", Key::Down, Key::Left).repeat(usize::try_from(steps.as_u64().unwrap_or(1))?);
        press_on(browser, &format!("{place}.querySelector('svg')"), &keys).await?;
        browser.wait_until(&format!("{missing} === ''")).await?;
    } else {
        press_on(browser, &format!("{place}.querySelector('input')"), " ").await?;
    }
    press_on(browser, &format!("{place}.querySelector('.button.primary')"), &Key::Enter.to_string()).await?;
    browser.wait_until(&format!("!{after}.hidden")).await?;
    let verdict = browser.run(&format!("return {place}.querySelector('.verdict').textContent"), vec![]).await?;
    ensure!(verdict.as_str().is_some_and(|text| text.chars().any(char::is_alphabetic)), "nothing is said");
    if let Some(right) = right {
        let marked =
            format!("return [...{place}.querySelectorAll('.choice')].findIndex(it => it.matches('.is-right'))");
        let found = browser.run(&marked, vec![]).await?;
        ensure!(found == json!(right), "choice {right} is right, the page says {found}");
    }
    Ok(())
}

/// Every link in the texts moves the figure to the state that it names, says so, and can be taken back.
pub async fn links_move_the_figure(browser: &Browser) -> Result<()> {
    browser.open("").await?;
    browser.wait_until_ready().await?;
    for lesson in [Lesson::Recurrence, Lesson::Bptt, Lesson::Vanishing, Lesson::Lstm] {
        let text = Text::read("en", lesson)?;
        open(browser, lesson).await?;
        wait_for_address(browser, &text.start).await?;
        let mut state = text.start.clone();
        // What is said after an answer is not there yet.
        let hidden = all(&text.page, ".outcome a.patch")?;
        let links = all(&text.page, "article a.patch")?.into_iter().filter(|link| !hidden.contains(link));
        for (at, link) in links.enumerate() {
            let (_, fragment) = link.attr("href").and_then(|href| href.split_once('#')).context("a link")?;
            let before = state.clone();
            state = patched(&state, fragment)?;
            let words: String = link.text().collect();
            let there =
                format!("[...document.querySelectorAll('#lesson a.patch')].filter(a => !a.closest('.outcome'))[{at}]");
            press_on(browser, &there, &Key::Enter.to_string()).await?;
            eventually(async || {
                let said = browser.run("return document.querySelector('.patched b')?.textContent", vec![]).await?;
                ensure!(said == words.as_str(), "{words:?}: the page says {said}");
                Ok(())
            })
            .await?;
            if at == 1 && state != before {
                // The way back, and there again.
                press_on(browser, "document.querySelector('.patched .button')", &Key::Enter.to_string()).await?;
                wait_for_address(browser, &before).await.with_context(|| format!("{words:?} taken back"))?;
                press_on(browser, &there, &Key::Enter.to_string()).await?;
            }
        }
        wait_for_address(browser, &state).await.with_context(|| format!("{lesson:?}"))?;
    }
    Ok(())
}

/// The same in Korean.
pub async fn lessons_are_read_in_korean(browser: &Browser) -> Result<()> {
    browser.open("").await?;
    browser.wait_until_ready().await?;
    press_on(browser, "document.getElementById('language-ko')", &Key::Enter.to_string()).await?;
    browser.wait_until("document.documentElement.lang === 'ko' && document.querySelector('.course a')").await?;
    for lesson in lessons() {
        read_through(browser, Language::Korean, lesson, Training::OnlyBegins).await?;
    }
    browser.run("localStorage.clear()", vec![]).await?;
    Ok(())
}

/// What was answered stays when the language is changed, and the next lesson is in it, too.
pub async fn answers_stay_in_another_language(browser: &Browser) -> Result<()> {
    browser.open("").await?;
    browser.wait_until_ready().await?;
    let text = Text::read("ko", Lesson::Lstm)?;
    open(browser, Lesson::Lstm).await?;
    wait_for_address(browser, &text.start).await?;
    let first = all(&text.page, "[data-predict]")?[0];
    answer(browser, &text, first, 0).await?;
    press_on(browser, "document.getElementById('language-ko')", &Key::Enter.to_string()).await?;
    browser.wait_until("document.documentElement.lang === 'ko' && document.querySelector('#lesson article')").await?;
    browser.wait_until("!document.querySelector('#lesson [data-predict] .outcome').hidden").await?;
    let korean = State { language: Language::Korean, ..text.start.clone() };
    wait_for_address(browser, &patched(&korean, &format!("v=1&{}", run_of(first)?))?).await?;
    let text = Text::read("ko", Lesson::Gru)?;
    open(browser, Lesson::Gru).await?;
    wait_for_address(browser, &State { language: Language::Korean, ..text.start.clone() }).await?;
    assert_numbers(browser, &text).await?;
    browser.run("localStorage.clear()", vec![]).await?;
    Ok(())
}

/// What is run once a question is answered.
fn run_of(section: ElementRef) -> Result<String> {
    let outcome = within(section, ".outcome")?.pop().context("an outcome")?;
    Ok(outcome.attr("data-run").unwrap_or_default().to_owned())
}

/// The next lesson is a place of its own: Back returns to the one before, and the Lab has all panels.
pub async fn lessons_are_places(browser: &Browser) -> Result<()> {
    browser.open("#v=1&text=unrolled&units=5").await?;
    browser.wait_until_ready().await?;
    let panels = async || browser.run("return document.querySelectorAll('main .panel').length", vec![]).await;
    let many = panels().await?;
    open(browser, Lesson::Lstm).await?;
    wait_for_address(browser, &Text::read("en", Lesson::Lstm)?.start).await?;
    let few = panels().await?;
    ensure!(few.as_u64() < many.as_u64(), "{few} panels in the lesson, {many} in the Lab");
    press_on(browser, "document.querySelector('.lesson-foot .primary')", &Key::Enter.to_string()).await?;
    browser.wait_until("document.querySelector('article[data-lesson=\"7-gru\"]')").await?;
    wait_for_address(browser, &Text::read("en", Lesson::Gru)?.start).await?;
    browser.run("history.back()", vec![]).await?;
    browser.wait_until("document.querySelector('article[data-lesson=\"6-lstm\"]')").await?;
    press_on(browser, "document.querySelector('.course a')", &Key::Enter.to_string()).await?;
    browser.wait_until("!document.querySelector('article[data-lesson]')").await?;
    eventually(async || {
        let now = panels().await?;
        ensure!(now == many, "{now} panels, {many} before");
        Ok(())
    })
    .await?;
    // With its figure as it was left.
    browser.wait_until("document.getElementById('word')?.value === 'unrolled'").await?;
    browser.wait_until("location.hash.includes('text=unrolled') && location.hash.includes('units=5')").await
}

/// The verdict of a slide that has been turned has the focus until the browser draws the next one.
const FOCUS_IS_SEEN: &str = "!document.activeElement?.closest('[hidden]')";

/// A section that asks nothing moves the figure by its first link, when it is come to from either side.
pub async fn slides_move_the_figure(browser: &Browser) -> Result<()> {
    browser.open("#v=1&lesson=5&layout=present").await?;
    browser.wait_until_ready().await?;
    browser.wait_until("document.querySelector('#lesson article h1')").await?;
    let slide = async |number: usize| {
        browser.wait_until(&format!("document.getElementById('slide')?.textContent.startsWith('{number} / ')")).await?;
        browser.wait_until(FOCUS_IS_SEEN).await
    };
    slide(1).await?;
    // A link that names the lesson alone has the figure that it begins with.
    browser.wait_until("location.hash.includes('text=fcga&')").await?;
    let figure = "return location.hash";
    let before = browser.run(figure, vec![]).await?;
    browser.click("#slide-next").await?;
    slide(2).await?;
    // The question, which leaves the figure as it is, then its answer, which moves it. The address is written when all rests.
    browser.run_async("await new Promise(done => setTimeout(done, 800));", &json!(null)).await?;
    ensure!(browser.run(figure, vec![]).await? == before, "a question has moved the figure");
    browser.press(&Key::PageDown.to_string()).await?;
    browser.wait_until("location.hash.includes('loss=last')").await?;
    slide(2).await?;
    browser.press(&Key::PageDown.to_string()).await?;
    slide(3).await?;
    browser.press(&Key::PageDown.to_string()).await?;
    slide(4).await?;
    browser.wait_until("location.hash.includes('radius=0.5')").await?;
    browser.press(&Key::PageUp.to_string()).await?;
    slide(3).await?;
    browser.wait_until("!location.hash.includes('init=')").await?;
    // A question that has been answered has the figure that answered it, also on the way back.
    browser.press(&Key::PageUp.to_string()).await?;
    slide(2).await?;
    browser.wait_until("location.hash.includes('loss=last') && scrollY === 0").await?;
    // A dialog has its keys for itself.
    browser.press("?").await?;
    browser.wait_until("document.querySelector('dialog[open]')").await?;
    browser.press(&Key::PageDown.to_string()).await?;
    browser.press(&Key::Escape.to_string()).await?;
    browser.wait_until("!document.querySelector('dialog[open]')").await?;
    slide(2).await?;
    // The window with the notes asks for a slide.
    let asks = "dispatchEvent(new StorageEvent('storage', { key: 'unrolled-turn', newValue: 'forward 1' }))";
    browser.run(asks, vec![]).await?;
    slide(3).await?;
    browser.client.refresh().await?;
    browser.wait_until_ready().await?;
    slide(3).await?;
    browser.run("localStorage.clear(); sessionStorage.clear()", vec![]).await?;
    Ok(())
}

/// Each slide has its number and fits, and the keys of a clicker turn them; the notes, a page of their own, know the number.
pub async fn slides_are_numbered(browser: &Browser) -> Result<()> {
    for language in ["en", "ko"] {
        browser.open(&format!("#v=1&lesson=4&layout=present&lang={language}")).await?;
        browser.wait_until_ready().await?;
        let count = 1 + all(&Text::read(language, Lesson::Bptt)?.page, "article > section")?.len();
        browser.wait_until("document.querySelector('#lesson article h1')").await?;
        for at in 1..=count {
            let number = format!("{at} / {count}");
            browser.wait_until(&format!("document.getElementById('slide')?.textContent === '{number}'")).await?;
            browser.wait_until(FOCUS_IS_SEEN).await?;
            let text = "document.getElementById('lesson')";
            browser.wait_until(&format!("{text}.scrollHeight <= {text}.clientHeight")).await.context(number)?;
            // What is asked is answered before it is passed by.
            let asks = "document.querySelector('#lesson section:not([hidden]) .reveal')";
            if browser.run(&format!("return !!{asks}"), vec![]).await? == json!(true) {
                browser.press(&Key::PageDown.to_string()).await?;
                let answered = "document.querySelector('#lesson section:not([hidden]) .outcome:not([hidden])')";
                browser.wait_until(&format!("!{asks} && {answered}")).await.context("no answer")?;
                browser
                    .wait_until(&format!("document.getElementById('slide').textContent === '{at} / {count}'"))
                    .await?;
            }
            if at < count {
                browser.press(&Key::PageDown.to_string()).await?;
            }
        }
        browser.open(&format!("lessons/{language}/{}.html", Lesson::Bptt.file())).await?;
        let said = "document.querySelector('article > .slide')";
        browser.wait_until(&format!("{said}?.textContent.startsWith('{count} / {count} · ')")).await?;
        browser.open(&format!("#v=1&lesson=4&layout=present&lang={language}")).await?;
        browser.wait_until("document.getElementById('slide')?.textContent.startsWith('1 / ')").await?;
        browser.press(&Key::Escape.to_string()).await?;
        browser.wait_until("!document.getElementById('slide')").await?;
        browser.open(&format!("lessons/{language}/{}.html", Lesson::Bptt.file())).await?;
        browser.wait_until(&format!("{said}?.hidden")).await?;
    }
    browser.run("localStorage.clear()", vec![]).await?;
    Ok(())
}

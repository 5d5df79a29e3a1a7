//! Sizes, themes, and pictures of all of them for people to look at.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use unrolled_lab::State;

use crate::browser::Browser;
use crate::engine::Engine;
use crate::scenarios::figure::{self, PIXEL};

const SIZES: [(u32, u32); 3] = [(1440, 900), (1024, 768), (390, 844)];

/// What the pictures are of: a short word at rest, Korean, as many columns as fit, a heat map, the folded stage, a picture
/// that is read, a translation, a long sequence with what the cells answer,
/// numbers that are read and answered.
const SUBJECTS: [(&str, &str); 9] = [
    ("hello", "#v=1&at=6"),
    ("korean", "#v=1&text=안녕하세요&at=999"),
    ("sixteen", "#v=1&text=unforgettability&at=24"),
    ("sentence", "#v=1&text=a+sentence+of+sixty+characters+is+read+from+left+to+right.+ok&at=90&loss=last"),
    ("rolled", "#v=1&fold=rolled&at=2"),
    ("picture", "#v=1&task=caption-en&at=7&units=16"),
    ("translation", "#v=1&task=translation&at=999&units=8"),
    ("order", "#v=1&task=temporal-order&updates=2&at=60&units=8"),
    ("adding", "#v=1&task=adding&length=10&at=14&units=8"),
];

/// Nothing is wider than the window, whatever is shown.
pub async fn fits_each_size(browser: &Browser) -> Result<()> {
    for (width, height) in SIZES {
        browser.open_sized(width, height, "#v=1").await?;
        browser.wait_until_ready().await?;
        for (name, link) in SUBJECTS {
            browser.run("location.hash = arguments[0]", vec![link.into()]).await?;
            let State { settings, updates, .. } = figure::native(link).0;
            let is_there = match settings.task {
                None => format!("document.getElementById('word')?.value === '{}'", settings.text),
                Some(task) => format!("document.getElementById('task').value === '{task:?}'"),
            };
            browser.wait_until(&is_there).await?;
            figure::wait_for_updates(browser, updates).await?;
            figure::settle(browser).await?;
            assert_fits(browser, &format!("{name} at {width}")).await?;
            take_pictures(browser, &format!("{width}-{name}")).await?;
        }
    }
    Ok(())
}

/// The narrowest phones, and 200 % zoom on a laptop of 1440 × 900.
const SMALL: [(u32, u32); 2] = [(360, 740), (720, 450)];

/// With everything unfolded, in both languages: nothing is wider than the window, no words are cut, no controls lie over each other,
/// and all are large enough for a finger (WCAG 2.2, 2.5.8).
pub async fn fits_a_narrow_or_zoomed_window(browser: &Browser) -> Result<()> {
    for (width, height) in SMALL {
        browser.open_sized(width, height, "#v=1").await?;
        browser.wait_until_ready().await?;
        for language in ["en", "ko"] {
            for (name, link) in [("home", ""), ("lesson 5", "&lesson=5"), ("lesson 2", "&lesson=2"), ("race", RACE)] {
                let (about, link) = (format!("{name} in {language} at {width}"), format!("#v=1{link}&lang={language}"));
                browser.run("location.hash = arguments[0]", vec![link.into()]).await?;
                wait_for_part(browser, name, language).await.with_context(|| about.clone())?;
                // What unfolds over the page is to lie over it.
                let unfold =
                    "document.querySelectorAll('details:not(.save, .stops)').forEach(it => { it.open = true; })";
                browser.run(unfold, vec![]).await?;
                if name == "race" {
                    browser.wait_until("document.querySelector('#mistakes-list button')").await?;
                }
                figure::settle(browser).await?;
                assert_fits(browser, &about).await?;
                assert_for_fingers(browser, &about).await?;
            }
        }
    }
    browser.run("localStorage.clear()", vec![]).await?;
    Ok(())
}

const RACE: &str = "&task=temporal-order&at=60&units=8";

async fn wait_for_part(browser: &Browser, name: &str, language: &str) -> Result<()> {
    browser.wait_until(&format!("document.documentElement.lang === '{language}'")).await?;
    let is_there = match name.strip_prefix("lesson ") {
        Some(number) => format!("document.querySelector('article[data-lesson^=\"{number}\"]')"),
        None if name == "race" => "document.getElementById('race-history')".to_owned(),
        None => "!document.querySelector('article[data-lesson]') && document.getElementById('word')".to_owned(),
    };
    browser.wait_until(&is_there).await
}

/// Links within sentences are as high as their lines; everything else has 24 pixels each way.
async fn assert_for_fingers(browser: &Browser, subject: &str) -> Result<()> {
    let script = "
        const name = element => `${element.localName}#${element.id}.${element.getAttribute('class')}`;
        const isSeen = element => element.checkVisibility({ visibilityProperty: true })
            && !element.closest('.visually-hidden, .skip-link') && element.getBoundingClientRect().width > 0;
        const controls = [...document.querySelectorAll('button, a[href], input, select, summary, textarea, [role=slider]')]
            .filter(element => isSeen(element) && !(element.localName === 'a' && element.closest('p, li:not(.course li), dd, td')));
        const shapes = controls.map(element => [element, (element.closest('label') ?? element).getBoundingClientRect()]);
        const small = shapes.filter(([, shape]) => shape.width < 24 || shape.height < 24)
            .map(([element, shape]) => `${name(element)} is ${shape.width.toFixed(1)}×${shape.height.toFixed(1)}`);
        // What stands over the page, or scrolls by itself, may lie over others.
        const still = shapes.filter(([element]) => !element.closest('.transport, .tour, .patched, .course, #stage, #mistakes-list, #confusion'));
        const over = still.flatMap(([one, a], at) => still.slice(at + 1)
            .filter(([other, b]) => !one.contains(other) && !other.contains(one) && one.closest('label') !== (other.closest('label') ?? other)
                && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
            .map(([other]) => `${name(one)} lies over ${name(other)}`));
        // A sequence in the toolbar ends with dots on purpose, and the moment is said in full by the slider.
        const cut = [...document.querySelectorAll('p, h1, h2, h3, h4, button, label, legend, summary, dt, dd, th, li')]
            .filter(element => isSeen(element) && !element.closest('.fact-text, #moment, math, svg'))
            .filter(element => /hidden|clip/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1)
            .map(element => `${name(element)} is cut: ${element.textContent.slice(0, 40)}`);
        return [...small, ...over, ...cut];";
    let faults: Vec<String> = serde_json::from_value(browser.run(script, vec![]).await?)?;
    ensure!(faults.is_empty(), "{subject}:\n{}", faults.join("\n"));
    Ok(())
}

async fn assert_fits(browser: &Browser, subject: &str) -> Result<()> {
    let script = "
        const width = document.documentElement.clientWidth;
        const clips = element => element && (getComputedStyle(element).overflowX !== 'visible' || clips(element.parentElement));
        const wide = [...document.querySelectorAll('body *')].filter(element => {
            if (element.closest('.visually-hidden, svg, [hidden]') || clips(element)) return false;
            const shape = element.getBoundingClientRect();
            return shape.width > 0 && shape.right > width + 1;
        });
        const name = element => `${element.localName}#${element.id}.${element.getAttribute('class')}`;
        return [document.documentElement.scrollWidth - innerWidth, wide.slice(0, 5).map(name)];";
    let (overflow, wide): (f64, Vec<String>) = serde_json::from_value(browser.run(script, vec![]).await?)?;
    ensure!(overflow <= 0.0, "{subject}: the page is {overflow} pixels wider than the window: {wide:?}");
    Ok(())
}

/// In light and dark; in one engine of everything, in the others of the opening.
async fn take_pictures(browser: &Browser, name: &str) -> Result<()> {
    if browser.engine != Engine::Chromium && !name.ends_with("hello") {
        return Ok(());
    }
    for theme in ["light", "dark"] {
        set_theme(browser, theme).await?;
        browser.screenshot(&format!("{name}-{theme}")).await?;
    }
    set_theme(browser, "system").await
}

/// Turns the toggle until it is there.
async fn set_theme(browser: &Browser, wanted: &str) -> Result<()> {
    for _ in 0..3 {
        let now = browser.run("return document.documentElement.dataset.theme ?? 'system'", vec![]).await?;
        if now == wanted {
            break;
        }
        browser.run("document.getElementById('theme-toggle').click()", vec![]).await?;
        figure::settle(browser).await?;
    }
    browser.wait_until(&format!("(document.documentElement.dataset.theme ?? 'system') === '{wanted}'")).await
}

/// The toggle changes paper, ink and charts, and the choice is there after a reload.
pub async fn changes_with_the_theme(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&at=6").await?;
    let mut seen = Vec::new();
    for theme in ["light", "dark"] {
        set_theme(browser, theme).await?;
        browser.client.refresh().await?;
        browser.wait_until_ready().await?;
        figure::settle(browser).await?;
        let kept = browser.run("return document.documentElement.dataset.theme", vec![]).await?;
        ensure!(kept == theme, "after a reload the theme is {kept}, not {theme}");
        seen.push(colors(browser).await?);
    }
    for (part, (light, dark)) in ["paper", "ink", "unit", "chart"].iter().zip(seen[0].iter().zip(&seen[1])) {
        ensure!(light != dark, "{part} is {light} in light and in dark");
    }
    set_theme(browser, "system").await?;
    browser.client.refresh().await?;
    browser.wait_until_ready().await?;
    let kept = browser.run("return document.documentElement.dataset.theme ?? null", vec![]).await?;
    ensure!(kept == Value::Null, "the choice {kept} is kept after it was taken back");
    if browser.set_media("prefers-color-scheme", "dark").await? {
        browser.wait_until("getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)'").await?;
        figure::settle(browser).await?;
        figure::eventually(async || {
            let system = colors(browser).await?;
            ensure!(system == seen[1], "dark by the system is {system:?}, by choice {:?}", seen[1]);
            Ok(())
        })
        .await?;
        browser.set_media("prefers-color-scheme", "").await?;
    }
    Ok(())
}

async fn colors(browser: &Browser) -> Result<Vec<String>> {
    let script = format!(
        "{PIXEL}
        const style = getComputedStyle(document.body);
        const root = getComputedStyle(document.documentElement);
        const canvas = document.querySelector('#gradient-flow canvas');
        const {{ data }} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let sum = 0;
        for (let index = 0; index < data.length; index += 4) sum = (sum * 31 + data[index]) % 1000003;
        return [`${{root.backgroundColor}} ${{style.backgroundColor}}`, style.color,
            String(pixel(document.querySelector('#stage .strip'), 5, 5)), String(sum)];"
    );
    let seen = "document.getElementById('gradient-flow').scrollIntoView({ block: 'center', behavior: 'instant' })";
    browser.run(seen, vec![]).await?;
    figure::settle(browser).await?;
    Ok(serde_json::from_value(browser.run(&script, vec![]).await?)?)
}

//! Every number on the stage is the one that the engine computes natively, to the bit.

use anyhow::{Result, ensure};
use unrolled_engine::{Activation, CellKind, Convention};
use unrolled_lab::{Experiment, InitializerKind, Setting, Settings};

use crate::browser::Browser;
use crate::scenarios::figure;
use crate::scenarios::hands::paste;

/// `hell` → `ello` as the page opens, and after changing one setting after the other in the sidebar.
pub async fn numbers_are_native(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&at=999").await?;
    figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
    figure::assert_painted(browser, &experiment).await?;

    let mut settings = Settings::default();
    let fields = [
        ("#units", "5", Setting::Units(5)),
        ("#seed", "20261123", Setting::Seed(20_261_123)),
        ("#forget-bias", "-2.5", Setting::ForgetBias(-2.5)),
        ("#initializer", "SpectralRadius", Setting::Initializer(InitializerKind::SpectralRadius)),
        ("#radius", "1.7", Setting::Radius(1.7)),
        ("#initializer", "Orthogonal", Setting::Initializer(InitializerKind::Orthogonal)),
        ("#gain", "0.3", Setting::Gain(0.3)),
        ("#initializer", "Gaussian", Setting::Initializer(InitializerKind::Gaussian)),
        ("#initializer", "Identity", Setting::Initializer(InitializerKind::Identity)),
        ("#convention", "Pytorch", Setting::Convention(Convention::Pytorch)),
        ("#activation", "Relu", Setting::Activation(Activation::Relu)),
        ("#units", "64", Setting::Units(64)),
    ];
    for (css, value, setting) in fields {
        enter(browser, css, value).await?;
        settings = settings.with(setting)?;
        let experiment = Experiment::new(&settings)?;
        figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
        figure::assert_painted(browser, &experiment).await?;
    }
    Ok(())
}

/// The number of a slider is the number that is computed with.
pub async fn sliders_are_native(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&at=999").await?;
    let slide = "
        const slider = document.querySelector(arguments[0]);
        slider.value = arguments[1];
        slider.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    browser.run(slide, vec!["#units-slider".into(), "33".into()]).await?;
    browser.run(slide, vec!["#forget-bias-slider".into(), "1.3".into()]).await?;
    let settings = Settings::default().with(Setting::Units(33))?.with(Setting::ForgetBias(1.3))?;
    figure::assert_native(browser, &Experiment::new(&settings)?, &CellKind::ALL).await?;
    let shown = browser.run("return ['units', 'forget-bias'].map(id => document.getElementById(id).value)", vec![]);
    let shown = shown.await?;
    ensure!(shown == serde_json::json!(["33", "1.3"]), "the fields say {shown}");
    Ok(())
}

/// A number outside of its range is named with what is wanted; the figure and the typed text stay.
pub async fn refuses_other_numbers(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&at=999").await?;
    for (css, value, words) in [
        ("units", "65", ["65 is outside of 1 to 64", "still shows 12"]),
        ("units", "many", ["“many” is no number", "1 to 64"]),
        ("units", "2.5", ["2.5 is no whole number", "1 to 64"]),
        ("learning-rate", "-1", ["-1 is outside of 0 to 100", "still shows 0.1"]),
    ] {
        // At once: a "6" on the way to "65" would be taken.
        paste(browser, &format!("#{css}"), value).await?;
        figure::settle(browser).await?;
        let message = browser.text(&format!("#{css}-error")).await?;
        for words in words {
            ensure!(message.replace('−', "-").contains(words), "{value}: expected {words:?}, found {message:?}");
        }
        let left = browser.run("return document.getElementById(arguments[0]).value", vec![css.into()]).await?;
        ensure!(left == value, "the field says {left}, not {value}");
        figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
    }
    // Typed key by key, "1" and "10" are numbers on the way to one that is none.
    browser.type_into("#units", "1000").await?;
    browser.wait_until("document.getElementById('units-error')?.textContent.includes('1000 is outside')").await?;
    let left = browser.run("return document.getElementById('units').value", vec![]).await?;
    ensure!(left == "1000", "the field says {left}, not 1000");
    figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
    paste(browser, "#units", "12").await?;
    browser.wait_until("!document.getElementById('units-error')").await
}

/// Types a number, or chooses one of a few.
async fn enter(browser: &Browser, css: &str, value: &str) -> Result<()> {
    let is_choice = browser.run("return document.querySelector(arguments[0]).localName === 'select'", vec![css.into()]);
    if is_choice.await? == true {
        browser.click(&format!("{css} option[value='{value}']")).await
    } else {
        browser.type_into(css, value).await
    }
}

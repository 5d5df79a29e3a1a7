//! What the worker measures of many networks or sequences: the numbers are the native ones, and say what they are of.

use anyhow::{Context, Result, ensure};
use unrolled_engine::CellKind;
use unrolled_lab::lengths::LENGTHS;
use unrolled_lab::probe::FARTHEST;
use unrolled_lab::{AtLength, Experiment, LengthCurves, Lengths, Memory, Probing, quantile};

use crate::browser::Browser;
use crate::scenarios::figure::{self, eventually, native};
use crate::scenarios::gradient_flow::colors;
use crate::scenarios::gradient_lab::{assert_numbers, see};
use crate::scenarios::hands::paste;

async fn wait_until_measured(browser: &Browser, panel: &str) -> Result<()> {
    let busy = format!("document.getElementById('{panel}-progress').textContent");
    browser.wait_until(&format!("{busy} === '' && document.getElementById('{panel}-numbers') !== null")).await?;
    browser.run("document.getElementById(arguments[0]).open = true", vec![format!("{panel}-numbers").into()]).await?;
    Ok(())
}

async fn wait_for_age(browser: &Browser, panel: &str, said: &str) -> Result<()> {
    browser.wait_until(&format!("document.getElementById('{panel}-age').textContent === {said:?}")).await
}

fn table(panel: &str) -> String {
    format!("return [...document.querySelectorAll('#{panel}-numbers td')].map(cell => cell.dataset.value)")
}

/// Row by row what `of` makes of each cell at each length.
fn by_length(curves: &LengthCurves, of: impl Fn(&AtLength) -> Vec<f64>) -> Vec<f64> {
    (0..LENGTHS.len())
        .flat_map(|index| CellKind::ALL.map(|kind| of(&curves.cells[kind as usize][index])))
        .flatten()
        .collect()
}

fn measured(link: &str) -> Result<LengthCurves> {
    let mut lengths = Lengths::new(&native(link).0.settings, &LENGTHS)?;
    lengths.work(|| false).context("it works to the end")
}

/// A chart is drawn in a frame of its own, and only where it is seen.
async fn assert_drawn(browser: &Browser, id: &str) -> Result<()> {
    see(browser, id).await?;
    eventually(async || {
        ensure!(colors(browser, &format!("#{id} canvas")).await? > 8, "the chart is blank");
        Ok(())
    })
    .await
}

/// Medians and quartiles at each length, before and after clipping; a changed setting makes them old, and a measure stops.
pub async fn measures_against_length(browser: &Browser) -> Result<()> {
    let link = "#v=1&at=999&units=3&clip=norm&limit=0.05";
    figure::open(browser, link).await?;
    see(browser, "lengths").await?;
    browser.click("#lengths-measure").await?;
    wait_until_measured(browser, "lengths").await?;
    let first = |at: &AtLength| [0.5, 0.25, 0.75].map(|share| quantile(&at.first, share)).into();
    let curves = measured(link)?;
    assert_numbers(browser, "∂L/∂h₁", &table("lengths"), &by_length(&curves, first)).await?;
    assert_drawn(browser, "lengths").await?;
    let said = browser.text("#lengths-summary").await?;
    ensure!(said.starts_with("RNN: from ") && said.contains(" at T = 200. GRU: from "), "the summary says {said:?}");
    browser.click("#lengths-weights").await?;
    let both = |at: &AtLength| vec![quantile(&at.before, 0.5), quantile(&at.after, 0.5)];
    assert_numbers(browser, "∂L/∂W", &table("lengths"), &by_length(&curves, both)).await?;
    browser.wait_until("location.hash.includes('clipped=on')").await?;
    browser.click("#lengths-first").await?;
    // What does not depend on the setting stays as it is.
    paste(browser, "#learning-rate", "0.2").await?;
    wait_for_age(browser, "lengths", "").await?;
    paste(browser, "#units", "64").await?;
    wait_for_age(browser, "lengths", "Measured with other settings.").await?;
    browser.click("#lengths-measure").await?;
    browser.wait_until("document.getElementById('lengths-measure').textContent === 'Stop'").await?;
    browser.click("#lengths-measure").await?;
    browser.wait_until("document.getElementById('lengths-measure').textContent === 'Measure again'").await?;
    assert_numbers(browser, "after a stop", &table("lengths"), &by_length(&curves, first)).await?;
    paste(browser, "#units", "4").await?;
    browser.click("#lengths-measure").await?;
    wait_for_age(browser, "lengths", "").await?;
    wait_until_measured(browser, "lengths").await?;
    let curves = measured("#v=1&units=4")?;
    assert_numbers(browser, "four units", &table("lengths"), &by_length(&curves, first)).await
}

/// What the weights of now and the first ones remember; cells that read numbers are not asked.
pub async fn measures_memory(browser: &Browser) -> Result<()> {
    let link = "#v=1&units=5&rate=1&updates=20";
    let experiment = figure::open(browser, link).await?;
    see(browser, "memory").await?;
    browser.click("#memory-measure").await?;
    wait_until_measured(browser, "memory").await?;
    let probe = |experiment: &Experiment| -> Option<[Memory; 3]> { Probing::new(experiment, FARTHEST)?.work(|| false) };
    let now = probe(&experiment).expect("a word is read in symbols");
    let first = probe(&native("#v=1&units=5&rate=1").1).expect("a word is read in symbols");
    ensure!(now != first, "nothing was learned");
    let share = |memory: &Memory, lag: usize| memory.accuracy.as_ref().map_or(f64::NAN, |shares| shares[lag]);
    let row = |lag: usize| CellKind::ALL.map(|kind| [&now, &first].map(|cells| share(&cells[kind as usize], lag)));
    let wanted: Vec<f64> = (0..=FARTHEST).flat_map(row).flatten().collect();
    assert_numbers(browser, "both", &table("memory"), &wanted).await?;
    assert_drawn(browser, "memory").await?;
    let said = browser.text("#memory-summary").await?;
    ensure!(said.starts_with("RNN: right about the symbol just read in "), "the summary says {said:?}");
    browser.click("#reset-updates").await?;
    figure::wait_for_updates(browser, 0).await?;
    wait_for_age(browser, "memory", "Measured at update 20; the weights of now are those of update 0.").await?;
    browser.click("#memory-measure").await?;
    wait_for_age(browser, "memory", "").await?;
    wait_until_measured(browser, "memory").await?;
    let row = |lag: usize| CellKind::ALL.map(|kind| share(&first[kind as usize], lag));
    let wanted: Vec<f64> = (0..=FARTHEST).flat_map(row).collect();
    assert_numbers(browser, "the first weights", &table("memory"), &wanted).await?;
    browser.run("location.hash = '#v=1&task=adding&length=10&units=3'", vec![]).await?;
    browser.wait_until("document.getElementById('memory-no-symbols') !== null").await
}

//! All numbers as a table, one key away.

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use unrolled_engine::{CellKind, PARAMETER_NAMES, norm};
use unrolled_lab::Moment;

use crate::browser::Browser;
use crate::scenarios::figure::{self, is_same, key, wait_for_moment};
use crate::scenarios::written::number;

/// `d` opens it, with every digit of the native numbers; Escape closes it and the focus returns.
pub async fn holds_every_digit(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&at=6&text=안녕하세요&loss=last").await?;
    browser.press("d").await?;
    browser.wait_until("document.getElementById('data').open").await?;
    figure::settle(browser).await?;
    for kind in CellKind::ALL {
        let tape = &experiment.lane(kind).tape;
        let css = format!("#data table[data-cell='{}'] tbody tr", key(kind));
        let rows = rows(browser, &css).await?;
        ensure!(rows.len() == experiment.sequence.steps(), "{kind:?} has {} rows", rows.len());
        for (t, row) in rows.iter().enumerate() {
            let loss = tape.loss_at(t);
            let mut wanted = vec![tape.probs(t)[experiment.sequence.class(t).unwrap()]];
            wanted.extend(loss);
            wanted.extend([norm(tape.h(t)), tape.dh_norm(t)]);
            if tape.cell.has_cell_state() {
                wanted.extend([norm(tape.c(t)), tape.dc_norm(t)]);
            }
            let written = row[3..].iter().filter(|text| !text.is_empty());
            let found = written.map(|text| number(text)).collect::<Result<Vec<f64>>>()?;
            let is_right = found.len() == wanted.len() && found.iter().zip(&wanted).all(|(a, b)| is_same(*a, *b));
            ensure!(is_right, "{kind:?} step {}: expected {wanted:?}, found {found:?}", t + 1);
        }
    }
    // The last table has the units of the step where the stage stands: h of the RNN is its first column.
    let Moment::Backward { t } = experiment.timeline().moment(6) else { unreachable!("T is 4") };
    for (unit, row) in rows(browser, "#data table[data-units] tbody tr").await?.iter().enumerate() {
        let tape = &experiment.lane(CellKind::Rnn).tape;
        let found = (number(&row[1])?, number(&row[2])?);
        let wanted = (tape.h(t)[unit], tape.dh(t)[unit]);
        ensure!(is_same(found.0, wanted.0) && is_same(found.1, wanted.1), "expected {wanted:?}, found {found:?}");
    }
    for kind in CellKind::ALL {
        let params = &experiment.lane(kind).network.params;
        for (name, tensor) in PARAMETER_NAMES.iter().zip(params.tensors()) {
            let css = format!("#data [data-weights='{}'] [data-tensor='{name}'] tbody tr", key(kind));
            let rows = rows(browser, &css).await?;
            let found = rows.iter().flat_map(|row| &row[1..]).map(|text| number(text)).collect::<Result<Vec<f64>>>()?;
            let is_right = found.len() == tensor.len() && found.iter().zip(tensor).all(|(a, b)| is_same(*a, *b));
            ensure!(is_right, "{kind:?} {name}: expected {tensor:?}, found {found:?}");
        }
    }
    Ok(())
}

/// The keyboard alone opens and closes each dialog; meanwhile the stage does not move.
pub async fn comes_and_goes_by_keys(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&at=2").await?;
    for (button, opener) in [("show-data", "d"), ("show-code", "c"), ("show-teach", "t"), ("show-keys", "?")] {
        browser.run("document.getElementById(arguments[0]).focus()", vec![button.into()]).await?;
        browser.press(&Key::Enter.to_string()).await?;
        browser.wait_until("document.getElementById('data').open").await?;
        browser.press(&Key::Right.to_string()).await?;
        browser.press(&Key::Escape.to_string()).await?;
        browser.wait_until("!document.getElementById('data').open").await?;
        figure::settle(browser).await?;
        wait_for_moment(browser, Moment::Forward { t: 2 }).await?;
        let focused = browser.run("return document.activeElement.id", vec![]).await?;
        ensure!(focused == button, "the focus is on {focused}, not on {button}");
        browser.run("document.activeElement.blur()", vec![]).await?;
        browser.press(opener).await?;
        browser.wait_until("document.getElementById('data').open").await?;
        browser.click("#close-dialog").await?;
        browser.wait_until("!document.getElementById('data').open").await?;
    }
    Ok(())
}

async fn rows(browser: &Browser, css: &str) -> Result<Vec<Vec<String>>> {
    let script = "
        return [...document.querySelectorAll(arguments[0])].map(row => [...row.cells].map(cell => cell.textContent));";
    serde_json::from_value(browser.run(script, vec![css.into()]).await?).context("rows of text")
}

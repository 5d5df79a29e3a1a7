//! Panels as files: the numbers of the CSV are the native ones, the SVG says what it is and where it is from, the PNG is that picture.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use unrolled_engine::{CellKind, Roads};
use unrolled_lab::Descent;

use crate::browser::Browser;
use crate::scenarios::figure::{self, eventually, native};
use crate::scenarios::gradient_lab::see;
use crate::scenarios::saved_rows::{Rows, by_step, factors, pairs, roads, shortened, spectra, stacked};

const LINK: &str = "#v=1&text=unforgettability&units=7&at=20&cell=gru&updates=2";

/// Keeps what would be downloaded: its name and its bytes.
async fn catch(browser: &Browser) -> Result<()> {
    let script = "
        const make = URL.createObjectURL;
        URL.createObjectURL = blob => { window.blob = blob; return make.call(URL, blob); };
        const click = HTMLElement.prototype.click;
        HTMLElement.prototype.click = function () {
            if (this.download) window.saved = this.download; else click.call(this);
        };";
    browser.run(script, vec![]).await?;
    Ok(())
}

/// Saves a panel with its own buttons, and gives the name of the file.
async fn save(browser: &Browser, panel: &str, extension: &str) -> Result<()> {
    let script = "
        window.saved = null;
        document.getElementById(arguments[0] + '-save').open = true;
        document.getElementById(`${arguments[0]}-${arguments[1]}`).click();";
    browser.run(script, vec![panel.into(), extension.into()]).await?;
    browser.wait_until("window.saved").await.with_context(|| format!("{panel} as {extension}"))?;
    let name = browser.run("return window.saved", vec![]).await?;
    ensure!(name == format!("unrolled-{panel}.{extension}"), "{panel} is saved as {name}");
    browser.run("document.getElementById(arguments[0] + '-save').open = false", vec![panel.into()]).await?;
    Ok(())
}

async fn saved_text(browser: &Browser, panel: &str, extension: &str) -> Result<String> {
    save(browser, panel, extension).await?;
    let text = browser.run_async("return await window.blob.text();", &Value::Null).await?;
    Ok(text.as_str().context("a text")?.to_owned())
}

/// The fields of a record (RFC 4180).
fn fields(record: &str) -> Vec<String> {
    let (mut fields, mut field, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut characters = record.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if is_quoted && characters.peek() == Some(&'"') => field.push(characters.next().unwrap_or('"')),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(std::mem::take(&mut field)),
            _ => field.push(character),
        }
    }
    fields.push(field);
    fields
}

/// The first lines, and the numbers bit by bit.
async fn assert_csv(browser: &Browser, panel: &str, settings: &str, wanted: &Rows) -> Result<()> {
    eventually(async || {
        let text = saved_text(browser, panel, "csv").await?;
        // Which the decoded text does not have any more.
        let begins = "return [...new Uint8Array(await window.blob.slice(0, 3).arrayBuffer())];";
        let begins: Vec<u8> = serde_json::from_value(browser.run_async(begins, &Value::Null).await?)?;
        ensure!(begins == "\u{feff}".as_bytes(), "{panel} has no byte order mark: {begins:?}");
        let address = browser.run("return location.href", vec![]).await?;
        let lines: Vec<&str> = text.strip_suffix("\r\n").context("the last line has no end")?.split("\r\n").collect();
        ensure!(lines[0].starts_with("# title: ") && lines[0].len() > 12, "{panel} begins with {}", lines[0]);
        ensure!(lines[1].starts_with("# settings: ") && lines[1].contains(settings), "{panel} is of {}", lines[1]);
        let link = lines[2].strip_prefix("# link: ").context("no link")?;
        ensure!(address == link, "{panel} is from {link}, the page is {address}");
        let heads = fields(lines[3]);
        ensure!(lines.len() == wanted.len() + 4, "{panel} has {} rows, natively {}", lines.len() - 4, wanted.len());
        for (line, (name, numbers)) in lines[4..].iter().zip(wanted) {
            let found = fields(line);
            ensure!(found.len() == heads.len() && found.len() == numbers.len() + 1, "{panel}: {heads:?}, {line}");
            // What is not known is said in words.
            let number = |field: &String| match field.starts_with("below ") {
                true => Ok(f64::NAN),
                false => field.replace("Infinity", "inf").parse::<f64>(),
            };
            let found_numbers = found[1..].iter().map(number);
            let found_numbers = found_numbers.collect::<Result<Vec<f64>, _>>().with_context(|| (*line).to_owned())?;
            let is_same =
                |(one, other): (&f64, &f64)| one.to_bits() == other.to_bits() || one.is_nan() && other.is_nan();
            ensure!(
                &found[0] == name && found_numbers.iter().zip(numbers).all(is_same),
                "{panel}: found {line}, natively {name} {numbers:?}"
            );
        }
        Ok(())
    })
    .await
}

/// Well formed, with a title, a description, names of the legend, the settings and the link; and its size in CSS pixels.
async fn assert_svg(browser: &Browser, panel: &str, title: &str, settings: &str, names: &[&str]) -> Result<(f64, f64)> {
    let text = saved_text(browser, panel, "svg").await?;
    let svg = roxmltree::Document::parse(&text).with_context(|| format!("{panel}: {text:.300}"))?;
    let root = svg.root_element();
    let texts: Vec<&str> = svg
        .descendants()
        .filter(|node| node.has_tag_name((root.tag_name().namespace().unwrap_or(""), "text")))
        .filter_map(|node| node.text())
        .map(str::trim)
        .collect();
    let child = |name: &str| root.children().find(|node| node.tag_name().name() == name).and_then(|node| node.text());
    ensure!(child("title") == Some(title) && texts.contains(&title), "{panel} is called {:?}", child("title"));
    let link = browser.run("return location.href", vec![]).await?;
    let link = link.as_str().unwrap_or_default();
    let description = child("desc").context("no description")?;
    ensure!(description.contains(link) && description.contains(settings), "{panel} is described by {description}");
    let links = svg.descendants().filter_map(|node| node.attribute("href")).collect::<Vec<_>>();
    ensure!(links == [link], "{panel} leads to {links:?}");
    // A long link stands in more lines than one.
    ensure!(texts.concat().contains(link), "{panel} does not print its link: {texts:?}");
    for name in names {
        ensure!(texts.contains(name), "{panel} does not name {name}: {texts:?}");
    }
    let number = |name| root.attribute(name).and_then(|value| value.parse::<f64>().ok()).context("a size");
    Ok((number("width")?, number("height")?))
}

/// A PNG with two pixels for each CSS pixel, light, and not blank.
async fn assert_png(browser: &Browser, panel: &str, (width, height): (f64, f64)) -> Result<()> {
    save(browser, panel, "png").await?;
    let script = "
        const image = await createImageBitmap(window.blob);
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        const colors = new Set(new Uint32Array(data.buffer)).size;
        const head = [...new Uint8Array(await window.blob.slice(0, 8).arrayBuffer())];
        return [window.blob.type, head.join(' '), image.width, image.height, [...data.slice(0, 4)].join(' '), colors > 12];";
    let found = browser.run_async(script, &Value::Null).await?;
    let wanted = serde_json::json!([
        "image/png",
        "137 80 78 71 13 10 26 10",
        2.0 * width,
        2.0 * height,
        "255 255 255 255",
        true
    ]);
    let is_number = |value: &Value| value.as_f64();
    let same = found.as_array().zip(wanted.as_array()).is_some_and(|(found, wanted)| {
        found.len() == wanted.len()
            && found
                .iter()
                .zip(wanted)
                .all(|(one, other)| one == other || one.is_number() && is_number(one) == is_number(other))
    });
    ensure!(same, "{panel} as PNG: expected {wanted}, found {found}");
    Ok(())
}

/// All three files of a panel.
async fn assert_files(
    browser: &Browser,
    panel: &str,
    title: &str,
    settings: &str,
    names: &[&str],
    rows: &Rows,
) -> Result<()> {
    assert_csv(browser, panel, settings, rows).await?;
    let size = assert_svg(browser, panel, title, settings, names).await?;
    assert_png(browser, panel, size).await
}

/// The network's own panels.
pub async fn panels_are_saved(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, LINK).await?;
    catch(browser).await?;
    let (state, _) = native(LINK);
    let of_network = "RNN (tanh) H = 7, LSTM H = 7, GRU (Chung et al. 2014) H = 7";
    let steps = experiment.sequence.steps();
    let flows = CellKind::ALL.map(|kind| experiment.flow(kind, &state.lab, Roads::default()));
    let lines: Vec<&Vec<f64>> = flows.iter().flat_map(|flow| std::iter::once(&flow.h).chain(&flow.c)).collect();
    let flow = by_step(steps, |t| lines.iter().map(|line| line[t]).collect());
    see(browser, "gradient-flow").await?;
    let title = "How much gradient reaches each step";
    assert_files(browser, "gradient-flow", title, of_network, &["RNN", "LSTM", "LSTM c", "GRU"], &flow).await?;

    see(browser, "influence").await?;
    let title = "Which loss reaches which state";
    assert_files(browser, "influence", title, "after 2 updates", &["RNN", "LSTM", "GRU"], &pairs(&experiment)).await?;

    see(browser, "training").await?;
    let losses = CellKind::ALL.map(|kind| {
        let lane = experiment.lane(kind);
        lane.losses.iter().copied().chain([experiment.training_loss(kind)]).collect::<Vec<f64>>()
    });
    let rows =
        (0..3).map(|update: usize| (update.to_string(), losses.iter().map(|line| line[update]).collect())).collect();
    assert_files(browser, "loss", "Loss over the updates", of_network, &["RNN", "LSTM", "GRU"], &rows).await?;

    see(browser, "waterfall").await?;
    let title = "Where the gradient dies";
    let names = ["GRU", "weights", "saturation", "gates"];
    assert_files(browser, "waterfall", title, "Text “unforgettability”", &names, &factors(&experiment, &state)).await?;

    see(browser, "roads").await?;
    let names = ["LSTM both", "LSTM f alone", "LSTM Wₕₕ alone", "GRU both", "GRU 1 − z alone", "GRU Wₕₕ alone"];
    assert_files(browser, "roads", "Two roads back", of_network, &names, &roads(&experiment, &state)).await?;

    see(browser, "stacked").await?;
    let rows = stacked(&experiment);
    assert_files(
        browser,
        "stacked",
        "Whose loss it is",
        "seed 1",
        &["GRU ‖∂L/∂hₜ‖₂", "of the loss at s = 1 … 15"],
        &rows,
    )
    .await?;

    see(browser, "shortened").await?;
    let names = ["RNN", "LSTM ∂L/∂W", "GRU weight_hh", "truncated, k = 2"];
    assert_files(browser, "shortened", "Truncated and clipped", of_network, &names, &shortened(&experiment, &state))
        .await?;

    see(browser, "spectral").await?;
    let rows = spectra(&experiment, &state)?;
    assert_files(browser, "spectral", "What W_hh can do", of_network, &["GRU: W_hn"], &rows).await
}

/// The chain of one unit, its surface, and what is measured in the worker. Before it is measured, nothing is saved.
pub async fn measures_are_saved(browser: &Browser) -> Result<()> {
    let link = "#v=1&at=3&units=3";
    figure::open(browser, link).await?;
    catch(browser).await?;
    let (state, _) = native(link);
    let chain = state.lab.chain;
    let run = chain.run();
    let rows = by_step(chain.steps, |t| {
        vec![run.a[t], run.h[t], run.slopes[t], run.factor(&chain, t), run.products[t], run.dh[t]]
    });
    see(browser, "chain").await?;
    let of_chain = "φ is linear, w = 3, b = 0, x₁ = 0.1, T = 3, y = 1";
    assert_files(browser, "chain", "One unit, w = 3", of_chain, &["|∂h₃/∂hₜ|", "|w|³⁻ᵗ"], &rows).await?;
    let (w, b) = ((chain.w - 2.0, chain.w + 2.0), (chain.b - 1.5, chain.b + 1.5));
    let at =
        |(from, to): (f64, f64), index: usize, count: usize| from + (to - from) * index as f64 / (count - 1) as f64;
    let losses = chain.surface(w, b, 72, 48);
    let square = |(index, loss): (usize, &f64)| {
        ("grid".to_owned(), vec![index as f64, at(w, index % 72, 72), at(b, index / 72, 48), *loss])
    };
    let mut rows: Rows = losses.iter().enumerate().map(square).collect();
    for (name, limit) in [("free", None), ("clipped", Some(0.5))] {
        let way = chain.descend(&Descent { limit, ..state.lab.descent });
        let stations = way.iter().enumerate();
        rows.extend(stations.map(|(update, at)| (name.to_owned(), vec![update as f64, at.w, at.b, at.loss])));
    }
    see(browser, "descent-note").await?;
    let title = "The loss over (w, b), and the way down";
    assert_files(browser, "surface", title, of_chain, &["gradient descent", "the same, clipped"], &rows).await?;

    see(browser, "memory").await?;
    browser.run("document.getElementById('memory-csv').click()", vec![]).await?;
    browser
        .wait_until("document.querySelector('#memory-save .answer').textContent === 'Nothing is drawn yet.'")
        .await?;
    for panel in ["lengths", "memory"] {
        see(browser, panel).await?;
        browser.click(&format!("#{panel}-measure")).await?;
        browser.wait_until(&format!("document.getElementById('{panel}-numbers')")).await?;
        let script = format!(
            "document.getElementById('{panel}-numbers').open = true;
            return [...document.querySelectorAll('#{panel}-numbers tbody tr')].map(row =>
                [row.querySelector('th').textContent, [...row.querySelectorAll('td')].map(cell => cell.dataset.value)])"
        );
        browser.run(&script, vec![]).await?;
        figure::settle(browser).await?;
        // The table is compared with native numbers elsewhere.
        let table: Vec<(String, Vec<String>)> = serde_json::from_value(browser.run(&script, vec![]).await?)?;
        let number = |text: &String| text.replace("Infinity", "inf").parse::<f64>();
        let row = |(name, numbers): &(String, Vec<String>)| {
            Ok((name.clone(), numbers.iter().map(number).collect::<Result<Vec<f64>, _>>()?))
        };
        let rows = table.iter().map(row).collect::<Result<Rows>>()?;
        ensure!(rows.len() > 5, "the table of {panel} has {} rows", rows.len());
        let title = browser.text(&format!("#{panel}-title")).await?;
        assert_files(browser, panel, &title, "H = 3", &["RNN", "LSTM", "GRU"], &rows).await?;
    }
    Ok(())
}

/// What a race has shown so far; until then nothing is saved.
pub async fn a_race_is_saved(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&task=parity&length=6&units=4&batch=4&updates=3").await?;
    catch(browser).await?;
    see(browser, "race-loss").await?;
    let is_judged = "[...document.querySelectorAll('#race .readout-cell:not([hidden]) b')].map(b => b.textContent)";
    browser.wait_until(&format!("{is_judged}.length === 6 && !{is_judged}.includes('–')")).await?;
    // The address follows when the state has come to rest.
    browser.wait_until("location.hash.includes('updates=3')").await?;
    for (panel, title) in [("race-loss", "Loss per answer"), ("race-accuracy", "Right answers")] {
        let text = saved_text(browser, panel, "csv").await?;
        let lines: Vec<&str> = text.lines().collect();
        ensure!(lines[3] == "updates,RNN,LSTM,GRU" && lines.len() > 4, "{panel}: {text}");
        let size = assert_svg(browser, panel, title, "Task: Parity", &["RNN", "LSTM", "GRU"]).await?;
        assert_png(browser, panel, size).await?;
    }
    Ok(())
}

/// Each panel says in a sentence what it shows, aloud when its numbers have changed, and nothing while moments play.
pub async fn panels_speak(browser: &Browser) -> Result<()> {
    let link = "#v=1&text=unforgettability&units=7&loss=last";
    let experiment = figure::open(browser, link).await?;
    let flow = experiment.flow(CellKind::Rnn, &native(link).0.lab, Roads::default()).h;
    let said = async |id: &str, part: &str| -> Result<()> {
        see(browser, id).await?;
        let script = format!("document.getElementById('{id}').textContent.includes({})", Value::from(part));
        browser.wait_until(&script).await
    };
    let steps = flow.len();
    ensure!(flow[0] < flow[steps - 1], "the gradient does not fall");
    said("gradient-flow-summary", &format!("at t = {steps} to ")).await?;
    said("gradient-flow-summary", "RNN falls from ").await?;
    said("influence-summary", &format!("RNN: of the loss at s = {steps}, ")).await?;
    said("roads-lstm-summary", "LSTM, what arrives at t = 1: both ").await?;
    said("roads-gru-summary", ", Wₕₕ alone ").await?;
    said("shortened-summary", "GRU: of ∂L/∂W, ").await?;
    said("descent-summary", "Clipped, it ends at ").await?;
    said("chain-summary", "|∂h₃/∂h₁| = 9.00, of 2 factors; w alone would make 9.00.").await?;
    let listen = "
        window.heard = [];
        for (const place of document.querySelectorAll('.panel-summary + [role=status]')) {
            new MutationObserver(() => { if (place.textContent) window.heard.push(place.textContent); })
                .observe(place, { childList: true, characterData: true, subtree: true });
        }";
    browser.run(listen, vec![]).await?;
    let slide = "
        const slider = document.getElementById('chain-w-slider');
        for (const w of ['2.5', '2.25', '2']) {
            slider.value = w;
            slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }";
    browser.run(slide, vec![]).await?;
    browser.wait_until("window.heard.some(text => text.includes('= 4.00'))").await?;
    let heard: Vec<String> = serde_json::from_value(browser.run("return window.heard", vec![]).await?)?;
    let of_chain: BTreeSet<&String> = heard.iter().filter(|text| text.contains("factors")).collect();
    ensure!(of_chain.len() == 1, "a slider that is dragged is said at each place: {of_chain:?}");
    // The spectra are those of the moment's step, and still nothing is said until playing ends.
    see(browser, "spectral").await?;
    browser.run("window.heard = []; document.getElementById('play').click()", vec![]).await?;
    tokio::time::sleep(std::time::Duration::from_millis(2500)).await;
    let heard = browser.run("return window.heard", vec![]).await?;
    ensure!(heard == serde_json::json!([]), "while moments play, {heard} is said");
    browser.run("document.getElementById('play').click()", vec![]).await?;
    Ok(())
}

//! What each step adds to a weight's gradient, and the sum of it all.

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde_json::Value;
use unrolled_engine::{CellKind, PARAMETER_NAMES, norm};
use unrolled_lab::quantity::{Place, Variable, Weight};
use unrolled_lab::{Experiment, Moment};
use unrolled_plots::{ColorScales, Rgb};

use crate::browser::Browser;
use crate::scenarios::figure::{self, is_same, wait_for_moment};
use crate::scenarios::hands::{click_at, point_at};
use crate::scenarios::written::{is_rounded, number};

/// Every weight, W_hh first, with which the panel opens.
const TENSORS: [usize; 6] = [1, 0, 2, 3, 4, 5];

/// A map as the page has it: one of a step, or their sum.
struct Map {
    there: bool,
    /// Every digit, or nothing.
    norm: String,
    text: String,
    /// Of each value a corner and the place of its sign.
    pixels: Vec<[[u8; 4]; 2]>,
}

/// Backward through "hell": at each moment the contributions that are there, their numbers and colours, and the sum so far
/// are the native ones, for all three cells; in the end for every weight, and the sum is ∂L/∂W.
pub async fn the_sum_grows_from_the_right(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&at=4").await?;
    let timeline = experiment.timeline();
    for index in timeline.index(Moment::Loss)..timeline.len() {
        wait_for_moment(browser, timeline.moment(index)).await?;
        for kind in CellKind::ALL {
            view(browser, kind).await?;
            assert_maps(browser, &experiment, kind, TENSORS[0], index + 1).await?;
        }
        if index < timeline.last() {
            browser.press(&Key::Right.to_string()).await?;
        }
    }
    for tensor in TENSORS {
        browser.click(&format!("#sum [data-tensor={}]", PARAMETER_NAMES[tensor])).await?;
        for kind in CellKind::ALL {
            view(browser, kind).await?;
            assert_maps(browser, &experiment, kind, tensor, timeline.len()).await?;
        }
    }
    browser.screenshot("sum-over-time").await?;
    Ok(())
}

/// An entry that is pointed at tells its sum; a click asks about it, and so do the keys.
pub async fn an_entry_of_the_sum_is_asked(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&at=999&cell=gru").await?;
    // The middle of the sum: the second of three gates.
    click_at(browser, "#sum .sum-whole canvas", (0.54, 0.52)).await?;
    let asked = asked(browser).await?;
    let outline = experiment.record(CellKind::Gru).outline();
    let name = asked.strip_prefix("gru.").with_context(|| asked.clone())?;
    ensure!(name.starts_with("d.W_hz["), "{asked} is asked");
    let entry = outline.entry_named(name).with_context(|| asked.clone())?;
    let wanted = experiment.record(CellKind::Gru).entry(entry);
    let found = sum_of_entry(browser).await?;
    ensure!(is_same(found, wanted), "{asked}: expected {wanted:?}, found {found:?}");

    // The asked entry stays outlined; from there the keys go on.
    point_at(browser, "#sum-title", (0.5, 0.5)).await?;
    browser.run("document.getElementById('sum-steps').focus()", vec![]).await?;
    for key in [Key::Down, Key::Down, Key::Left] {
        browser.press(&key.to_string()).await?;
    }
    browser.press(&Key::Enter.to_string()).await?;
    let next = entry.place.entry(entry.row + 1, entry.col - 1).name(outline.cell);
    browser.wait_until(&format!("decodeURIComponent(location.hash).includes('gru.{next}')")).await?;
    wait_for_moment(browser, Moment::Update).await
}

/// Of a long text only the maps that can be seen are painted; the others are when they are scrolled to.
pub async fn a_long_sum_is_scrolled(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&at=999&units=32&text=the+quick+brown+fox+jumps+over+the+lazy+dog+again+and+again")
        .await?;
    bring_in(browser).await?;
    let painted = "document.querySelectorAll('#sum .sum-step[data-there=true]')";
    let count = browser.run(&format!("return {painted}.length"), vec![]).await?.as_u64().unwrap_or_default();
    ensure!((3..30).contains(&count), "{count} maps are painted at once");
    let last = "document.querySelector('#sum .sum-step:last-child').dataset.there === 'true'";
    ensure!(browser.run(&format!("return {last}"), vec![]).await? == false, "the last map is painted unseen");
    browser.run("document.getElementById('sum-steps').focus()", vec![]).await?;
    for _ in 0..12 {
        browser.press(&Key::PageDown.to_string()).await?;
    }
    browser.wait_until(last).await
}

/// Looks into a cell.
async fn view(browser: &Browser, kind: CellKind) -> Result<()> {
    browser.click(&format!("#sum .panel-head .cell-tab:nth-child({})", kind as usize + 1)).await
}

/// The panel is painted near the screen only.
async fn bring_in(browser: &Browser) -> Result<()> {
    let script = "document.getElementById('sum').scrollIntoView({ block: 'center', behavior: 'instant' })";
    browser.run(script, vec![]).await?;
    browser.wait_until("document.querySelector('#sum .sum-whole').dataset.there !== undefined").await?;
    figure::settle(browser).await
}

async fn assert_maps(
    browser: &Browser,
    experiment: &Experiment,
    kind: CellKind,
    tensor: usize,
    done: usize,
) -> Result<()> {
    bring_in(browser).await?;
    figure::eventually(async || compare_maps(browser, experiment, kind, tensor, done).await).await
}

async fn compare_maps(
    browser: &Browser,
    experiment: &Experiment,
    kind: CellKind,
    tensor: usize,
    done: usize,
) -> Result<()> {
    let (record, timeline) = (experiment.record(kind), experiment.timeline());
    let blocks = if tensor < Weight::READOUT { record.network.cell.gate_blocks() } else { 1 };
    let weights: Vec<Weight> = (0..blocks).map(|block| Weight { tensor, block }).collect();
    // From the formula of a share, not by the way that the page takes.
    let share = |t: usize| -> Vec<f64> {
        let of =
            |weight: &Weight| record.evaluate(&record.share(*weight, t), Place::gradient(Variable::Weight(*weight), 0));
        weights.iter().flat_map(of).collect()
    };
    let shape = record.shape(Place::gradient(Variable::Weight(weights[0]), 0));
    let maps = read(browser, blocks, shape).await?;
    ensure!(maps.len() == timeline.steps + 1, "{} maps", maps.len());
    let mut sum: Option<Vec<f64>> = None;
    for t in 1..=timeline.steps {
        let values = timeline.has_gradient(done, t - 1).then(|| share(t));
        assert_map(&maps[t - 1], values.as_deref()).with_context(|| format!("{kind:?}, step {t}, done {done}"))?;
        if let Some(values) = values {
            let before = sum.unwrap_or_else(|| vec![0.0; values.len()]);
            sum = Some(before.iter().zip(&values).map(|(sum, value)| sum + value).collect());
        }
    }
    if done > timeline.index(Moment::Backward { t: 0 }) {
        sum = Some(record.tape.dparams.tensors()[tensor].to_vec());
    }
    assert_map(&maps[timeline.steps], sum.as_deref()).with_context(|| format!("{kind:?}, the sum, done {done}"))
}

fn assert_map(map: &Map, values: Option<&[f64]>) -> Result<()> {
    ensure!(map.there == values.is_some(), "painted: {}", map.there);
    let Some(values) = values else {
        ensure!(map.norm.is_empty() && map.text.is_empty(), "{:?} {:?} below an empty map", map.norm, map.text);
        ensure!(map.pixels.iter().flatten().all(|pixel| pixel[3] == 0), "something is painted");
        return Ok(());
    };
    let (found, wanted) = (map.norm.parse::<f64>().with_context(|| map.norm.clone())?, norm(values));
    ensure!(is_same(found, wanted), "its norm is {wanted:?}, not {found:?}");
    ensure!(is_rounded(number(&map.text)?, wanted), "{} stands for {wanted}", map.text);
    let scales = ColorScales::light();
    for (index, (value, found)) in values.iter().zip(&map.pixels).enumerate() {
        let color = scales.gradient(value.abs());
        let sign = if *value < 0.0 { scales.gradient_sign(*value) } else { color };
        let wanted = [color, sign].map(|Rgb(red, green, blue)| [red, green, blue, 255]);
        ensure!(*found == wanted, "value {index}, {value}: expected {wanted:?}, found {found:?}");
    }
    Ok(())
}

/// The maps of the steps, then the sum.
async fn read(browser: &Browser, blocks: usize, (rows, columns): (usize, usize)) -> Result<Vec<Map>> {
    let script = "
        const [blocks, rows, columns] = arguments;
        const [width, height, gap] = document.querySelector('#sum .sum-maps').dataset.measures.split(' ').map(Number);
        const down = Math.floor((height - Math.max(1, Math.floor(height / 5))) / 2);
        return [...document.querySelectorAll('#sum .sum-step, #sum .sum-whole')].map(item => {
            const canvas = item.querySelector('canvas');
            const copy = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
            const context = copy.getContext('2d', { willReadFrequently: true });
            context.drawImage(canvas, 0, 0);
            const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
            const pixel = (x, y) => [...data.slice(4 * (y * canvas.width + x), 4 * (y * canvas.width + x) + 4)];
            const pixels = [];
            for (let block = 0; block < blocks; block++) {
                for (let row = 0; row < rows; row++) {
                    for (let column = 0; column < columns; column++) {
                        const x = 1 + column * width, y = block * (rows * height + 2 + gap) + 1 + row * height;
                        pixels.push([pixel(x, y), pixel(x + Math.floor(width / 2), y + down)]);
                    }
                }
            }
            const { there, norm } = item.dataset;
            const text = item.querySelector('.gradient-number').textContent;
            return [there === 'true', norm, text, pixels];
        });";
    let arguments = [blocks, rows, columns].map(Value::from).to_vec();
    type Read = (bool, String, String, Vec<[[u8; 4]; 2]>);
    let maps: Vec<Read> = serde_json::from_value(browser.run(script, arguments).await?)?;
    Ok(maps.into_iter().map(|(there, norm, text, pixels)| Map { there, norm, text, pixels }).collect())
}

/// What the address says is asked, such as `gru.d.W_hz[3,5]`.
async fn asked(browser: &Browser) -> Result<String> {
    browser.wait_until("new URLSearchParams(location.hash.slice(1)).has('ask')").await?;
    let asked = browser.run("return new URLSearchParams(location.hash.slice(1)).get('ask')", vec![]).await?;
    Ok(asked.as_str().unwrap_or_default().to_owned())
}

/// From `∂L/∂W_hz[3, 5] = 1.25·10⁻³: t = 4 …`.
async fn sum_of_entry(browser: &Browser) -> Result<f64> {
    browser.wait_until("document.getElementById('sum-entry').textContent.includes(' = ')").await?;
    let text = browser.text("#sum-entry").await?;
    let (_, rest) = text.split_once(" = ").with_context(|| text.clone())?;
    number(rest.split(':').next().unwrap_or_default())
}

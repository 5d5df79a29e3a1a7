//! What the stage shows, read from the page, and what it has to show, computed natively.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use unrolled_engine::CellKind;
use unrolled_lab::{Experiment, Moment, Racer, State, trained, url};
use unrolled_plots::{ColorScales, Rgb};
use unrolled_tasks::{Answer, data};

use crate::browser::Browser;

/// Numbers by their names, such as `lstm t=2 c 5`.
type Numbers = BTreeMap<String, f64>;

/// The state that a link describes, and its experiment after the updates that the link wants.
///
/// # Panics
/// If the link has a mistake.
pub fn native(link: &str) -> (State, Experiment) {
    data::provide_folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/crate/tasks/data")))
        .expect("the data are there");
    trained::provide_folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/crate/lab/weights")))
        .expect("the weights are there");
    let state = url::state_from_fragment(link.trim_start_matches('#')).expect("the scenario's link is good");
    let mut experiment =
        Experiment::on_example(&state.settings, state.example).expect("the link's settings were checked");
    match state.settings.task {
        None => (0..state.updates).for_each(|_| experiment.advance()),
        Some(_) => train(&mut experiment, state.updates),
    }
    experiment.read_sample(state.read_sample()).expect("the link was checked");
    (state, experiment)
}

/// Gives each cell the weights that it learns from the data in so many updates.
fn train(experiment: &mut Experiment, updates: u32) {
    for kind in CellKind::ALL {
        let mut racer = Racer::new(kind, &experiment.settings).expect("the link's settings were checked");
        while racer.updates < updates {
            racer.advance().expect("the scenario's settings do not explode");
        }
        experiment.show(kind, racer.params().convert());
    }
    experiment.updates = updates;
}

/// Loads the page at a link and waits until it shows it. A link with a state of its own keeps the opening from playing.
pub async fn open(browser: &Browser, link: &str) -> Result<Experiment> {
    let (state, experiment) = native(link);
    browser.open(link).await?;
    browser.wait_until_ready().await?;
    if url::fragment_from_state(&state).is_empty() {
        // A page that is told nothing plays once by itself, until somebody does something.
        let stop = "
            document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
            document.getElementById('first').click();";
        browser.run(stop, vec![]).await?;
    }
    wait_for_updates(browser, state.updates).await?;
    wait_for_moment(browser, experiment.timeline().moment(state.cursor)).await?;
    Ok(experiment)
}

/// Waits until everything that follows from an action is drawn: effects run before the next frame, charts in it.
pub async fn settle(browser: &Browser) -> Result<()> {
    let frames = "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));";
    browser.run_async(frames, &Value::Null).await?;
    Ok(())
}

/// Checks again until it is right: a driver may be back before what it did has arrived in the page.
///
/// # Errors
/// What is still wrong after ten seconds.
pub async fn eventually(check: impl AsyncFn() -> Result<()>) -> Result<()> {
    let start = Instant::now();
    loop {
        match check().await {
            Err(_) if start.elapsed() < Duration::from_secs(10) => tokio::time::sleep(Duration::from_millis(30)).await,
            result => return result,
        }
    }
}

/// As `html[data-moment]` names it.
pub fn name_of(moment: Moment) -> String {
    match moment {
        Moment::Forward { t } => format!("forward:{}", t + 1),
        Moment::Loss => "loss".to_owned(),
        Moment::Backward { t } => format!("backward:{}", t + 1),
        Moment::Update => "update".to_owned(),
    }
}

pub async fn wait_for_moment(browser: &Browser, moment: Moment) -> Result<()> {
    wait_for(browser, "moment", &name_of(moment)).await
}

pub async fn wait_for_updates(browser: &Browser, updates: u32) -> Result<()> {
    wait_for(browser, "updates", &updates.to_string()).await
}

async fn wait_for(browser: &Browser, name: &str, wanted: &str) -> Result<()> {
    let waited = browser.wait_until(&format!("document.documentElement.dataset.{name} === '{wanted}'")).await;
    let Err(error) = waited else { return Ok(()) };
    let found = browser.run(&format!("return document.documentElement.dataset.{name}"), vec![]).await?;
    Err(error.context(format!("{name}: expected {wanted}, found {found}")))
}

/// How the stage is drawn: `columns`, `heat-map` or `rolled`.
pub async fn form(browser: &Browser) -> Result<String> {
    let form = browser.run("return document.getElementById('stage').dataset.form", vec![]).await?;
    Ok(form.as_str().unwrap_or_default().to_owned())
}

/// Compares every number of the stage, bit by bit; the lanes are those of `shown`. To be called at the update, where all
/// of them are there.
pub async fn assert_native(browser: &Browser, experiment: &Experiment, shown: &[CellKind]) -> Result<()> {
    settle(browser).await?;
    eventually(async || compare_all(browser, experiment, shown).await).await
}

async fn compare_all(browser: &Browser, experiment: &Experiment, shown: &[CellKind]) -> Result<()> {
    let found = read(browser).await?;
    let last = experiment.sequence.steps() - 1;
    let mut wanted = match form(browser).await?.as_str() {
        "columns" => numbers_of_steps(experiment, shown, 0..=last),
        "rolled" => numbers_of_steps(experiment, shown, last..=last),
        _ => shown.iter().flat_map(|kind| (0..=last).map(|t| gradient(experiment, *kind, t))).collect(),
    };
    let loss = |kind: &CellKind| Some((format!("{} L", key(*kind)), experiment.lane(*kind).loss()?));
    wanted.extend(shown.iter().filter_map(loss));
    compare(&found, &wanted).with_context(|| format!("{:?}", experiment.settings))
}

/// The numbers of one step, which is what the rolled stage shows.
pub async fn assert_native_step(browser: &Browser, experiment: &Experiment, t: usize) -> Result<()> {
    settle(browser).await?;
    let check = async || {
        let mut found = read(browser).await?;
        found.retain(|name, _| !name.ends_with(" L"));
        compare(&found, &numbers_of_steps(experiment, &CellKind::ALL, t..=t))
    };
    eventually(check).await
}

/// As in `data-cell`.
pub fn key(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Rnn => "rnn",
        CellKind::Lstm => "lstm",
        CellKind::Gru => "gru",
    }
}

/// Whether these are the same bits, or both no numbers.
pub fn is_same(left: f64, right: f64) -> bool {
    left.to_bits() == right.to_bits() || left.is_nan() && right.is_nan()
}

async fn read(browser: &Browser) -> Result<Numbers> {
    let script = "
        const numbers = {};
        const norm = '‖∂L/∂h‖';
        const readStep = (name, part) => {
            for (const strip of part.querySelectorAll('.units'))
                strip.querySelectorAll('.unit').forEach((unit, index) => {
                    numbers[`${name} ${strip.dataset.state} ${index + 1}`] = unit.dataset.value;
                });
            const { p, loss } = part.querySelector('.output').dataset;
            if (p) numbers[`${name} p`] = p;
            if (loss) numbers[`${name} loss`] = loss;
            numbers[`${name} ${norm}`] = part.querySelector('.back').dataset.value;
        };
        const readColumn = (name, column) => {
            for (const strip of column.querySelectorAll('.strip'))
                (strip.dataset.values ?? '').split(' ').forEach((value, index) => {
                    numbers[`${name} ${strip.dataset.state} ${index + 1}`] = value;
                });
            const value = part => column.querySelector(part).dataset.value;
            if (value('.p')) numbers[`${name} p`] = value('.p');
            if (value('.loss')) numbers[`${name} loss`] = value('.loss');
            numbers[`${name} ${norm}`] = value('.norm');
        };
        for (const lane of document.querySelectorAll('#stage .lane')) {
            const { cell, step } = lane.dataset;
            if (step) readStep(`${cell} t=${step}`, lane);
            for (const column of lane.querySelectorAll('.column'))
                readColumn(`${cell} t=${column.dataset.step}`, column);
            lane.querySelector('.curve')?.dataset.value.split(' ').forEach((value, t) => {
                numbers[`${cell} t=${t + 1} ${norm}`] = value;
            });
        }
        for (const loss of document.querySelectorAll('.loss-of:not([hidden])'))
            if (loss.dataset.value) numbers[`${loss.dataset.lossOf} L`] = loss.dataset.value;
        return Object.entries(numbers).map(([name, value]) => [name, value ?? 'nothing']);";
    let entries: Vec<(String, String)> = serde_json::from_value(browser.run(script, vec![]).await?)?;
    let number = |(name, text): (String, String)| {
        let value = text.parse::<f64>().with_context(|| format!("{name}: {text}"))?;
        Ok((name, value))
    };
    entries.into_iter().map(number).collect()
}

fn numbers_of_steps(
    experiment: &Experiment,
    shown: &[CellKind],
    steps: impl Iterator<Item = usize> + Clone,
) -> Numbers {
    let mut numbers = Numbers::new();
    for (kind, t) in shown.iter().flat_map(|kind| steps.clone().map(move |t| (*kind, t))) {
        let tape = &experiment.lane(kind).tape;
        let name = format!("{} t={}", key(kind), t + 1);
        let mut states = vec![("h", tape.h(t))];
        if tape.cell.has_cell_state() {
            states.push(("c", tape.c(t)));
        }
        for (state, values) in states {
            numbers.extend((1..).zip(values).map(|(unit, value)| (format!("{name} {state} {unit}"), *value)));
        }
        let answer = experiment.sequence.answers[t].map(|answer| match answer {
            Answer::Class(class) => tape.probs(t)[class],
            Answer::Number(_) => tape.logits(t)[0],
        });
        numbers.extend(answer.map(|answer| (format!("{name} p"), answer)));
        numbers.extend(tape.loss_at(t).map(|loss| (format!("{name} loss"), loss)));
        numbers.extend([gradient(experiment, kind, t)]);
    }
    numbers
}

fn gradient(experiment: &Experiment, kind: CellKind, t: usize) -> (String, f64) {
    (format!("{} t={} ‖∂L/∂h‖", key(kind), t + 1), experiment.lane(kind).tape.dh_norm(t))
}

fn compare(found: &Numbers, wanted: &Numbers) -> Result<()> {
    let names = |numbers: &Numbers| numbers.keys().cloned().collect::<Vec<_>>();
    ensure!(names(found) == names(wanted), "expected {:?},\nfound {:?}", names(wanted), names(found));
    for (name, wanted) in wanted {
        let found = found[name];
        if !is_same(found, *wanted) {
            bail!("{name}: expected {wanted:?}, found {found:?}");
        }
    }
    Ok(())
}

/// In a script: the colour in the stage's picture at a place, in CSS pixels from the top left corner of an element over it.
pub const PIXEL: &str = "
    const copies = new Map();
    const copied = canvas => {
        if (!copies.has(canvas)) {
            const copy = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
            const context = copy.getContext('2d', { willReadFrequently: true });
            context.drawImage(canvas, 0, 0);
            copies.set(canvas, context);
        }
        return copies.get(canvas);
    };
    const pixel = (part, x, y) => {
        const inside = part.getBoundingClientRect();
        const canvas = [...document.querySelectorAll('#stage canvas')].find(canvas => {
            const outside = canvas.getBoundingClientRect();
            return outside.top <= inside.top && inside.top <= outside.bottom;
        });
        const outside = canvas.getBoundingClientRect();
        const scale = canvas.width / outside.width;
        const place = [inside.left + x - outside.left, inside.top + y - outside.top];
        return [...copied(canvas).getImageData(...place.map(at => Math.floor(at * scale)), 1, 1).data];
    };";

/// Checks that every unit of the columns has been painted in the colour of its native value, where the layout has it now.
pub async fn assert_painted(browser: &Browser, experiment: &Experiment) -> Result<()> {
    settle(browser).await?;
    let script = format!(
        "{PIXEL}
        return [...document.querySelectorAll('#stage .strip')].map(strip => {{
            const [columns, rows] = [Number(strip.dataset.perRow), Number(strip.dataset.rows)];
            const units = strip.dataset.values.split(' ').length;
            return [strip.closest('.lane').dataset.cell, Number(strip.parentElement.dataset.step), strip.dataset.state,
                Array.from({{ length: units }}, (_, unit) =>
                    pixel(strip, (unit % columns + 0.5) / columns * strip.offsetWidth,
                        (Math.floor(unit / columns) + 0.5) / rows * strip.offsetHeight))];
        }});"
    );
    let strips: Vec<(String, usize, String, Vec<[u8; 4]>)> =
        serde_json::from_value(browser.run(&script, vec![]).await?)?;
    ensure!(strips.len() == 4 * experiment.sequence.steps(), "there are {} strips", strips.len());
    let scales = ColorScales::light();
    for (cell, step, state, found) in strips {
        let kind = CellKind::ALL.into_iter().find(|kind| key(*kind) == cell).context("a cell")?;
        let tape = &experiment.lane(kind).tape;
        let (values, domain) = if state == "c" { (tape.c(step - 1), 2.0) } else { (tape.h(step - 1), 1.0) };
        let color = |value: &f64| {
            let Rgb(red, green, blue) = scales.signed(*value, domain);
            [red, green, blue, 255]
        };
        let wanted: Vec<[u8; 4]> = values.iter().map(color).collect();
        ensure!(found == wanted, "{cell} {state} of step {step}: expected {wanted:?}, found {found:?}");
    }
    Ok(())
}

/// Checks at this cursor that what has been computed is visible, as text and in the picture, and nothing else is.
pub async fn assert_visible(browser: &Browser, experiment: &Experiment, cursor: usize) -> Result<()> {
    settle(browser).await?;
    // The arrow begins at the middle of its column, 8 px above its number; before it is there, its place is dotted.
    let script = format!(
        "{PIXEL}
        const isSeen = part => getComputedStyle(part).visibility === 'visible';
        const isPainted = (part, x, y) => pixel(part, x, y)[3] === 255;
        const columns = [...document.querySelectorAll('#stage .lane .column')].map(column => {{
            const [strip, p, norm] = ['.strip', '.p', '.norm'].map(part => column.querySelector(part));
            const middle = column.getBoundingClientRect().left + column.offsetWidth / 2;
            const tip = middle - norm.getBoundingClientRect().left;
            return [
                `${{column.parentElement.dataset.cell}} t=${{column.dataset.step}}`,
                [isSeen(p), isPainted(strip, 3, 3)],
                [isSeen(norm), isPainted(norm, tip + 8, -8)],
                column.classList.contains('current'),
            ];
        }});
        return [columns, [...document.querySelectorAll('#stage .lane-loss')].map(isSeen)];"
    );
    let found = browser.run(&script, vec![]).await?;
    let timeline = experiment.timeline();
    let moment = timeline.moment(cursor);
    let column = |kind: CellKind, t: usize| {
        let current = moment == Moment::Forward { t } || moment == Moment::Backward { t };
        let name = format!("{} t={}", key(kind), t + 1);
        let (read, back) = (timeline.is_read(cursor + 1, t), timeline.has_gradient(cursor + 1, t));
        json!([name, [read, read], [back, back], current])
    };
    let columns: Vec<Value> =
        CellKind::ALL.into_iter().flat_map(|kind| (0..timeline.steps).map(move |t| column(kind, t))).collect();
    let has_loss = cursor >= timeline.index(Moment::Loss);
    let wanted = json!([columns, [has_loss, has_loss, has_loss]]);
    ensure!(found == wanted, "at {}: expected {wanted},\nfound {found}", name_of(moment));
    Ok(())
}

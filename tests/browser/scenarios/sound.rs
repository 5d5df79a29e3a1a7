//! The gradient as sound: which tones are started, with the pitch of the native norms.

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use unrolled_engine::CellKind;
use unrolled_lab::{Experiment, Moment};
use unrolled_plots::{Tone, tone_of};

use crate::browser::Browser;
use crate::scenarios::figure;

/// Notes each tone that is started, and where it is heard; what is started sounds as before.
const LISTEN: &str = "
    window.__tones = [];
    const sides = [];
    const { createStereoPanner } = BaseAudioContext.prototype;
    BaseAudioContext.prototype.createStereoPanner = function () {
        const node = createStereoPanner.call(this);
        sides.push(node);
        return node;
    };
    const { start } = AudioScheduledSourceNode.prototype;
    AudioScheduledSourceNode.prototype.start = function (...when) {
        window.__tones.push([this.type, this.frequency.value, sides.at(-1).pan.value]);
        return start.apply(this, when);
    };";

type Heard = Vec<(String, f32, f32)>;

/// Timbres of the three cells, and where each is heard when all are shown.
const VOICES: [(CellKind, &str, f32); 3] =
    [(CellKind::Rnn, "triangle", -0.7), (CellKind::Lstm, "square", 0.0), (CellKind::Gru, "sawtooth", 0.7)];

/// What has been started since the last call.
async fn heard(browser: &Browser) -> Result<Heard> {
    figure::settle(browser).await?;
    Ok(serde_json::from_value(browser.run("return window.__tones.splice(0)", vec![]).await?)?)
}

fn wanted(experiment: &Experiment, t: usize) -> Heard {
    let tones = VOICES.into_iter().flat_map(|(kind, timbre, side)| {
        let sounds = match tone_of(experiment.lane(kind).tape.dh_norm(t)) {
            Tone::Pitch { hz, .. } => vec![(timbre, hz)],
            Tone::Click => vec![("sine", 1200.0)],
            Tone::Buzz => vec![("sawtooth", 185.0), ("sawtooth", 262.0)],
        };
        sounds.into_iter().map(move |(timbre, hz)| (timbre.to_owned(), hz as f32, side))
    });
    tones.collect()
}

async fn assert_heard(browser: &Browser, wanted: Heard, about: &str) -> Result<()> {
    let found = heard(browser).await?;
    ensure!(found == wanted, "{about}: expected {wanted:?}, heard {found:?}");
    Ok(())
}

/// Nothing until it is asked for; then each backward moment, by steps and played, sounds the native norms, and nothing else does.
pub async fn the_gradient_is_heard(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&loss=last&at=3").await?;
    let last = experiment.sequence.steps() - 1;
    browser.run(LISTEN, vec![]).await?;
    // The moment of the loss and the first on the way back.
    browser.press(&Key::Right.to_string().repeat(2)).await?;
    figure::wait_for_moment(browser, Moment::Backward { t: last }).await?;
    assert_heard(browser, vec![], "before it was asked for").await?;
    browser.press("s").await?;
    browser.wait_until("document.getElementById('sound').getAttribute('aria-pressed') === 'true'").await?;
    browser.wait_until("!document.getElementById('sound-help').hidden").await?;
    assert_heard(browser, wanted(&experiment, last), "when it is asked for").await?;
    for t in (0..last).rev() {
        browser.press(&Key::Right.to_string()).await?;
        figure::wait_for_moment(browser, Moment::Backward { t }).await?;
        assert_heard(browser, wanted(&experiment, t), &format!("step {}", t + 1)).await?;
    }
    browser.press(&Key::Home.to_string()).await?;
    figure::wait_for_moment(browser, Moment::Forward { t: 0 }).await?;
    browser.press(&Key::Right.to_string()).await?;
    figure::wait_for_moment(browser, Moment::Forward { t: 1 }).await?;
    assert_heard(browser, vec![], "on the way forward").await?;
    // Played from there to the update, all of the way back is heard once.
    browser.press(" ").await?;
    figure::wait_for_moment(browser, Moment::Update).await?;
    let all = (0..=last).rev().flat_map(|t| wanted(&experiment, t)).collect();
    assert_heard(browser, all, "played").await?;
    browser.click("#sound").await?;
    browser.press(&Key::Left.to_string()).await?;
    figure::wait_for_moment(browser, Moment::Backward { t: 0 }).await?;
    assert_heard(browser, vec![], "switched off").await
}

/// What is remembered begins with the first thing that is done; exact zeros click, and what is no number buzzes.
pub async fn zeros_and_infinities_are_heard(browser: &Browser) -> Result<()> {
    browser.run("localStorage.setItem('unrolled-sound', 'on')", vec![]).await?;
    let exploding =
        format!("units=32&activation=relu&init=gaussian&gain=10&rate=100&text={}", "it+explodes+".repeat(12));
    for (settings, is_wanted) in [
        ("init=spectral&radius=0&loss=last".to_owned(), (|norm| norm == 0.0) as fn(f64) -> bool),
        (format!("{exploding}&updates=2"), |norm| !norm.is_finite()),
    ] {
        let (_, experiment) = figure::native(&format!("#v=1&{settings}"));
        let (timeline, rnn) = (experiment.timeline(), &experiment.lane(CellKind::Rnn).tape);
        let found = (0..experiment.sequence.steps()).rev().find(|t| is_wanted(rnn.dh_norm(*t)));
        let t = found.with_context(|| format!("no such norm: {settings}"))?;
        let before = timeline.index(Moment::Backward { t }) - 1;
        figure::open(browser, &format!("#v=1&at={before}&{settings}")).await?;
        browser.run(LISTEN, vec![]).await?;
        browser.press(&Key::Right.to_string()).await?;
        figure::wait_for_moment(browser, Moment::Backward { t }).await?;
        assert_heard(browser, wanted(&experiment, t), &settings).await?;
    }
    browser.run("localStorage.clear()", vec![]).await?;
    Ok(())
}

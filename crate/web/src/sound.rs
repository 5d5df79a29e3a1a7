//! The gradient as sound, for whoever asks for it: on a backward moment each shown cell sounds the norm that came back to it.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::Moment;
use unrolled_plots::{Tone, tone_of};
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, GainNode, OscillatorType};

use crate::browser::{recall, remember};
use crate::reactive::{RwSignal, effect, handler, live};
use crate::store::Store;
use crate::strings::words;

const STORED_AS: &str = "unrolled-sound";
/// A tone lasts so long at most, in seconds; cells sound one after the other.
const LONGEST_S: f64 = 0.12;
/// Of a moment, the part in which there is sound.
const SHARE: f64 = 0.9;
const CLICK_S: f64 = 0.006;
/// In which a tone comes and goes, so that it does not crack.
const EDGE_S: f64 = 0.004;
/// How far to the side the outer lanes are heard; 1 would be one ear alone.
const SIDE: f64 = 0.7;
/// Two that beat against each other: no norm sounds like it.
const BUZZ_HZ: [f64; 2] = [185.0, 262.0];
const CLICK_HZ: f64 = 1200.0;

/// Whether there is sound, and through what; in context.
#[derive(Clone, Copy)]
pub struct Sound {
    store: Store,
    is_on: RwSignal<bool>,
    /// Made when the reader does something: before that, browsers are silent.
    context: StoredValue<Option<AudioContext>, LocalStorage>,
    /// What the last moment sounds through.
    bus: StoredValue<Option<GainNode>, LocalStorage>,
}

/// Puts [`Sound`] into the context; from then on the moments are heard while it is on.
pub fn start(store: Store) -> Sound {
    let sound = Sound {
        store,
        is_on: RwSignal::new(recall(STORED_AS).is_some_and(|stored| stored == "on")),
        context: StoredValue::new_local(None),
        bus: StoredValue::new_local(None),
    };
    provide_context(sound);
    effect(move || {
        store.cursor.track();
        if sound.is_on.get_untracked() {
            sound.play();
        }
    });
    // Who had it on the last time has it with the first thing that is done.
    let awake = move || {
        if sound.is_on.get_untracked() {
            sound.open();
        }
    };
    let listeners = [
        window_event_listener(leptos::ev::click, move |_| awake()),
        window_event_listener(leptos::ev::keydown, move |event| {
            if !matches!(event.key().as_str(), "Escape" | "Shift" | "Control" | "Alt" | "Meta") {
                awake();
            }
        }),
        window_event_listener(leptos::ev::visibilitychange, move |_| sound.rest_or_go_on()),
    ];
    on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
    sound
}

impl Sound {
    /// On or off, whichever is not now; what the moment sounds like is heard at once.
    pub fn toggle(self) {
        let is_on = !self.is_on.get_untracked();
        self.is_on.set(is_on);
        remember(STORED_AS, if is_on { "on" } else { "off" });
        if is_on {
            self.open();
            self.play();
        }
        self.rest_or_go_on();
    }

    fn open(self) {
        if self.context.with_value(Option::is_none) {
            self.context.set_value(AudioContext::new().ok());
        }
    }

    /// Nothing is heard of a page that is not seen.
    fn rest_or_go_on(self) {
        self.context.with_value(|context| {
            let Some(context) = context else { return };
            let goes_on = self.is_on.get_untracked() && !document().hidden();
            // Both only promise.
            let _ = if goes_on { context.resume() } else { context.suspend() };
        });
    }

    /// Sounds the moment, if it is one of the way back.
    fn play(self) {
        let Moment::Backward { t } = self.store.moment_untracked() else { return };
        if document().hidden() {
            return;
        }
        let shown = self.store.shown.get_untracked();
        let norms: Vec<f64> = self
            .store
            .with_untracked(|experiment| shown.iter().map(|kind| experiment.lane(*kind).tape.dh_norm(t)).collect());
        self.context.with_value(|context| {
            if let Some(context) = context {
                // A browser without a device for sound may refuse any of it.
                let _ = self.sound(context, &shown, &norms);
            }
        });
    }

    fn sound(self, context: &AudioContext, shown: &[CellKind], norms: &[f64]) -> Result<(), JsValue> {
        let now = context.current_time();
        let bus = context.create_gain()?;
        bus.connect_with_audio_node(&context.destination())?;
        // Whoever steps fast does not hear the moments over each other.
        if let Some(before) = self.bus.try_update_value(|last| last.replace(bus.clone())).flatten() {
            before.gain().set_target_at_time(0.0, now, EDGE_S)?;
        }
        let count = shown.len().max(1) as f64;
        let moment_s = self.store.ms_per_moment.get_untracked() / 1000.0 * SHARE;
        // Too short to be told apart one by one, they sound at once.
        let (length, apart) = match self.store.is_brisk_untracked() {
            true => (moment_s.min(LONGEST_S), 0.0),
            false => ((moment_s / count).min(LONGEST_S), (moment_s / count).min(LONGEST_S)),
        };
        for (lane, (kind, norm)) in shown.iter().zip(norms).enumerate() {
            let side = if shown.len() > 1 { (2.0 * lane as f64 / (count - 1.0) - 1.0) * SIDE } else { 0.0 };
            let start = now + EDGE_S + apart * lane as f64;
            let voice = Voice { context, bus: &bus, side, start };
            let (timbre, softer) = timbre(*kind);
            match tone_of(*norm) {
                Tone::Pitch { hz, gain } => voice.sound(timbre, hz, gain * softer, length)?,
                Tone::Click => voice.sound(OscillatorType::Sine, CLICK_HZ, 0.05, CLICK_S)?,
                Tone::Buzz => {
                    for hz in BUZZ_HZ {
                        voice.sound(OscillatorType::Sawtooth, hz, 0.06, length)?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// What a cell sounds like, and how much softer than a triangle that has to be.
fn timbre(kind: CellKind) -> (OscillatorType, f64) {
    match kind {
        CellKind::Rnn => (OscillatorType::Triangle, 1.0),
        CellKind::Lstm => (OscillatorType::Square, 0.45),
        CellKind::Gru => (OscillatorType::Sawtooth, 0.5),
    }
}

/// From where and when a tone is heard.
struct Voice<'a> {
    context: &'a AudioContext,
    bus: &'a GainNode,
    /// −1 is left, 1 is right.
    side: f64,
    /// On the clock of the context, in seconds.
    start: f64,
}

impl Voice<'_> {
    fn sound(&self, timbre: OscillatorType, hz: f64, gain: f64, length: f64) -> Result<(), JsValue> {
        let (start, end) = (self.start, self.start + length.max(2.0 * EDGE_S));
        let source = self.context.create_oscillator()?;
        source.set_type(timbre);
        source.frequency().set_value(hz as f32);
        let loudness = self.context.create_gain()?;
        let level = loudness.gain();
        level.set_value_at_time(0.0, start)?;
        level.linear_ramp_to_value_at_time(gain as f32, start + EDGE_S)?;
        level.set_value_at_time(gain as f32, end - EDGE_S)?;
        level.linear_ramp_to_value_at_time(0.0, end)?;
        let place = self.context.create_stereo_panner()?;
        place.pan().set_value(self.side as f32);
        source.connect_with_audio_node(&loudness)?;
        loudness.connect_with_audio_node(&place)?;
        place.connect_with_audio_node(self.bus)?;
        source.start_with_when(start)?;
        source.stop_with_when(end)
    }
}

/// The switch, where the browser has sound at all.
#[component]
pub fn SoundSwitch() -> impl IntoView {
    let sound = expect_context::<Sound>();
    let words = &words().stage;
    let has_sound = js_sys::Reflect::has(&window(), &"AudioContext".into()).unwrap_or(false);
    has_sound.then(|| {
        view! {
            <button
                type="button" id="sound" class="icon-button" title=words.sound aria-label=words.sound aria-describedby="sound-help"
                aria-pressed=live(move || sound.is_on.get().to_string()) on:click=handler(move |_| sound.toggle())
            >
                <svg viewBox="0 0 16 16" aria-hidden="true">
                    <path d="M2 6h2.6L8.5 2.6v10.8L4.6 10H2z" />
                    <path class="waves" d="M10.5 5.6a3.4 3.4 0 0 1 0 4.8M12.4 3.7a6 6 0 0 1 0 8.6" />
                </svg>
            </button>
        }
    })
}

/// What the tones mean, while there are any.
#[component]
pub fn SoundHelp() -> impl IntoView {
    let sound = expect_context::<Sound>();
    view! { <p id="sound-help" class="help" hidden=live(move || !sound.is_on.get())>{words().stage.sound_help}</p> }
}

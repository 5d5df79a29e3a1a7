//! Long links: packed, unpacked, and never too long.

use proptest::prelude::*;
use unrolled_engine::{Activation, CellKind, Convention, Switch, Switches};
use unrolled_tasks::LossSteps;

use super::super::packed::{Pair, packed, unpacked};
use super::super::*;
use super::{check, noise};
use crate::chain::{Chain, Descent, Phi};
use crate::gradient_lab::GradientLab;
use crate::language::Language;
use crate::layout::{Layout, PARTS, Parts};
use crate::lesson::Lesson;
use crate::sampling::Sampling;
use crate::settings::*;
use crate::state::{Asked, Command, Fold, Granularity, State};
use crate::stops::{Stops, Way};

proptest! {
    #[test]
    fn pairs_survive_packing(values in proptest::collection::vec("\\PC{0,300}|[%&+=# \n]{0,9}", 0..5)) {
        let pairs: Vec<Pair> = values.into_iter().map(|value| ("text", value)).collect();
        let wanted: Vec<(String, String)> = pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        let fragment = packed(pairs);
        prop_assert_eq!(if fragment.is_empty() { Vec::new() } else { unpacked(&fragment).unwrap() }, wanted);
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC*", z in "[A-Za-z0-9_=-]{0,80}", bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = state_from_fragment(&text);
        let _ = state_from_fragment(&format!("v=1&z={text}"));
        let _ = state_from_fragment(&format!("v=1&z={z}"));
        let _ = state_from_fragment(&format!("v=1&z={}", encoded(&bytes)));
        let _ = state_from_fragment(&z_of(text.as_bytes()));
        let _ = state_from_fragment(&z_of(&bytes));
    }
}

fn encoded(bytes: &[u8]) -> String {
    use base64ct::{Base64UrlUnpadded, Encoding};
    Base64UrlUnpadded::encode_string(bytes)
}

fn z_of(text: &[u8]) -> String {
    format!("v=1&z={}", encoded(&miniz_oxide::deflate::compress_to_vec(text, 6)))
}

#[test]
fn a_packed_link_is_the_same_link() {
    let state = state_from_fragment(&z_of(b"v=1&units=7&text=a%26b&at=3")).unwrap();
    assert_eq!(fragment_from_state(&state), "v=1&text=a%26b&units=7&at=3");
    let patch = z_of(b"v=1&units=8");
    assert_eq!(patched(&state, &patch).unwrap().settings.units, 8);
    // What is named beside it counts, too.
    let korean = state_from_fragment(&format!("{patch}&lang=ko")).unwrap();
    assert_eq!((korean.settings.units, korean.language), (8, Language::Korean));
    // The page's first script looks for the language before there is a program that unpacks.
    let settings = Settings { text: noise(200), ..Settings::default() };
    let state = State { settings, language: Language::Korean, ..State::default() };
    let fragment = fragment_from_state(&state);
    assert!(fragment.starts_with("v=1&z=") && fragment.ends_with("&lang=ko"), "{fragment}");
    assert!(names_language(&fragment) && !names_language(&patch));
    assert_eq!(state_from_fragment(&fragment), Ok(state));
}

#[test]
fn what_cannot_be_unpacked_is_named() {
    let packed =
        |reason: &str, found: &str| format!("link: z: expected what this page has packed ({reason}), found {found:?}");
    check("v=1&z=%%%", &packed("invalid base64", "%%%"));
    check("v=1&z=AAAA", &packed("invalid deflate", "AAAA"));
    check("v=1&z=", &packed("invalid deflate", ""));
    let shown = |z: &str| format!("{}…", &z[6..30]);
    let bomb = z_of(&vec![b'a'; 10_000_000]);
    check(&bomb, &packed("more than 65536 bytes", &shown(&bomb)));
    let latin = z_of(&[b'v', b'=', b'1', b'&', 0xe9]);
    check(&latin, &packed("invalid UTF-8", &latin[6..]));
    let inside = z_of(b"v=1&units=7");
    let twice = z_of(inside.as_bytes());
    check(&twice, &packed("packed twice", &shown(&twice)));
    check(&z_of(b"v=2&units=7"), "link: expected version 1, found \"2\"");
    check(&z_of(b"v=1&colour=red"), "link: expected a known name, found \"colour\"");
}

/// Everything chosen, numbers of seventeen digits, and a text of 200 characters that nothing packs well.
#[test]
fn the_longest_link_is_short() {
    let third = 1.0 / 3.0;
    let syllables: String = (0..200_u32).map(|k| char::from_u32(0xAC00 + k * 7919 % 11_172).unwrap()).collect();
    let emoji: String = (0..200_u32).map(|k| char::from_u32(0x1F300 + k * 89 % 400).unwrap()).collect();
    for text in [noise(200), syllables, emoji] {
        let settings = Settings {
            losses: LossSteps::Last,
            length: 33,
            text,
            sizing: Sizing::Free,
            own_units: [61, 62, 63],
            parameters: 99_991,
            seed: u32::MAX,
            activation: Activation::Relu,
            convention: Convention::Pytorch,
            switches: Switches::of(&[Switch::ForgetOpen, Switch::OutputOpen, Switch::ResetOpen, Switch::Coupled]),
            initializer: InitializerKind::SpectralRadius,
            gain: third,
            radius: 2.0 * third,
            bias: BiasKind::Chrono,
            forget_bias: -third,
            longest: 1e4 * third,
            optimizer: OptimizerKind::RmsProp,
            learning_rate: third / 100.0,
            clipping: ClippingKind::GlobalNorm,
            clip_limit: 1e4 * third,
            batch: 255,
            decay: third,
            dropout: third,
            window: 199,
            teacher_forcing: false,
            own_encoder: true,
            ..Settings::default()
        };
        let prompt = settings.text.chars().take(100).collect();
        let chain = Chain { phi: Phi::Sigmoid, w: third, b: -third, x: 4.0 * third, steps: 199, target: 100.0 * third };
        let descent = Descent { rate: third, limit: Some(1e4 * third), updates: 499 };
        let mut state = State { settings, updates: u32::MAX, language: Language::Korean, ..State::default() };
        state.apply(Command::Sample(Sampling { temperature: third, seed: u32::MAX, prompt, length: 200 })).unwrap();
        state
            .apply(Command::Lab(GradientLab {
                source: Some(198),
                inputs: true,
                window: 199,
                detached: true,
                cuts: true,
                clipped: true,
                chain,
                descent,
            }))
            .unwrap();
        state
            .apply(Command::Stops(Stops {
                on: [true; 4],
                step: 199,
                way: Way::Backward,
                below: third,
                above: 1e9 * third,
            }))
            .unwrap();
        state.apply(Command::Granularity(Granularity::Operation)).unwrap();
        state.apply(Command::SeekOperation(250, 7)).unwrap();
        state.fold = Fold::Rolled;
        state.cells = [false, true, true];
        state.lesson = Some(Lesson::Glossary);
        state.layout = Layout::Presented;
        state.parts = Parts::named(&PARTS.join(" ")).ok();
        let outline = state.outline(CellKind::Gru);
        for k in 0..9 {
            let (_, operation) = outline.all_operations().nth(700 + 97 * k).unwrap();
            let place = operation.places[0];
            let (rows, cols) = outline.dimensions.shape(place);
            let asked = Asked { cell: CellKind::Gru, entry: place.entry(rows - 1, cols - 1) };
            state.apply(Command::Pin(asked, true)).unwrap();
            state.apply(Command::Ask(Some(asked))).unwrap();
        }
        let fragment = fragment_from_state(&state);
        assert!(fragment.len() <= MOST_CHARACTERS, "{} characters", fragment.len());
        assert_eq!(state_from_fragment(&fragment), Ok(state));
    }
}

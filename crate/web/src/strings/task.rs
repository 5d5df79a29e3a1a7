//! The words about tasks: what is read, what is answered, where the data are from.

use unrolled_tasks::own::Kind;
use unrolled_tasks::{DataFile, Shape, Task};

use super::leaked;
use super::message::{say, text};
use super::{OwnWords, SettingWords, own};
use crate::data::LoadError;

pub struct TaskWords {
    pub choice: &'static str,
    /// Of the text that the reader types.
    pub text: &'static str,
    pub text_group: &'static str,
    /// Low, high; negative, positive.
    pub labels: [&'static str; 4],
    pub group: fn(Shape) -> &'static str,
    pub memory: &'static str,
    pub own: &'static OwnWords,
    pub character: &'static str,
    pub name: fn(Task) -> &'static str,
    pub about: fn(Task) -> &'static str,
    pub credit: fn(DataFile) -> &'static str,
    pub loading: &'static str,
    pub missing: fn(&LoadError) -> String,
    pub again: &'static str,
    pub example: &'static str,
    /// Its number in its set, how many there are in that, and whether it is the test set.
    pub example_of: fn(usize, usize, bool) -> String,
    pub previous: &'static str,
    pub next: &'static str,
    pub random: &'static str,
    pub length: &'static str,
    pub sizing: &'static str,
    pub same_units: &'static str,
    pub same_parameters: &'static str,
    pub same_nothing: &'static str,
    /// Names of the cells' own numbers of units, in the order of the cells.
    pub own_units: [&'static str; 3],
    pub parameters: SettingWords,
    pub batch: &'static str,
    pub decay: SettingWords,
    pub dropout: SettingWords,
    pub window: SettingWords,
    pub forcing: SettingWords,
    pub encoder: SettingWords,
    /// Whether the encoder's are its own.
    pub encoder_weights: fn(bool) -> &'static str,
    pub forcing_on: &'static str,
    pub forcing_off: &'static str,
}

pub fn words() -> TaskWords {
    TaskWords {
        choice: text("task-choice"),
        text: text("task-text"),
        text_group: text("task-text-group"),
        labels: [text("task-label-low"), text("task-label-high"), text("task-label-neg"), text("task-label-pos")],
        group: |shape| match shape {
            Shape::OneToOne => text("task-group-one-to-one"),
            Shape::OneToMany => text("task-group-one-to-many"),
            Shape::ManyToOne => text("task-group-many-to-one"),
            Shape::ManyToManyDelayed => text("task-group-many-to-many-delayed"),
            Shape::ManyToManyInStep => text("task-group-many-to-many-in-step"),
        },
        memory: text("task-memory"),
        own: leaked(own::words()),
        character: text("task-character"),
        name: |task| match task {
            Task::BloodPressure => text("task-name-blood-pressure"),
            Task::CaptionEn => text("task-name-caption-en"),
            Task::CaptionKo => text("task-name-caption-ko"),
            Task::SentimentEn => text("task-name-sentiment-en"),
            Task::SentimentKo => text("task-name-sentiment-ko"),
            Task::Translation => text("task-name-translation"),
            Task::Dates => text("task-name-dates"),
            Task::PosEn => text("task-name-pos-en"),
            Task::PosKo => text("task-name-pos-ko"),
            Task::MovingDigit => text("task-name-moving-digit"),
            Task::Sonnet => text("task-name-sonnet"),
            Task::PoemSyllables => text("task-name-poem-syllables"),
            Task::PoemJamo => text("task-name-poem-jamo"),
            Task::FirstSymbol => text("task-name-first-symbol"),
            Task::TemporalOrder => text("task-name-temporal-order"),
            Task::Adding => text("task-name-adding"),
            Task::Copying => text("task-name-copying"),
            Task::Parity => text("task-name-parity"),
            Task::OwnText(_) => own::name(Kind::Text),
            Task::OwnTable(_) => own::name(Kind::Table),
        },
        about: |task| match task {
            Task::BloodPressure => text("task-about-blood-pressure"),
            Task::CaptionEn | Task::CaptionKo => text("task-about-caption-en"),
            Task::SentimentEn | Task::SentimentKo => text("task-about-sentiment-en"),
            Task::Translation => text("task-about-translation"),
            Task::Dates => text("task-about-dates"),
            Task::PosEn | Task::PosKo => text("task-about-pos-en"),
            Task::MovingDigit => text("task-about-moving-digit"),
            Task::Sonnet | Task::PoemSyllables | Task::PoemJamo => text("task-about-sonnet"),
            Task::FirstSymbol => text("task-about-first-symbol"),
            Task::TemporalOrder => text("task-about-temporal-order"),
            Task::Adding => text("task-about-adding"),
            Task::Copying => text("task-about-copying"),
            Task::Parity => text("task-about-parity"),
            Task::OwnText(_) => text("task-about-own-text"),
            Task::OwnTable(_) => text("task-about-own-table"),
        },
        credit: |file| match file {
            DataFile::BloodPressure => text("task-credit-blood-pressure"),
            DataFile::Digits => text("task-credit-digits"),
            DataFile::SentimentEn => text("task-credit-sentiment-en"),
            DataFile::Poems => text("task-credit-poems"),
            DataFile::Sonnet => text("task-credit-sonnet"),
            DataFile::SentimentKo | DataFile::PosEn | DataFile::PosKo => text("task-credit-sentiment-ko"),
            DataFile::DigitCaptions => "",
        },
        loading: text("task-loading"),
        missing: |error| match error.reason.as_str() {
            "" => say!("task-missing", file = error.file.name()),
            reason => {
                say!("task-missing-because", file = error.file.name(), reason)
            }
        },
        again: text("task-again"),
        example: text("task-example"),
        example_of: |number, count, is_test| {
            say!("task-example-of", number, count, set = if is_test { "test" } else { "training" })
        },
        previous: text("task-previous"),
        next: text("task-next"),
        random: text("task-random"),
        length: text("task-length"),
        sizing: text("task-sizing"),
        same_units: text("task-same-units"),
        same_parameters: text("task-same-parameters"),
        same_nothing: text("task-same-nothing"),
        own_units: [text("task-own-rnn"), text("task-own-lstm"), text("task-own-gru")],
        parameters: SettingWords { name: text("task-parameters-name"), help: text("task-parameters-help") },
        batch: text("task-batch"),
        decay: SettingWords { name: text("task-decay-name"), help: text("task-decay-help") },
        dropout: SettingWords { name: text("task-dropout-name"), help: text("task-dropout-help") },
        window: SettingWords { name: text("task-window-name"), help: text("task-window-help") },
        forcing: SettingWords { name: text("task-forcing-name"), help: text("task-forcing-help") },
        encoder: SettingWords { name: text("task-encoder-name"), help: text("task-encoder-help") },
        encoder_weights: |is_own| if is_own { text("task-encoder-own") } else { text("task-encoder-shared") },
        forcing_on: text("task-forcing-on"),
        forcing_off: text("task-forcing-off"),
    }
}

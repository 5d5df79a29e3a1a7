//! The words of the toolbar, the stage, the transport and the data table.

use unrolled_lab::{CutOf, Cuts};

use super::leaked;
use super::message::{say, text};
use crate::stage::SharedWeight;

pub struct StageWords {
    // Toolbar.
    pub toolbar: &'static str,
    pub cells: &'static str,
    pub text: &'static str,
    pub steps: &'static str,
    pub units: &'static str,
    pub fold: &'static str,
    pub unrolled: &'static str,
    pub rolled: &'static str,
    pub measured_at: &'static str,
    pub every_step: &'static str,
    pub last_step: &'static str,
    pub loss_label: &'static str,
    pub updates: fn(u32) -> String,
    // Stage.
    pub stage: &'static str,
    pub stage_keys: &'static str,
    pub input: &'static str,
    pub output: &'static str,
    pub total_loss: fn(&str) -> String,
    /// The button that copies the link to the state, and what it says then: copied, or not.
    pub link: &'static str,
    pub link_hint: &'static str,
    pub link_copied: &'static str,
    pub link_kept: &'static str,
    pub p_of: fn(&str, &str) -> String,
    pub output_of: fn(&str, &str) -> String,
    pub numbers_read: fn(usize) -> String,
    /// The likeliest answers.
    pub says: &'static str,
    pub picture: &'static str,
    pub nothing_read: &'static str,
    pub step_loss: fn(&str) -> String,
    pub hint: &'static str,
    /// What keys do, for who has some.
    pub hint_keys: &'static str,
    pub shared_weights: &'static str,
    /// Whether encoder and decoder have weights of their own.
    pub weight_note: fn(SharedWeight, bool) -> String,
    pub value_scale_note: &'static str,
    pub gradient_scale_note: &'static str,
    // Read-out. Arguments are in the order in which they appear.
    pub read_input: fn(&str, &str, &str) -> String,
    /// Of a task with data: what is read, and what is to be said then, if anything.
    pub read_step: fn(&str, &str, Option<&str>) -> String,
    pub read_not_yet: fn(&str, &str) -> String,
    pub read_unit: fn(&str, &str, usize, &str, Option<&str>) -> String,
    pub read_probability: fn(&str, &str, &str, &str, bool, Option<&str>) -> String,
    pub read_gradient: fn(&str, &str, &str, Option<&str>, Option<&str>) -> String,
    // What is laid over the stage.
    /// So many times around the loop.
    pub times: fn(usize) -> String,
    /// What a truncated gradient is, and whose; whether it is cut anywhere.
    pub cuts_of_lab: fn(&Cuts) -> String,
    pub cuts_of_training: fn(&Cuts) -> String,
    pub cuts_too_close: &'static str,
    // Moments.
    pub forward: &'static str,
    pub backward: &'static str,
    pub loss: &'static str,
    pub update: &'static str,
    pub forward_at: fn(usize) -> String,
    pub backward_at: fn(usize) -> String,
    pub weight_gradient: &'static str,
    pub weight_gradient_formula: &'static str,
    pub update_formula: &'static str,
    // Transport.
    pub transport: &'static str,
    pub scrubber: &'static str,
    pub first: &'static str,
    pub back: &'static str,
    pub play: &'static str,
    pub pause: &'static str,
    pub next: &'static str,
    pub last: &'static str,
    pub granularity: &'static str,
    pub operation: &'static str,
    pub step: &'static str,
    pub pass: &'static str,
    pub speed: &'static str,
    pub sound: &'static str,
    pub sound_help: &'static str,
    // Data table.
    pub show_data: &'static str,
    pub data_title: fn(&str) -> String,
    pub data_note: fn(&str) -> String,
    pub close: &'static str,
    pub column_step: &'static str,
    pub column_input: &'static str,
    pub column_target: &'static str,
    pub column_loss: &'static str,
    pub column_unit: &'static str,
    pub units_title: fn(usize) -> String,
    pub weights_title: fn(&str, usize) -> String,
    pub too_many_weights: &'static str,
    pub sum: &'static str,
    // Keys.
    pub show_keys: &'static str,
    pub keys_title: &'static str,
    pub keys: &'static [(&'static str, &'static str)],
}

pub fn words() -> StageWords {
    StageWords {
        toolbar: text("stage-toolbar"),
        cells: text("stage-cells"),
        text: text("stage-text"),
        steps: text("stage-steps"),
        units: text("stage-units"),
        fold: text("stage-fold"),
        unrolled: text("stage-unrolled"),
        rolled: text("stage-rolled"),
        measured_at: text("stage-measured-at"),
        every_step: text("stage-every-step"),
        last_step: text("stage-last-step"),
        loss_label: text("stage-loss-label"),
        updates: |updates| say!("stage-updates", updates),
        stage: text("stage-stage"),
        stage_keys: text("stage-stage-keys"),
        input: text("stage-input"),
        output: text("stage-output"),
        link: text("stage-link"),
        link_hint: text("stage-link-hint"),
        link_copied: text("stage-link-copied"),
        link_kept: text("stage-link-kept"),
        total_loss: |loss| format!("L = {loss}"),
        p_of: |character, p| format!("p({character}) {p}"),
        output_of: |output, wanted| say!("stage-output-of", output, wanted),
        numbers_read: |count| say!("stage-numbers-read", count),
        says: text("stage-says"),
        picture: text("stage-picture"),
        nothing_read: text("stage-nothing-read"),
        step_loss: |loss| format!("−ln p {loss}"),
        hint: text("stage-hint"),
        hint_keys: text("stage-hint-keys"),
        shared_weights: text("stage-shared-weights"),
        weight_note: |weight, has_encoder| {
            let path = match weight {
                SharedWeight::InputToState => text("stage-weight-input-to-state"),
                SharedWeight::StateToState => text("stage-weight-state-to-state"),
                SharedWeight::StateToOutput => text("stage-weight-state-to-output"),
                SharedWeight::InputToEncoder => text("stage-weight-input-to-encoder"),
                SharedWeight::EncoderToEncoder => text("stage-weight-encoder-to-encoder"),
            };
            let steps = match weight {
                SharedWeight::InputToEncoder | SharedWeight::EncoderToEncoder => text("stage-weight-encoder-steps"),
                SharedWeight::InputToState | SharedWeight::StateToState if has_encoder => {
                    text("stage-weight-decoder-steps")
                }
                _ => text("stage-weight-all-steps"),
            };
            say!("stage-weight-note", index = weight.index(), path, steps)
        },
        value_scale_note: text("stage-value-scale-note"),
        gradient_scale_note: text("stage-gradient-scale-note"),
        read_step: |index, read, wanted| match wanted {
            Some(wanted) => say!("stage-read-step-some", index, read, wanted),
            None => say!("stage-read-step-none", index, read),
        },
        read_input: |index, character, next| say!("stage-read-input", index, character, next),
        read_not_yet: |cell, symbol| say!("stage-read-not-yet", cell, symbol),
        read_unit: |cell, symbol, unit, value, gradient| {
            let gradient = gradient.map(|gradient| format!(", ∂L/∂{symbol} = {gradient}")).unwrap_or_default();
            say!("stage-read-unit", cell, symbol, unit, value, gradient)
        },
        read_probability: |cell, index, character, p, is_target, loss| {
            let target = if is_target { text("stage-read-is-target") } else { "" };
            let loss = loss.map(|loss| say!("stage-read-loss", loss)).unwrap_or_default();
            format!("{cell} p{index}(“{character}”) = {p}{target}{loss}")
        },
        read_gradient: |cell, index, norm, own, road| {
            let own = own.map(|own| say!("stage-read-own", index, own)).unwrap_or_default();
            let road = road.map(|road| format!(", ‖∂L/∂c{index}‖ = {road}")).unwrap_or_default();
            format!("{cell} ‖∂L/∂h{index}‖ = {norm}{road}{own}")
        },
        times: |count| format!("{count}×"),
        cuts_of_lab,
        cuts_of_training: |cuts| match cuts.before.is_empty() {
            true => say!("stage-cuts-training-none", k = cuts.window),
            false => say!("stage-cuts-training", k = cuts.window),
        },
        cuts_too_close: text("stage-cuts-too-close"),
        forward: text("stage-forward"),
        backward: text("stage-backward"),
        loss: text("stage-loss"),
        update: text("stage-update"),
        forward_at: |step| say!("stage-forward-at", step),
        backward_at: |step| say!("stage-backward-at", step),
        weight_gradient: text("stage-weight-gradient"),
        weight_gradient_formula: text("stage-weight-gradient-formula"),
        update_formula: text("stage-update-formula"),
        transport: text("stage-transport"),
        scrubber: text("stage-scrubber"),
        first: text("stage-first"),
        back: text("stage-back"),
        play: text("stage-play"),
        pause: text("stage-pause"),
        next: text("stage-next"),
        last: text("stage-last"),
        granularity: text("stage-granularity"),
        operation: text("stage-operation"),
        step: text("stage-step"),
        pass: text("stage-pass"),
        speed: text("stage-speed"),
        sound: text("stage-sound"),
        sound_help: text("stage-sound-help"),
        show_data: text("stage-show-data"),
        data_title: |text| say!("stage-data-title", text),
        data_note: |moment| say!("stage-data-note", moment),
        close: text("stage-close"),
        column_step: "t",
        column_input: text("stage-column-input"),
        column_target: text("stage-column-target"),
        column_loss: text("stage-column-loss"),
        column_unit: text("stage-column-unit"),
        units_title: |step| say!("stage-units-title", step),
        weights_title: |cell, count| say!("stage-weights-title", cell, count),
        too_many_weights: text("stage-too-many-weights"),
        sum: text("stage-sum"),
        show_keys: text("stage-show-keys"),
        keys_title: text("stage-keys-title"),
        keys: leaked(vec![
            ("← →", text("stage-key-step")),
            ("Shift ← →", text("stage-key-pass")),
            (text("stage-key-space"), text("stage-key-play")),
            (".", text("stage-key-stop")),
            ("Home End", text("stage-key-first")),
            ("u", text("stage-key-update")),
            ("o", text("stage-key-operation")),
            ("r", text("stage-key-fold")),
            ("n p", text("stage-key-panel")),
            ("s", text("stage-key-sound")),
            ("d", text("stage-key-data")),
            ("c", text("stage-key-code")),
            ("t", text("stage-key-teach")),
            ("Page ↑ ↓", text("stage-key-slide")),
            ("f", text("stage-key-full-screen")),
            ("?", text("stage-key-keys")),
            (text("stage-key-tab"), text("stage-key-wiring")),
            (text("stage-key-tab"), text("stage-key-stage")),
        ])
        .as_slice(),
    }
}

fn cuts_of_lab(cuts: &Cuts) -> String {
    let k = cuts.window;
    match (cuts.of, cuts.before.last()) {
        (CutOf::Every, None) => say!("stage-cuts-every-none", k),
        (CutOf::Every, Some(_)) => say!("stage-cuts-every", k),
        (CutOf::NoLoss, _) => say!("stage-cuts-no-loss", k),
        (CutOf::Loss(s), None) => say!("stage-cuts-loss-none", k, s = s + 1),
        (CutOf::Loss(s), Some(reach)) => say!("stage-cuts-loss", k, s = s + 1, reach = reach + 1),
    }
}

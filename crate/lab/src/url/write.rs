//! The state as a fragment.

use unrolled_tasks::Task;
use unrolled_tasks::own::{self, Own};

use super::packed::{MOST_CHARACTERS, Pair, can_be_packed, packed};
use super::words::*;
use crate::layout::Parts;
use crate::settings::{BiasKind, Setting, Settings, Sizing};
use crate::state::{Asked, Granularity, State};
use crate::teaching::{Given, Homework};

/// The fragment without its `#`; empty for the default state. Data of the reader's own are in it if it stays short enough
/// with them; else it only names them.
pub fn fragment_from_state(state: &State) -> String {
    whole(state).unwrap_or_else(|| packed(pairs(state, false)))
}

/// The experiment that a homework was given with, if it is not the state's own.
fn given_elsewhere(state: &State) -> Option<&Given> {
    let homework = state.teaching.homework.as_ref()?;
    homework.given.as_deref().filter(|given| **given != Given::of(state))
}

/// Whether the fragment only names the reader's own data, so that it can be read where they are, and nowhere else.
pub fn names_own(state: &State) -> bool {
    whole(state).is_none()
}

/// The fragment with everything that the state needs; `None` if that is too long for data of the reader's own.
fn whole(state: &State) -> Option<String> {
    let given = given_elsewhere(state).and_then(|given| own_of(&given.settings));
    let owns: Vec<Own> = [own_of(&state.settings), given].into_iter().flatten().collect();
    if owns.iter().any(|own| source(*own).is_none()) {
        return None;
    }
    let whole = packed(pairs(state, true));
    (owns.is_empty() || whole.len() <= MOST_CHARACTERS).then_some(whole)
}

fn own_of(settings: &Settings) -> Option<Own> {
    settings.task.and_then(Task::own).map(|(_, own)| own)
}

/// Data of the reader's own that are small enough for a link.
fn source(own: Own) -> Option<String> {
    own::source(own).ok().filter(|source| can_be_packed(source)).map(|source| source.to_string())
}

/// How the reader's own data are said: as a whole, or by their name.
fn own_pair(own: Own, is_whole: bool) -> Pair {
    let source = if is_whole { source(own) } else { None };
    source.map_or_else(|| ("data", format!("{:08x}", own.0)), |source| ("own", source))
}

/// What differs from the default, in the order in which it is read; with the reader's own data, or with their name.
fn pairs(state: &State, is_whole: bool) -> Vec<Pair> {
    let mut pairs = figure_pairs(state, is_whole);
    if let Some(homework) = &state.teaching.homework {
        let known = own_of(&state.settings);
        pairs.extend(homework_pairs(homework, state.updates));
        pairs.extend(given_elsewhere(state).into_iter().flat_map(|given| given_pairs(given, known, is_whole)));
    }
    pairs
}

/// The same without homework.
fn figure_pairs(state: &State, is_whole: bool) -> Vec<Pair> {
    let said = values(state, own_of(&state.settings).map(|own| own_pair(own, is_whole)));
    said.into_iter().filter(|said| said.value != said.usual).map(|said| (said.name, said.value)).collect()
}

/// The experiment that a homework was given with, a pair of its own in each; data that the link has anyway are named.
fn given_pairs(given: &Given, known: Option<Own>, is_whole: bool) -> Vec<Pair> {
    let given = given.within(&State::default());
    let is_known = own_of(&given.settings) == known;
    let pairs = figure_pairs(&given, is_whole && !is_known);
    if pairs.is_empty() {
        return vec![("given", String::new())];
    }
    pairs.into_iter().map(|(name, value)| ("given", format!("{name} {value}"))).collect()
}

/// What a state says by a name, and what is usual there.
struct Said {
    name: &'static str,
    value: String,
    usual: String,
}

/// Everything that a state says, but for homework. `own` says the reader's own data.
fn values(state: &State, own: Option<Pair>) -> Vec<Said> {
    let default = State::default();
    // What a task is usually learned with goes without saying, and what trained weights bring.
    let usually = default.settings.with(Setting::Task(state.settings.task)).unwrap_or_default();
    let usually = usually.with(Setting::Start(state.settings.start)).unwrap_or(usually);
    let (now, usual) = (&state.settings, &usually);
    let mut said: Vec<Said> = Vec::new();
    let mut put = |name, value, usual| said.push(Said { name, value, usual });
    match now.task.and_then(Task::own) {
        None => put("task", word(TASKS, now.task), word(TASKS, default.settings.task)),
        Some((kind, _)) => {
            if let Some((name, data)) = own {
                put(name, data, String::new());
            }
            put("task", word(OWN_TASKS, kind), String::new());
        }
    }
    put("start", word(STARTS, now.start), word(STARTS, default.settings.start));
    put("length", now.length.to_string(), usual.length.to_string());
    put("text", now.text.clone(), usual.text.clone());
    put("loss", word(LOSSES, now.losses), word(LOSSES, usual.losses));
    put("same", word(SIZINGS, now.sizing), word(SIZINGS, usual.sizing));
    put("parameters", now.parameters.to_string(), usual.parameters.to_string());
    put("units", now.units.to_string(), usual.units.to_string());
    for (name, kind) in OWN_UNITS {
        // Cells that get units of their own begin with those that they have, whatever is usual.
        let usual = if now.sizing == Sizing::Free { 0 } else { usual.own_units[*kind as usize] };
        put(name, now.own_units[*kind as usize].to_string(), usual.to_string());
    }
    put("seed", now.seed.to_string(), usual.seed.to_string());
    put("activation", word(ACTIVATIONS, now.activation), word(ACTIVATIONS, usual.activation));
    put("gru", word(CONVENTIONS, now.convention), word(CONVENTIONS, usual.convention));
    put("gates", gates(now.switches), gates(usual.switches));
    put("init", word(INITIALIZERS, now.initializer), word(INITIALIZERS, usual.initializer));
    put("gain", now.gain.to_string(), usual.gain.to_string());
    put("radius", now.radius.to_string(), usual.radius.to_string());
    put("bias", word(BIASES, now.bias), word(BIASES, usual.bias));
    put("longest", now.longest.to_string(), usual.longest.to_string());
    put("forget", now.forget_bias.to_string(), usual.forget_bias.to_string());
    put("optimizer", word(OPTIMIZERS, now.optimizer), word(OPTIMIZERS, usual.optimizer));
    put("rate", now.learning_rate.to_string(), usual.learning_rate.to_string());
    put("clip", word(CLIPPINGS, now.clipping), word(CLIPPINGS, usual.clipping));
    put("limit", now.clip_limit.to_string(), usual.clip_limit.to_string());
    put("batch", now.batch.to_string(), usual.batch.to_string());
    put("decay", now.decay.to_string(), usual.decay.to_string());
    put("dropout", now.dropout.to_string(), usual.dropout.to_string());
    put("window", now.window.to_string(), usual.window.to_string());
    put("encoder", word(ENCODERS, now.own_encoder), word(ENCODERS, usual.own_encoder));
    put("forcing", word(SWITCH, now.teacher_forcing), word(SWITCH, usual.teacher_forcing));
    put("example", (state.example + 1).to_string(), (default.example + 1).to_string());
    put("cells", cells(state), cells(&default));
    put("by", word(GRANULARITIES, state.granularity), word(GRANULARITIES, default.granularity));
    put("fold", word(FOLDS, state.fold), word(FOLDS, default.fold));
    put("updates", state.updates.to_string(), default.updates.to_string());
    put("at", state.cursor.to_string(), default.cursor.to_string());
    if state.granularity == Granularity::Operation {
        put("op", state.operation.to_string(), String::new());
    }
    put("cell", word(CELLS, state.viewed), word(CELLS, default.viewed));
    put("unit", (state.unit + 1).to_string(), (default.unit + 1).to_string());
    let (stops, usual_stops) = (&state.stops, &default.stops);
    put("stop", conditions(stops), String::new());
    put("step", stops.step.to_string(), usual_stops.step.to_string());
    put("way", word(WAYS, stops.way), word(WAYS, usual_stops.way));
    put("below", stops.below.to_string(), usual_stops.below.to_string());
    put("above", stops.above.to_string(), usual_stops.above.to_string());
    let (sampling, usual_sampling) = (&state.sampling, &default.sampling);
    put("temperature", sampling.temperature.to_string(), usual_sampling.temperature.to_string());
    put("draw", sampling.seed.to_string(), usual_sampling.seed.to_string());
    put("prompt", sampling.prompt.clone(), usual_sampling.prompt.clone());
    put("write", sampling.length.to_string(), usual_sampling.length.to_string());
    put("sample", state.stepped.map_or(String::new(), |kind| word(CELLS, kind)), String::new());
    let (lab, usual_lab) = (&state.lab, &default.lab);
    put("from", lab.source.map_or(String::new(), |source| (source + 1).to_string()), String::new());
    put("dx", word(SWITCH, lab.inputs), word(SWITCH, usual_lab.inputs));
    put("back", lab.window.to_string(), usual_lab.window.to_string());
    put("detached", word(SWITCH, lab.detached), word(SWITCH, usual_lab.detached));
    put("cuts", word(SWITCH, lab.cuts), word(SWITCH, usual_lab.cuts));
    put("clipped", word(SWITCH, lab.clipped), word(SWITCH, usual_lab.clipped));
    let (chain, usual_chain) = (&lab.chain, &usual_lab.chain);
    put("phi", word(PHIS, chain.phi), word(PHIS, usual_chain.phi));
    put("w", chain.w.to_string(), usual_chain.w.to_string());
    put("b", chain.b.to_string(), usual_chain.b.to_string());
    put("x", chain.x.to_string(), usual_chain.x.to_string());
    put("chain", chain.steps.to_string(), usual_chain.steps.to_string());
    put("y", chain.target.to_string(), usual_chain.target.to_string());
    put("descent", lab.descent.updates.to_string(), usual_lab.descent.updates.to_string());
    put("descent-rate", lab.descent.rate.to_string(), usual_lab.descent.rate.to_string());
    put("descent-limit", lab.descent.limit.map_or(String::new(), |limit| limit.to_string()), String::new());
    put("lesson", state.lesson.map_or(String::new(), |lesson| word(LESSONS, lesson)), String::new());
    for (name, asked) in
        state.asked.iter().map(|asked| ("ask", asked)).chain(state.pinned.iter().map(|pin| ("pin", pin)))
    {
        put(name, asked_text(state, *asked), String::new());
    }
    put("layout", word(LAYOUTS, state.layout), word(LAYOUTS, default.layout));
    put("parts", state.parts.map_or(String::new(), Parts::names), String::new());
    put("lock", state.teaching.locks.words(), String::new());
    put("hide", state.teaching.hidden.words(), String::new());
    put("panel", state.teaching.panel.unwrap_or_default().to_owned(), String::new());
    put("lang", word(LANGUAGES, state.language), word(LANGUAGES, default.language));
    said
}

fn homework_pairs(homework: &Homework, updates: u32) -> Vec<Pair> {
    let named = |name, value: &str| (!value.is_empty()).then(|| (name, value.to_owned()));
    let questions = homework.questions.iter().map(|question| ("q", question.to_text()));
    // Also those without an answer, to keep the places of the others.
    let given = homework.answers.iter().rposition(|answer| !answer.is_empty()).map_or(0, |last| last + 1);
    let answers = homework.answers.iter().take(given).map(|answer| ("a", answer.clone()));
    // After further updates these are no longer the weights that came back.
    let returned = homework.returned.filter(|returned| returned.updates == updates);
    let bits = returned.map(|returned| ("bits", format!("{:016x}", returned.bits)));
    let (title, name) = (named("homework", &homework.title), named("student", &homework.name));
    title.into_iter().chain(questions).chain(name).chain(answers).chain(bits).collect()
}

/// What another state's address says otherwise: a name, and its value there; `None` where there is none.
pub fn differences(before: &State, after: &State) -> Vec<(String, Option<String>)> {
    let to = after;
    let now = values(to, None);
    let now = |name: &str| now.iter().find(|said| said.name == name).map(|said| said.value.clone());
    let (before, after) = (figure_pairs(before, false), figure_pairs(after, false));
    // Which losses count is a task's own matter, and a bias that is drawn for a range of times is no number.
    let decides_nothing = |name: &str| match name {
        "loss" => to.settings.task.is_some(),
        "forget" => to.settings.bias == BiasKind::Chrono,
        _ => false,
    };
    let new = after.iter().filter(|pair| !before.contains(pair));
    let new = new.map(|(name, value)| ((*name).to_owned(), Some(value.clone())));
    let gone = before.iter().filter(|(name, _)| !after.iter().any(|(other, _)| other == name));
    let all = new.chain(gone.map(|(name, _)| ((*name).to_owned(), now(name).filter(|value| !value.is_empty()))));
    all.filter(|(name, _)| !decides_nothing(name)).collect()
}

/// What the experiment of a state has otherwise than the one that its homework was given with: a name of the address, the value
/// before, and the value now.
pub fn changed_since_given(state: &State) -> Vec<(&'static str, String, String)> {
    let Some(given) = given_elsewhere(state) else { return Vec::new() };
    let said = |experiment: &Given| {
        let state = experiment.within(&State::default());
        values(&state, own_of(&state.settings).map(|own| own_pair(own, false)))
    };
    let (before, after) = (said(given), said(&Given::of(state)));
    let value =
        |of: &[Said], name| of.iter().find(|said| said.name == name).map_or(String::new(), |said| said.value.clone());
    let gone = before.iter().filter(|was| after.iter().all(|said| said.name != was.name));
    let names = after.iter().chain(gone).map(|said| said.name);
    let changes = names.map(|name| (name, value(&before, name), value(&after, name)));
    changes.filter(|(_, before, after)| before != after).collect()
}

/// `lstm.c@7[3]`.
fn asked_text(state: &State, asked: Asked) -> String {
    let cell = state.settings.cell(asked.cell);
    format!("{}.{}", word(CELLS, asked.cell), asked.entry.name(cell))
}

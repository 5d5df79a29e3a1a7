//! What else could have been written where one points: the likeliest symbols with their p.

use leptos::prelude::*;
use unrolled_engine::CellKind;
use unrolled_lab::{Drawn, Sample, Sampling};
use unrolled_tasks::Sequence;

use super::Pointed;
use crate::numbers::{plain, short};
use crate::reactive::{Memo, RwSignal, live, memo};
use crate::stage::escaped;
use crate::stage::reading::output_name;
use crate::strings::words;

#[component]
pub fn ReadOut(
    sampling: Memo<Sampling>,
    samples: [Memo<Option<Sample>>; 3],
    pointed: RwSignal<Option<Pointed>>,
) -> impl IntoView {
    let words = words().samples;
    let found = memo(move || {
        let Pointed { cell, index } = pointed.get()?;
        samples[cell as usize].with(|sample| {
            let Sample { sequence, drawn } = sample.as_ref()?;
            let drawn = drawn.get(index)?;
            Some((sentence(sequence, cell, drawn, &sampling.read()), bars(sequence, drawn)))
        })
    });
    let said = move || found.read().as_ref().map_or_else(|| words.hint.to_owned(), |(said, _)| said.clone());
    let bars = move || found.read().as_ref().map_or_else(String::new, |(_, bars)| bars.clone());
    view! {
        <div class="sample-read-out" class:is-hint=live(move || found.read().is_none()) id="sample-read-out">
            <p aria-live="polite">{live(said)}</p>
            <ol class="candidates" inner_html=live(bars)></ol>
            <p class="help">{words.p_note}</p>
        </div>
    }
}

fn sentence(sequence: &Sequence, cell: CellKind, drawn: &Drawn, sampling: &Sampling) -> String {
    let symbol = output_name(sequence, drawn.symbol);
    let (strings, words) = (words(), words().samples);
    let at = (words.drawn_at)(drawn.t + 1, (strings.cell_name)(cell), symbol);
    match sampling.temperature {
        0.0 => format!("{at}, {}.", words.likeliest),
        temperature => format!("{at}, {}.", (words.drawn_with)(&short(drawn.chance), temperature)),
    }
}

/// The likeliest ones, and the one that was written if it is not among them.
fn bars(sequence: &Sequence, drawn: &Drawn) -> String {
    let others = drawn.candidates.iter().filter(|(symbol, _)| *symbol == drawn.symbol).count() == 0;
    let written = others.then_some((drawn.symbol, drawn.p));
    drawn.candidates.iter().copied().chain(written).map(|(symbol, p)| bar(sequence, drawn, symbol, p)).collect()
}

fn bar(sequence: &Sequence, drawn: &Drawn, symbol: usize, p: f64) -> String {
    let class = if symbol == drawn.symbol { "candidate chosen" } else { "candidate" };
    format!(
        r#"<li class="{class}" data-p="{}"><span class="name">{}</span><span class="track" aria-hidden="true"><span style="width:{:.1}%"></span></span><span class="p">p = {}</span></li>"#,
        plain(p),
        escaped(output_name(sequence, symbol)),
        if p.is_nan() { 0.0 } else { 100.0 * p },
        short(p),
    )
}

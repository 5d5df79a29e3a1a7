//! The drawn parts of the rolled cell, and how the numbers get into them.

use unrolled_lab::Lane as Network;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::output::shown_symbols;
use super::plan::{Lane, Plan};
use super::point::StateKind;
use super::reading::{answer_number, answer_numbers, output_name};
use super::scene::Scene;
use crate::numbers;

/// All elements inside of `root` that fit the selector, in the order of the document.
pub fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect()
}

/// Sets an attribute. The browser refuses only names that are no names, and these are all fixed.
pub fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

struct SlotParts {
    bar: Element,
    symbol: Element,
}

/// The values of one step of one cell.
pub struct ValueParts {
    states: Vec<(StateKind, Vec<Element>)>,
    output: Element,
    slots: Vec<SlotParts>,
    p: Element,
    loss: Element,
}

impl ValueParts {
    /// The parts inside of `root`, as `rolled_markup` wrote them.
    pub fn find(root: &Element, lane: &Lane) -> Option<Self> {
        let strips = all(root, ".units");
        let states = lane.strips.iter().zip(strips).map(|(strip, group)| (strip.state, all(&group, ".unit"))).collect();
        let bars = all(root, ".bar").into_iter().zip(all(root, ".symbol"));
        Some(Self {
            states,
            output: all(root, ".output").pop()?,
            slots: bars.map(|(bar, symbol)| SlotParts { bar, symbol }).collect(),
            p: all(root, ".p").pop()?,
            loss: all(root, ".loss").pop()?,
        })
    }

    /// Writes the numbers of step `t` into the parts.
    pub fn paint(&self, scene: &Scene, network: &Network, plan: &Plan, lane: &Lane, t: usize) {
        for (state, units) in &self.states {
            let values = match state {
                StateKind::H => network.tape.h(t),
                StateKind::C => network.tape.c(t),
            };
            for (unit, &value) in units.iter().zip(values) {
                set(unit, "fill", &scene.scales.signed(value, state.domain()).to_css());
                set(unit, "data-value", &numbers::plain(value));
            }
        }
        self.paint_output(scene, network, plan, lane, t);
    }

    fn paint_output(&self, scene: &Scene, network: &Network, plan: &Plan, lane: &Lane, t: usize) {
        let sequence = &scene.experiment.sequence;
        let probs = network.tape.probs(t);
        let shown = shown_symbols(probs, sequence.class(t), self.slots.len());
        for (slot, (parts, &symbol)) in self.slots.iter().zip(&shown).enumerate() {
            let bar = plan.bar_rect(lane, t, slot, probs[symbol]);
            set(&parts.bar, "y", &format!("{:.2}", bar.top));
            set(&parts.bar, "height", &format!("{:.2}", bar.height));
            set(&parts.bar, "data-value", &numbers::plain(probs[symbol]));
            let class = match sequence.target(t) {
                Some(target) if target == symbol => "slot target",
                _ => "slot",
            };
            if let Some(slot) = parts.bar.parent_element() {
                set(&slot, "class", class);
            }
            parts.symbol.set_text_content(Some(output_name(sequence, symbol)));
        }
        let p = answer_number(sequence, &network.tape, t);
        set(&self.output, "data-p", &p.map(numbers::plain).unwrap_or_default());
        let loss = network.tape.loss_at(t);
        set(&self.output, "data-loss", &loss.map(numbers::plain).unwrap_or_default());
        let (p_text, loss_text) = answer_numbers(plan.roomy, sequence, &network.tape, t);
        self.p.set_text_content(Some(&p_text));
        self.loss.set_text_content(loss_text.as_deref());
    }
}

//! The chain's numbers: the product that comes back, written out, and every step in a table.

use leptos::prelude::*;
use unrolled_lab::Chain;
use unrolled_lab::chain::Run;

use crate::indices::with_indices;
use crate::numbers::{full, short, subscript};
use crate::reactive::{Memo, RwSignal, handler, live};
use crate::strings::words;

/// Factors that are written out; of a longer product its ends are.
const MOST_FACTORS: usize = 6;
/// How many are at each end then.
const AT_AN_END: usize = 2;

/// ∂h_T/∂h_1 = w·φ′(a_T) × … × w·φ′(a_2) with its numbers, and how large w alone would be.
#[component]
pub fn Written(chain: Memo<Chain>, run: Memo<Run>) -> impl IntoView {
    let words = &words().lab.chain;
    let product = move || run.read().products.first().copied().unwrap_or(1.0);
    let factors = move || {
        let (chain, run) = (chain.get(), run.read());
        let one = |t: usize| format!("{}·{}", short(chain.w), short(run.slopes[t]));
        let all: Vec<usize> = (1..chain.steps).rev().collect();
        if all.is_empty() {
            return words.no_factor.to_owned();
        }
        if all.len() <= MOST_FACTORS {
            return all.into_iter().map(one).collect::<Vec<_>>().join(" × ");
        }
        let ends = |range: &[usize]| range.iter().copied().map(one).collect::<Vec<_>>().join(" × ");
        format!("{} × … × {}", ends(&all[..AT_AN_END]), ends(&all[all.len() - AT_AN_END..]))
    };
    let symbol = move || format!("∂h{}/∂h₁", subscript(chain.read().steps));
    view! {
        <p class="chain-product" id="chain-product" data-value=live(move || product().to_string())>
            <span class="symbol-name">{live(symbol)}</span> " = " <span class="factors">{live(factors)}</span> " = "
            <b class="gradient-number" title=live(move || full(product()))>{live(move || short(product()))}</b>
        </p>
        <p class="panel-note" id="chain-loss" inner_html=live(move || with_indices(&(words.loss)(&run.read())))></p>
    }
}

#[component]
pub fn ChainTable(chain: Memo<Chain>, run: Memo<Run>, hover: RwSignal<Option<usize>>) -> impl IntoView {
    let words = &words().lab.chain;
    let rows = move || {
        let (chain, run) = (chain.get(), run.read());
        let row = |t: usize| {
            let numbers = [run.a[t], run.h[t], run.slopes[t], run.factor(&chain, t), run.products[t], run.dh[t]];
            let cells = numbers.map(|number| view! { <td title=full(number)>{short(number)}</td> });
            view! {
                <tr
                    class:is-hovered=live(move || hover.get() == Some(t))
                    on:pointerenter=handler(move |_: web_sys::PointerEvent| hover.set(Some(t)))
                >
                    <th scope="row">{t + 1}</th>
                    {cells}
                </tr>
            }
        };
        (0..chain.steps).map(row).collect_view()
    };
    view! {
        <div
            class="chain-table" tabindex="0" role="region" aria-label=words.table
            on:pointerleave=handler(move |_: web_sys::PointerEvent| hover.set(None))
        >
            <table>
                <thead><tr>{words.columns.map(|name| view! { <th scope="col" inner_html=with_indices(name)></th> })}</tr></thead>
                <tbody>{live(rows)}</tbody>
            </table>
        </div>
    }
}

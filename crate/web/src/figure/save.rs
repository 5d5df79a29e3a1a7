//! Beside a panel's title: the panel as SVG, PNG or CSV.

use leptos::html::Details;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::Figure;
use super::csv::csv;
use super::sheet::picture;
use crate::browser;
use crate::paper::SAVED_SCALE;
use crate::reactive::{RwSignal, handler, live};
use crate::strings::words;

#[derive(Clone, Copy)]
enum Format {
    Svg,
    Png,
    Csv,
}

impl Format {
    const ALL: [Self; 3] = [Self::Svg, Self::Png, Self::Csv];

    fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Csv => "csv",
        }
    }
}

/// `name` is the panel's; `figure` is made when it is asked for, and `None` as long as nothing is drawn.
#[component]
pub fn SaveFigure(
    id: &'static str,
    #[prop(into)] name: String,
    figure: Box<dyn Fn() -> Option<Figure>>,
) -> impl IntoView {
    let words = &words().figure;
    let room = NodeRef::<Details>::new();
    let answer = RwSignal::new(String::new());
    let figure = StoredValue::new_local(figure);
    let save = move |format: Format| match figure.with_value(|figure| figure()) {
        Some(figure) => save(&figure, format, answer),
        None => answer.set(words.nothing.to_owned()),
    };
    let buttons = Format::ALL.map(|format| {
        let extension = format.extension();
        view! {
            <button
                type="button" class="quiet-button" id=format!("{id}-{extension}") aria-label=(words.format_of)(extension, &name)
                on:click=handler(move |_| save(format))
            >{extension.to_ascii_uppercase()}</button>
        }
    });
    let close = move |event: web_sys::KeyboardEvent| {
        if let Some(room) = room.get_untracked().filter(|room| event.key() == "Escape" && room.open()) {
            event.stop_propagation();
            room.set_open(false);
            if let Ok(Some(summary)) = room.query_selector("summary") {
                // Only what is not on the page any more takes no focus.
                let _ = wasm_bindgen::JsCast::unchecked_into::<HtmlElement>(summary).focus();
            }
        }
    };
    let toggled = move |_: web_sys::Event| answer.set(String::new());
    view! {
        <details class="save" id=format!("{id}-save") name="save" node_ref=room on:keydown=handler(close) on:toggle=handler(toggled)>
            <summary class="quiet-button" aria-label=(words.save_of)(&name)>{words.save}</summary>
            <div class="save-room" role="group" aria-label=(words.save_of)(&name)>
                {buttons}
                <span class="answer" role="status">{live(move || answer.get())}</span>
            </div>
        </details>
    }
    .into_any()
}

fn save(figure: &Figure, format: Format, answer: RwSignal<String>) {
    let words = &words().figure;
    let name = figure.file_name(format.extension());
    let said = (words.saved)(&name);
    match format {
        Format::Csv => browser::save(&name, &csv(figure)),
        Format::Svg => browser::save(&name, &picture(figure).svg),
        Format::Png => {
            let picture = picture(figure);
            let pixels = |css: f64| (css * SAVED_SCALE) as u32;
            leptos::task::spawn_local(async move {
                let png = browser::png_of(&picture.svg, pixels(picture.size.width), pixels(picture.size.height)).await;
                if let Some(png) = &png {
                    browser::save_blob(&name, png);
                }
                // The panel may be gone by now.
                let _ = answer.try_set(if png.is_some() { said } else { words.no_png.to_owned() });
            });
            return;
        }
    }
    answer.set(said);
}

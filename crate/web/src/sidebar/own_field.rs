//! Data of the reader's own: pasted, dropped or chosen as a file, and learned when all of it fits.

use leptos::prelude::*;
use leptos::{ev, html};
use unrolled_lab::{Command, Rejection, Setting};
use unrolled_tasks::own::problem::{Problem, Problems, Reason};
use unrolled_tasks::own::{self, Kind};
use unrolled_tasks::{DataError, Own};
use web_sys::{DataTransfer, File, HtmlInputElement, HtmlTextAreaElement};

use crate::browser;
use crate::reactive::{RwSignal, effect, handler, live, memo};
use crate::sidebar::setting;
use crate::store::Store;
use crate::strings::words;

/// What stands in the field, learned or not; it stays while another task is looked at.
#[derive(Clone, Default)]
pub struct Draft {
    text: String,
    /// What was last learned from the field.
    learned: Option<Own>,
}

/// Why nothing has been learned.
#[derive(Clone)]
enum Trouble {
    Problems(Problems),
    /// The browser cannot read the file, for this reason.
    Unread(String),
}

/// The field and what is wrong with it; copied into every handler.
#[derive(Clone, Copy)]
struct Field {
    kind: Kind,
    store: Store,
    drafts: StoredValue<[Draft; 2]>,
    area: NodeRef<html::Textarea>,
    trouble: RwSignal<Option<Trouble>>,
    /// What a file or a link has taken the place of.
    replaced: RwSignal<Option<String>>,
}

impl Field {
    fn draft(self) -> Draft {
        self.drafts.with_value(|drafts| drafts[self.kind as usize].clone())
    }

    fn change(self, change: impl FnOnce(&mut Draft)) {
        self.drafts.update_value(|drafts| change(&mut drafts[self.kind as usize]));
    }

    /// Puts a text into the field; the one before, if it is worth bringing back.
    fn show(self, text: &str) -> Option<String> {
        let before = self.draft().text;
        if let Some(area) = self.area.get_untracked() {
            area.set_value(text);
        }
        self.change(|draft| draft.text = text.to_owned());
        (!before.trim().is_empty() && before != text).then_some(before)
    }

    /// Learns what stands in the field, or says what is wrong with it.
    fn apply(self) {
        let refuse = |problems: &Problems| self.trouble.set(Some(Trouble::Problems(problems.clone())));
        let task = match own::take(self.kind, &self.draft().text) {
            Ok(task) => task,
            Err(DataError::Own(problems)) => return refuse(&problems),
            Err(_) => return,
        };
        let before = self.draft().learned;
        self.change(|draft| draft.learned = task.own().map(|(_, own)| own));
        self.trouble.set(None);
        self.replaced.set(None);
        self.store.playing.set(false);
        self.store.send(Command::Set(Setting::Task(Some(task))));
        if let Some(rejection) = &*self.store.rejection.read_untracked() {
            self.change(|draft| draft.learned = before);
            // Where the windows have been made longer than the text.
            if let Rejection::Data(DataError::Own(problems)) = rejection {
                refuse(problems);
            }
        }
    }

    /// Reads a file into the field and learns it.
    fn read(self, file: File) {
        let refuse = move |problem: Problem| self.trouble.set(Some(Trouble::Problems(problem.into())));
        if let Err(problem) = own::check_size(file.size() as usize) {
            return refuse(problem);
        }
        leptos::task::spawn_local(async move {
            let bytes = browser::bytes_of(&file).await;
            // Another task may have been chosen by now.
            if self.area.try_get_untracked().flatten().is_none() {
                return;
            }
            match bytes.map(own::decode) {
                Err(reason) => self.trouble.set(Some(Trouble::Unread(reason))),
                Ok(Err(problem)) => refuse(problem),
                Ok(Ok(text)) => {
                    let before = self.show(&text);
                    self.apply();
                    self.replaced.set(before);
                }
            }
        });
    }

    /// Selects a line, counted from 1, to be mended.
    fn select(self, line: usize) {
        let Some(area) = self.area.get_untracked() else { return };
        let text = area.value();
        let length = |line: &str| line.encode_utf16().count() as u32;
        let start = text.split('\n').take(line - 1).map(|line| length(line) + 1).sum();
        let end = start + text.split('\n').nth(line - 1).map_or(0, length);
        // Refused only for what is not on the page any more.
        let _ = area.focus();
        let _ = area.set_selection_range(start, end);
    }
}

#[component]
pub fn OwnField(kind: Kind, drafts: StoredValue<[Draft; 2]>) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = words().task.own;
    let (trouble, replaced) = (RwSignal::new(None), RwSignal::new(None));
    let field = Field { kind, store, drafts, area: NodeRef::new(), trouble, replaced };
    let learned = setting(move |settings| settings.task?.own().filter(|(found, _)| *found == kind).map(|(_, own)| own));
    // What a link brings stands in the field, too; at first before the field is on the page.
    let bring = move |own: Option<Own>| {
        if let Some(own) = own.filter(|own| field.draft().learned != Some(*own))
            && let Ok(source) = own::source(own)
        {
            field.replaced.set(field.show(&source));
            field.change(|draft| draft.learned = Some(own));
        }
    };
    bring(learned.get_untracked());
    effect(move || bring(learned.get()));
    let is_over = RwSignal::new(false);
    let over = move |event: ev::DragEvent| {
        if event.data_transfer().is_some_and(|data| has_files(&data)) {
            event.prevent_default();
            is_over.set(true);
        }
    };
    let drop = move |event: ev::DragEvent| {
        is_over.set(false);
        if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)) {
            event.prevent_default();
            field.read(file);
        }
    };
    let typed = move |event: web_sys::Event| {
        let area: HtmlTextAreaElement = event_target(&event);
        field.change(|draft| draft.text = area.value());
    };
    let choose = move |event: web_sys::Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            field.read(file);
        }
        // The same file can be chosen again when it has been mended.
        input.set_value("");
    };
    let has_trouble = memo(move || trouble.read().is_some());
    let described = move || if has_trouble.get() { "own-help own-problems" } else { "own-help" };
    let below = move || match learned.get() {
        Some(own) => own::counts(kind.task(own)).map(|counts| (words.counts)(&counts)).unwrap_or_default(),
        None => words.waiting.to_owned(),
    };
    view! {
        <div
            class="own-field" class:over=live(move || is_over.get())
            on:dragover=handler(over) on:dragleave=handler(move |_| is_over.set(false)) on:drop=handler(drop)
        >
            <label for="own-source">{(words.field)(kind)}</label>
            <textarea
                id="own-source" rows="7" autocomplete="off" autocapitalize="off" spellcheck="false" wrap=if kind == Kind::Table { "off" } else { "soft" }
                node_ref=field.area prop:value=field.draft().text on:input=handler(typed)
                aria-invalid=live(move || has_trouble.get().then_some("true")) aria-describedby=live(described)
            />
            <p class="help" id="own-help">{(words.help)(kind)} " " {words.promise}</p>
            <div class="own-buttons">
                <button type="button" class="button primary" id="own-apply" on:click=handler(move |_| field.apply())>
                    {words.apply}
                </button>
                <input type="file" id="own-file" class="visually-hidden" accept=".txt,.tsv,text/plain,text/tab-separated-values" on:change=handler(choose) />
                <label class="button" for="own-file">{words.file}</label>
                {(kind == Kind::Table).then(|| view! { <InsertTab field /> })}
            </div>
            <Troubles field />
            <p class="help" id="own-counts" role="status">{live(below)}</p>
        </div>
    }
}

/// What is wrong, line by line, and the way back from a file.
#[component]
fn Troubles(field: Field) -> impl IntoView {
    let words = words().task.own;
    let line = move |problem: &Problem| {
        let text = (words.problem)(problem);
        // What is no text does not stand in the field.
        let is_there = !matches!(problem.reason, Reason::NotUtf8 { .. });
        match problem.line.filter(|_| is_there) {
            Some(line) => view! {
                <li><button type="button" title=words.show_line on:click=handler(move |_| field.select(line))>{text}</button></li>
            }
            .into_any(),
            None => view! { <li>{text}</li> }.into_any(),
        }
    };
    let trouble = move || match field.trouble.get()? {
        Trouble::Unread(reason) => Some(view! { <p>{(words.unread)(&reason)}</p> }.into_any()),
        Trouble::Problems(problems) => {
            let lines = problems.listed.iter().map(line).collect_view();
            let others = (problems.others > 0).then(|| view! { <p>{(words.others)(problems.others)}</p> });
            let title = (words.problems)(problems.listed.len() + problems.others);
            Some(view! { <p>{title}</p> <ul>{lines}</ul> {others} }.into_any())
        }
    };
    let back = move || {
        field.replaced.read().is_some().then(|| {
            let bring = move |_| {
                if let Some(text) = field.replaced.get_untracked() {
                    field.show(&text);
                    field.replaced.set(None);
                    field.trouble.set(None);
                }
            };
            view! { <button type="button" class="button" id="own-back" on:click=handler(bring)>{words.back}</button> }
        })
    };
    view! {
        <div class="own-problems field-error" id="own-problems" role="alert">{live(trouble)}</div>
        {live(back)}
    }
}

/// The key itself moves on to the next control.
#[component]
fn InsertTab(field: Field) -> impl IntoView {
    let words = words().task.own;
    let insert = move |_| {
        let Some(area) = field.area.get_untracked() else { return };
        let start = area.selection_start().ok().flatten().unwrap_or_default();
        // Refused only for what is not on the page any more.
        let _ = area.set_range_text("\t");
        let _ = area.focus();
        let _ = area.set_selection_range(start + 1, start + 1);
        field.change(|draft| draft.text = area.value());
    };
    view! {
        <button type="button" class="button" id="own-tab" title=words.tab_hint on:click=handler(insert)>{words.tab}</button>
    }
}

/// While files are dragged, a page may not look at them yet.
fn has_files(data: &DataTransfer) -> bool {
    data.types().includes(&"Files".into(), 0)
}

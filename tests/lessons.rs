//! The texts of the lessons: both languages have the same parts, every link moves the figure, every question has one right
//! answer by what the networks do, and every number that is quoted is computed. `UPDATE_LESSONS=1 cargo test --test lessons`
//! writes the numbers into the texts.

#[path = "harness/training.rs"]
mod training;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use scraper::{ElementRef, Html, Selector};
use unrolled_lab::layout::PARTS;
use unrolled_lab::lesson::{Choice, Outcome, Range, Read, Reading, aside};
use unrolled_lab::url::patched;
use unrolled_lab::{Experiment, Lesson, State, trained};
use unrolled_plots::numbers::short;
use unrolled_tasks::data;

use training::accuracy_after;

const LANGUAGES: [&str; 2] = ["en", "ko"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn path(language: &str, lesson: Lesson) -> PathBuf {
    root().join("www/lessons").join(language).join(format!("{}.html", lesson.file()))
}

fn provide() {
    data::provide_folder(&root().join("crate/tasks/data")).unwrap();
    trained::provide_folder(&root().join("crate/lab/weights")).unwrap();
}

struct Text {
    name: String,
    source: String,
    page: Html,
    start: State,
}

fn texts() -> Vec<Text> {
    provide();
    let all = LANGUAGES.iter().flat_map(|language| Lesson::ALL.map(|lesson| (*language, lesson)));
    all.filter(|(language, lesson)| path(language, *lesson).is_file())
        .map(|(language, lesson)| {
            let name = format!("{language}/{}", lesson.file());
            let source = fs::read_to_string(path(language, lesson)).unwrap_or_else(|error| panic!("{name}: {error}"));
            let page = Html::parse_document(&source);
            let article = one(&page, "article", &name);
            assert_eq!(article.attr("data-lesson"), Some(lesson.file()), "{name}: data-lesson");
            let patch = article.attr("data-start").unwrap_or_default();
            let start =
                patched(&State::default(), &format!("v=1&{patch}")).unwrap_or_else(|error| panic!("{name}: {error}"));
            let start = State { lesson: Some(lesson), ..start };
            Text { name, source, page, start }
        })
        .collect()
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn within<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&Selector::parse(selector).unwrap()).collect()
}

fn one<'a>(page: &'a Html, selector: &str, name: &str) -> ElementRef<'a> {
    let found = all(page, selector);
    assert_eq!(found.len(), 1, "{name}: {selector}");
    found[0]
}

impl Text {
    fn state(&self, patch: &str) -> State {
        patched(&self.start, &format!("v=1&{patch}")).unwrap_or_else(|error| panic!("{}: {patch}: {error}", self.name))
    }

    fn experiment(&self, state: &State) -> Experiment {
        aside(state).unwrap_or_else(|| panic!("{}: a number that takes training", self.name))
    }

    /// What a number in a sentence should be.
    fn number(&self, element: ElementRef) -> String {
        if let Some(reading) = element.attr("data-reading") {
            let reading = Reading::parse(reading).unwrap_or_else(|error| panic!("{}: {error}", self.name));
            if reading.is_trained() || reading == Reading::Updates {
                return "–".to_owned();
            }
            let state = self.state(element.attr("data-with").unwrap_or_default());
            let read = reading.read(&state, &self.experiment(&state));
            assert_ne!(read, Read::Nothing, "{}: {reading:?} is nothing", self.name);
            written(&read)
        } else if let Some(claim) = element.attr("data-claim") {
            kept("claims.md", claim).unwrap_or_else(|error| panic!("{}: {claim}: {error}", self.name))
        } else if let Some(claim) = element.attr("data-reached") {
            let found = kept("reached.md", claim).or_else(|_| kept("pretrained.md", claim));
            found.unwrap_or_else(|error| panic!("{}: {claim}: {error}", self.name))
        } else {
            panic!("{}: a number that does not say what it is", self.name);
        }
    }
}

/// As crate/web/src/lesson/sentences.rs writes it.
fn written(read: &Read) -> String {
    match read {
        Read::Number(number) => short(*number),
        Read::Whole(number) => number.to_string(),
        Read::Symbol(symbol) if symbol.trim().is_empty() => format!("“{symbol}”"),
        Read::Symbol(symbol) => symbol.clone(),
        Read::Nothing => "–".to_owned(),
    }
}

/// `row: column` of a table in docs/: the row whose first cells are these words, and the column of this head.
fn kept(file: &str, claim: &str) -> Result<String, String> {
    let (row, column) = claim.rsplit_once(": ").ok_or("row: column is wanted")?;
    let text = fs::read_to_string(root().join("docs").join(file)).map_err(|error| error.to_string())?;
    let mut heads: Vec<&str> = Vec::new();
    let mut found = BTreeSet::new();
    for line in text.lines() {
        let Some(line) = line.strip_prefix('|') else {
            heads.clear();
            continue;
        };
        let cells: Vec<&str> = line.trim_end_matches('|').split('|').map(str::trim).collect();
        if heads.is_empty() {
            heads = cells;
        } else if (1..=cells.len()).any(|count| cells[..count].join(" ") == row)
            && let Some(at) = heads.iter().position(|head| *head == column)
        {
            found.insert(cells[at].to_owned());
        }
    }
    match found.len() {
        1 => {
            let text = found.pop_first().unwrap_or_default();
            Ok(text.parse().map_or(text.clone(), |number: f64| if text.contains('e') { short(number) } else { text }))
        }
        0 => Err(format!("no such row in {file}")),
        count => Err(format!("{count} such rows in {file}")),
    }
}

/// The source with the numbers written anew.
fn filled(text: &Text) -> String {
    let numbers: Vec<String> = all(&text.page, "data").into_iter().map(|element| text.number(element)).collect();
    let mut parts = text.source.split("<data ");
    let mut source = parts.next().unwrap_or_default().to_owned();
    for (part, number) in parts.zip(&numbers) {
        let (tag, rest) = part.split_once('>').unwrap();
        let (_, rest) = rest.split_once("</data>").unwrap();
        let number = number.replace('&', "&amp;").replace('<', "&lt;");
        source.push_str(&format!("<data {tag}>{number}</data>{rest}"));
    }
    source
}

#[test]
fn every_number_in_a_sentence_is_computed() {
    for text in texts() {
        let filled = filled(&text);
        if std::env::var_os("UPDATE_LESSONS").is_some() {
            fs::write(root().join("www/lessons").join(format!("{}.html", text.name)), filled).unwrap();
            continue;
        }
        for element in all(&text.page, "data") {
            let said: String = element.text().collect();
            assert_eq!(said, text.number(element), "{}: {:?}", text.name, element.value());
        }
    }
}

#[test]
fn every_link_moves_the_figure_as_it_says() {
    for text in texts() {
        let article = one(&text.page, "article", &text.name);
        let panels: Vec<&str> = article.attr("data-panels").unwrap_or_default().split_whitespace().collect();
        for panel in &panels {
            assert!(PARTS.contains(panel), "{}: no panel {panel:?}", text.name);
        }
        for element in all(&text.page, "[data-look]") {
            let look = element.attr("data-look").unwrap();
            // What the cells answer is a part of a panel.
            let look = if look == "answers" { "training" } else { look };
            assert!(look == "stage" || panels.contains(&look), "{}: {look:?} is not among its panels", text.name);
        }
        for link in all(&text.page, "a.patch") {
            let href = link.attr("href").unwrap_or_default();
            let patch = href.strip_prefix("../../index.html#v=1&").unwrap_or_else(|| panic!("{}: {href}", text.name));
            let moved = text.state(patch);
            // Once more changes nothing: everything that it names is there.
            assert_eq!(patched(&moved, &format!("v=1&{patch}")).unwrap(), moved, "{}: {patch}", text.name);
            // Read alone it opens the page.
            let alone = patched(&State::default(), &format!("v=1&{patch}"));
            assert!(alone.is_ok(), "{}: alone: {patch}: {alone:?}", text.name);
        }
        for link in all(&text.page, "a:not(.patch)") {
            let href = link.attr("href").unwrap_or_default().split('#').next().unwrap_or_default();
            let folder = root().join("www/lessons").join(text.name.split('/').next().unwrap());
            assert!(href.is_empty() || folder.join(href).is_file(), "{}: {href:?} leads nowhere", text.name);
        }
    }
}

#[test]
fn every_question_has_one_right_answer() {
    for text in texts() {
        for section in all(&text.page, "[data-predict], [data-check]") {
            let about = format!("{}: {:?}", text.name, section.value());
            let outcomes = within(section, ".outcome");
            assert_eq!(outcomes.len(), 1, "{about}: an outcome");
            let outcome = Outcome::parse(outcomes[0].attr("data-outcome").unwrap_or_default());
            let outcome = outcome.unwrap_or_else(|error| panic!("{about}: {error}"));
            let choices: Vec<Choice> = within(section, "ul[data-choices] > li").into_iter().map(choice).collect();
            let names: BTreeSet<&str> = choices.iter().map(|choice| choice.name.as_str()).collect();
            assert_eq!(names.len(), choices.len(), "{about}: names of choices");
            let run = outcomes[0].attr("data-run").unwrap_or_default();
            let state = text.state(run);
            match outcome {
                Outcome::Curve(kind) => {
                    let flow = text.experiment(&state).flow(kind, &state.lab, Default::default());
                    assert!(flow.h.iter().all(|norm| !norm.is_nan()), "{about}");
                }
                Outcome::Marked => {
                    assert!(choices.len() > 1, "{about}: choices");
                    assert_eq!(choices.iter().filter(|choice| choice.is_right).count(), 1, "{about}: one right choice");
                }
                _ => {
                    let verdict = match outcomes[0].attr("data-train") {
                        Some(updates) => outcome.decide(&choices, accuracy_after(&state, updates.parse().unwrap())),
                        None => {
                            let experiment = text.experiment(&state);
                            outcome.decide(&choices, |reading| reading.read(&state, &experiment))
                        }
                    };
                    assert!(verdict.right.is_some(), "{about}: {verdict:?}");
                    if let (Outcome::Value(_), [(_, read)]) = (&outcome, &*verdict.measured) {
                        let value = match read {
                            Read::Number(number) => *number,
                            Read::Whole(number) => *number as f64,
                            _ => f64::NAN,
                        };
                        let fits = choices.iter().filter(|choice| choice.range.has(value)).count();
                        assert_eq!(fits, 1, "{about}: ranges overlap at {value}");
                    }
                }
            }
        }
    }
}

fn choice(item: ElementRef) -> Choice {
    let number = |name: &str| item.attr(name).map(|text| text.trim().parse().unwrap());
    Choice {
        name: item.attr("data-choice").unwrap_or_default().to_owned(),
        range: Range { from: number("data-from"), to: number("data-to") },
        is_right: item.attr("data-right").is_some(),
    }
}

#[test]
fn both_languages_have_the_same_parts() {
    let texts = texts();
    let (english, korean) = texts.split_at(Lesson::ALL.len());
    for (english, korean) in english.iter().zip(korean) {
        let (parts, others) = (parts(&english.page), parts(&korean.page));
        for (at, (one, other)) in parts.iter().zip(&others).enumerate() {
            assert_eq!(one, other, "{} and {}: part {at}", english.name, korean.name);
        }
        assert_eq!(parts.len(), others.len(), "{} and {}", english.name, korean.name);
        assert!(korean.source.contains("<html lang=\"ko\"") && english.source.contains("<html lang=\"en\""));
    }
}

/// Every element of the article that does something, with what it does.
fn parts(page: &Html) -> Vec<String> {
    let elements =
        all(page, "article, article section, article [data-choice], article .outcome, article data, article a");
    let told = |element: ElementRef| {
        let told: Vec<String> = element
            .value()
            .attrs()
            .filter(|(name, _)| name.starts_with("data-") || matches!(*name, "href" | "class" | "id"))
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        format!("{} {}", element.value().name(), told.join(" "))
    };
    elements.into_iter().map(told).collect()
}

#[test]
fn every_lesson_has_what_a_lesson_has() {
    for text in texts().iter().filter(|text| text.start.lesson != Some(Lesson::Glossary)) {
        let count = |selector| all(&text.page, selector).len();
        assert!(count("[data-predict]") >= 1, "{}: a prediction", text.name);
        assert!((2..=4).contains(&count("[data-check]")), "{}: checks", text.name);
        for part in ["section.limits", "section.sources", "aside.notes", "h1", ".lead"] {
            assert_eq!(count(part), 1, "{}: {part}", text.name);
        }
        assert!(count("section.misconception") >= 1, "{}: a misconception", text.name);
        assert!(count("a.patch") >= 3, "{}: links", text.name);
        // The one script adds to a text that is read alone; nothing of the text comes from it.
        let alone = r#"<script type="module" src="../alone.js"></script>"#;
        let source = text.source.replacen(alone, "", 1);
        for word in ["http", "style=", "<script"] {
            assert!(!source.contains(word), "{}: {word}", text.name);
        }
        assert!(!text.source.contains('…') || !text.source.contains(">…<"), "{}: a number is missing", text.name);
    }
}

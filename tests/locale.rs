//! The words of the page: both languages have every message that the program asks for, and no other, with the same variables.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;

/// What a message says.
#[derive(Default)]
struct Message {
    variables: BTreeSet<String>,
    /// All that is said in any case, without what is put in.
    text: String,
}

type Messages = BTreeMap<String, Message>;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The messages of a language.
fn messages(tag: &str) -> Messages {
    let file = path(&format!("www/locale/{tag}.ftl"));
    let resource = parse(read(&file)).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
    let mut messages = Messages::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let name = message.id.name.clone();
        assert!(message.attributes.is_empty(), "{tag}: {name} has attributes, which the page does not read");
        let pattern = message.value.as_ref().unwrap_or_else(|| panic!("{tag}: {name} says nothing"));
        let mut read = Message::default();
        follow(pattern, &mut read);
        assert!(messages.insert(name.clone(), read).is_none(), "{tag}: {name} is there twice");
    }
    messages
}

fn follow(pattern: &Pattern<String>, message: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => message.text.push_str(value),
            PatternElement::Placeable { expression } => follow_expression(expression, message),
        }
    }
}

fn follow_expression(expression: &Expression<String>, message: &mut Message) {
    match expression {
        Expression::Inline(inline) => follow_inline(inline, message),
        Expression::Select { selector, variants } => {
            follow_inline(selector, message);
            variants.iter().for_each(|variant| follow(&variant.value, message));
        }
    }
}

fn follow_inline(inline: &InlineExpression<String>, message: &mut Message) {
    match inline {
        InlineExpression::StringLiteral { value } => message.text.push_str(value),
        InlineExpression::VariableReference { id } => drop(message.variables.insert(id.name.clone())),
        InlineExpression::Placeable { expression } => follow_expression(expression, message),
        other => panic!("{other:?}: the page gives its messages neither functions nor references"),
    }
}

/// The messages that the program asks for, each with the variables that it gives to it.
fn asked() -> BTreeMap<String, BTreeSet<String>> {
    let folder = path("crate/web/src/strings");
    let entries = fs::read_dir(&folder).expect("the folder of the words is there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.push(path("crate/web/src/strings.rs"));
    let mut asked = BTreeMap::new();
    for file in files.iter().filter(|file| !file.ends_with("message.rs")) {
        let source = read(file);
        for call in ["text(", "say!("] {
            for (start, _) in source.match_indices(call) {
                let Some((name, variables)) = call_at(&source[start + call.len()..]) else { continue };
                let known = asked.entry(name.clone()).or_insert_with(|| variables.clone());
                assert_eq!(*known, variables, "{}: {name} is given other variables than elsewhere", file.display());
            }
        }
    }
    asked
}

/// The name and the names of the values in `"name", one, other = value)`; `None` if it does not begin with a name.
fn call_at(source: &str) -> Option<(String, BTreeSet<String>)> {
    let rest = source.trim_start().strip_prefix('"')?;
    let (name, rest) = rest.split_once('"')?;
    let (mut depth, mut quoted, mut argument, mut arguments) = (0, false, String::new(), Vec::new());
    for character in rest.chars() {
        match character {
            '"' => quoted = !quoted,
            _ if quoted => {}
            ')' | ']' | '}' if depth == 0 => break,
            ',' if depth == 0 => {
                arguments.push(std::mem::take(&mut argument));
                continue;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        argument.push(character);
    }
    arguments.push(argument);
    let named = |argument: &String| argument.split('=').next().unwrap_or_default().trim().to_owned();
    Some((name.to_owned(), arguments.iter().map(named).filter(|name| !name.is_empty()).collect()))
}

#[test]
fn both_languages_have_what_the_program_asks_for_and_nothing_else() {
    let asked = asked();
    assert!(asked.len() > 700, "only {} messages are asked for", asked.len());
    for tag in ["en", "ko"] {
        let messages = messages(tag);
        let missing: Vec<_> = asked.keys().filter(|name| !messages.contains_key(*name)).collect();
        assert!(missing.is_empty(), "{tag}.ftl lacks {missing:?}");
        let unused: Vec<_> = messages.keys().filter(|name| !asked.contains_key(*name)).collect();
        assert!(unused.is_empty(), "nobody asks {tag}.ftl for {unused:?}");
        for (name, message) in &messages {
            assert_eq!(
                message.variables, asked[name],
                "{tag}: {name}: on the left its variables, on the right the given"
            );
        }
    }
}

#[test]
fn every_message_says_something_in_its_own_language() {
    let is_hangul = |character: char| ('가'..='힣').contains(&character);
    for (name, message) in messages("en") {
        assert!(!message.text.is_empty() || !message.variables.is_empty(), "en: {name} is empty");
        let hangul = message.text.chars().any(is_hangul);
        assert!(!hangul || name == "task-credit-poems", "en: {name} is Korean: {}", message.text);
    }
    for (name, message) in messages("ko") {
        // What has no letters is the same in all languages.
        let letters = message.text.chars().filter(|character| character.is_alphabetic()).count();
        assert!(letters == 0 || message.text.chars().any(is_hangul), "ko: {name} is not Korean: {}", message.text);
    }
}

/// The frame that stands there before the program runs has words of its own; they are those of the messages.
#[test]
fn the_frame_says_what_the_page_will_say() {
    let (english, korean) = (messages("en"), messages("ko"));
    let frame = read(&path("www/index.html"));
    let mut found = 0;
    for part in frame.split("data-ko=\"").skip(1) {
        let (ours, rest) = part.split_once('"').expect("an attribute ends");
        let (_, rest) = rest.split_once('>').expect("a tag ends");
        let said = rest.split('<').next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let Some((name, _)) = english.iter().find(|(_, message)| message.text == said) else { continue };
        assert_eq!(korean[name].text, ours, "{name}");
        found += 1;
    }
    assert!(found >= 7, "only {found} words of the frame are those of messages");
}

//! An element of a drawing that remembers what was written to it. Whatever is written again, even the same, is laid out and
//! painted again.

use std::cell::RefCell;

use web_sys::Element;

pub struct Written {
    element: Element,
    attributes: RefCell<Vec<(&'static str, String)>>,
    text: RefCell<String>,
}

impl Written {
    /// Nobody else is to write to the element, which has no text yet.
    pub fn new(element: Element) -> Self {
        Self { element, attributes: RefCell::default(), text: RefCell::default() }
    }

    /// Sets an attribute. The browser refuses only names that are no names, and these are all fixed.
    pub fn set(&self, name: &'static str, value: &str) {
        let mut attributes = self.attributes.borrow_mut();
        match attributes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) if known == value => return,
            Some((_, known)) => value.clone_into(known),
            None => attributes.push((name, value.to_owned())),
        }
        let _ = self.element.set_attribute(name, value);
    }

    /// Sets the text; `None` is none.
    pub fn set_text(&self, text: Option<&str>) {
        let (text, mut known) = (text.unwrap_or_default(), self.text.borrow_mut());
        if *known != text {
            text.clone_into(&mut known);
            self.element.set_text_content(Some(text));
        }
    }
}

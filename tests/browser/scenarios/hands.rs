//! What a person's hands do that one command of a driver does not.

use anyhow::Result;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use serde_json::Value;

use crate::browser::Browser;
use crate::scenarios::figure::settle;

/// Puts a text into a field at once, as pasting does. Drivers type no characters beyond the first 65,536.
pub async fn paste(browser: &Browser, css: &str, text: &str) -> Result<()> {
    let script = "
        const field = document.querySelector(arguments[0]);
        field.focus();
        field.value = arguments[1];
        field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));";
    browser.run(script, vec![css.into(), text.into()]).await?;
    Ok(())
}

/// Moves the mouse to a place inside of an element, given as shares of its width and height.
pub async fn point_at(browser: &Browser, css: &str, share: (f64, f64)) -> Result<()> {
    let to = place(browser, css, share).await?;
    let mouse = MouseActions::new("mouse".to_owned()).then(to);
    Ok(browser.client.perform_actions(mouse).await?)
}

/// Clicks there.
pub async fn click_at(browser: &Browser, css: &str, share: (f64, f64)) -> Result<()> {
    let to = place(browser, css, share).await?;
    let mouse = MouseActions::new("mouse".to_owned())
        .then(to)
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
        .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    Ok(browser.client.perform_actions(mouse).await?)
}

/// Drags from one place of an element to another.
pub async fn drag(browser: &Browser, css: &str, from: (f64, f64), to: (f64, f64)) -> Result<()> {
    let (from, to) = (place(browser, css, from).await?, place(browser, css, to).await?);
    let mouse = MouseActions::new("mouse".to_owned())
        .then(from)
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
        .then(to)
        .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    Ok(browser.client.perform_actions(mouse).await?)
}

/// Where that is in the window, once the element has been brought there and everything has its size.
async fn place(browser: &Browser, css: &str, (x, y): (f64, f64)) -> Result<PointerAction> {
    let show = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })";
    browser.run(show, vec![css.into()]).await?;
    settle(browser).await?;
    let script = "
        const shape = document.querySelector(arguments[0]).getBoundingClientRect();
        return [shape.left + shape.width * arguments[1], shape.top + shape.height * arguments[2]];";
    let place: Value = browser.run(script, vec![css.into(), x.into(), y.into()]).await?;
    let (x, y): (f64, f64) = serde_json::from_value(place)?;
    Ok(PointerAction::MoveTo { duration: None, x, y })
}

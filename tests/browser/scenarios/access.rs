//! For those who do not see the page, or use no mouse.

use anyhow::{Result, ensure};
use fantoccini::key::Key;

use crate::browser::Browser;
use crate::scenarios::figure;

/// Language, one first heading, names for every control, and no reference into the void.
pub async fn names_everything(browser: &Browser) -> Result<()> {
    for link in [
        "#v=1&at=6&init=gaussian&clip=norm",
        "#v=1&init=spectral&text=a+sentence+that+is+long+enough+for+it",
        "#v=1&task=caption-ko&at=3&same=parameters",
    ] {
        figure::open(browser, link).await?;
        let script = "
            const faults = [];
            const all = css => [...document.querySelectorAll(css)];
            const word = element => element.outerHTML.slice(0, 120);
            if (document.documentElement.lang !== 'en') faults.push(`lang is ${document.documentElement.lang}`);
            if (!document.title) faults.push('no title');
            if (all('h1').length !== 1) faults.push(`${all('h1').length} first headings`);
            if (all('main').length !== 1) faults.push(`${all('main').length} times main`);
            const ids = all('[id]').map(element => element.id);
            for (const id of new Set(ids)) if (ids.filter(other => other === id).length > 1) faults.push(`#${id} twice`);
            for (const name of ['aria-labelledby', 'aria-describedby', 'for']) {
                for (const element of all(`[${name}]`)) {
                    for (const id of element.getAttribute(name).split(' ')) {
                        const isLater = element.closest('dialog:not([open])') || element.localName === 'dialog';
                        if (!document.getElementById(id) && !isLater) faults.push(`${name}=${id} is nowhere`);
                    }
                }
            }
            const nameOf = element =>
                element.getAttribute('aria-label') ||
                (element.getAttribute('aria-labelledby') ?? '').split(' ').map(id =>
                    document.getElementById(id)?.textContent ?? '').join(' ').trim() ||
                [...(element.labels ?? [])].map(label => label.textContent).join(' ').trim() ||
                (['button', 'a', 'summary'].includes(element.localName) ? element.textContent.trim() : '');
            const controls = 'button, a[href], input, select, textarea, summary, [tabindex=\"0\"], [role=slider], [role=img]';
            for (const element of all(controls)) if (!nameOf(element)) faults.push(`no name: ${word(element)}`);
            for (const element of all('canvas')) {
                if (!nameOf(element) && !element.closest('[aria-label]')) faults.push(`no words: ${word(element)}`);
            }
            const levels = all('h1, h2, h3, h4').filter(heading => !heading.closest('dialog'))
                .map(heading => Number(heading.localName[1]));
            levels.forEach((level, index) => {
                if (index > 0 && level > levels[index - 1] + 1) faults.push(`h${level} after h${levels[index - 1]}`);
            });
            return faults;";
        let faults: Vec<String> = serde_json::from_value(browser.run(script, vec![]).await?)?;
        ensure!(faults.is_empty(), "{}", faults.join("\n"));
    }
    Ok(())
}

/// Tab goes from the word over the stage to the transport, in the order of the page, and is always seen.
pub async fn reaches_everything_by_tab(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1").await?;
    let mut stops: Vec<(String, f64, bool)> = Vec::new();
    for _ in 0..140 {
        browser.press(&Key::Tab.to_string()).await?;
        let script = "
            const element = document.activeElement;
            if (element === document.body || element === document.documentElement) return null;
            const style = getComputedStyle(element);
            const isSeen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none';
            const place = [...document.querySelectorAll('*')].indexOf(element);
            return [element.id || element.outerHTML.slice(0, 80), place, isSeen];";
        let stop = browser.run(script, vec![]).await?;
        if stop.is_null() {
            break;
        }
        let stop: (String, f64, bool) = serde_json::from_value(stop)?;
        if stops.iter().any(|before| before.1 == stop.1) {
            break;
        }
        stops.push(stop);
    }
    let names: Vec<&str> = stops.iter().map(|stop| stop.0.as_str()).collect();
    for id in ["word", "units", "seed", "show-rnn", "rolled", "stage", "play", "step", "scrubber", "run-100"] {
        ensure!(names.contains(&id), "Tab does not reach #{id}: {names:?}");
    }
    ensure!(stops.is_sorted_by(|one, next| one.1 < next.1), "not in the order of the page: {names:?}");
    let unseen: Vec<&str> = stops.iter().filter(|stop| !stop.2).map(|stop| stop.0.as_str()).collect();
    ensure!(unseen.is_empty(), "the focus cannot be seen on {unseen:?}");
    Ok(())
}

/// `n` goes through all panels in the order of the page, with the focus, and `p` back.
pub async fn goes_from_panel_to_panel(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1").await?;
    let all = "return [...document.querySelectorAll('main .stage, main .cell-view, main .panel')]
        .filter(panel => panel.getBoundingClientRect().height > 0).map(panel => panel.id || 'stage')";
    let all: Vec<String> = serde_json::from_value(browser.run(all, vec![]).await?)?;
    ensure!(all.len() > 10 && all[0] == "stage", "panels: {all:?}");
    browser.run("document.querySelector('#stage').focus()", vec![]).await?;
    for (key, panels) in [("n", all[1..].to_vec()), ("p", all[..all.len() - 1].iter().rev().cloned().collect())] {
        for panel in panels {
            browser.press(key).await?;
            let is_there = "const panel = document.getElementById(arguments[0]);
                const { top, bottom } = panel.getBoundingClientRect();
                return document.activeElement === panel && top < innerHeight && bottom > 0";
            figure::eventually(async || {
                let is_there = browser.run(is_there, vec![panel.clone().into()]).await?;
                ensure!(is_there == true, "{key} does not go to {panel}");
                Ok(())
            })
            .await?;
        }
    }
    Ok(())
}

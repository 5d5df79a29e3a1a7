//! How each engine's browser is started.

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use crate::engine::{Engine, Programs};

/// Without these Chromium asks hosts outside of this machine for updates and settings.
const CHROMIUM_QUIET: [&str; 9] = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// What is asked of the driver for a new session: always a fresh profile, always without a window manager.
pub fn capabilities(engine: Engine, programs: &Programs) -> Capabilities {
    let browser = programs.browser.as_ref().map(|path| path.display().to_string());
    let capabilities = match engine {
        Engine::Chromium => {
            let mut arguments = CHROMIUM_QUIET.to_vec();
            if rustix::process::geteuid().is_root() {
                // Chromium's sandbox refuses to run as root.
                arguments.push("--no-sandbox");
            }
            json!({
                "goog:chromeOptions": { "binary": browser, "args": arguments },
                "goog:loggingPrefs": { "browser": "ALL" },
            })
        }
        Engine::Firefox => json!({
            "moz:firefoxOptions": {
                "binary": browser,
                "args": ["-headless"],
                "prefs": { "dom.ipc.processCount": 1, "intl.accept_languages": "en-US" },
            },
        }),
        Engine::Webkit => json!({}),
    };
    match capabilities {
        Value::Object(entries) => entries,
        _ => Capabilities::new(),
    }
}

//! What a scenario does with a browser.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use axum::http::Method;
use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::engine::Engine;
use crate::server::Server;

/// How long the page may take for anything that a scenario waits for.
const PATIENCE: Duration = Duration::from_secs(40);

/// A session with one page.
pub struct Browser {
    /// Which engine it is, for what only one of them can do.
    pub engine: Engine,
    /// The WebDriver session, for everything that has no method here.
    pub client: Client,
    server: Server,
    screenshots: PathBuf,
    framed: AtomicBool,
}

#[allow(dead_code, reason = "the scenarios use what they need")]
impl Browser {
    /// Takes over a new session.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn new(engine: Engine, client: Client, server: Server, screenshots: PathBuf) -> Result<Self> {
        let browser = Self { engine, client, server, screenshots, framed: AtomicBool::new(false) };
        let mut timeouts = fantoccini::wd::TimeoutConfiguration::default();
        timeouts.set_script(Some(PATIENCE * 3));
        browser.client.update_timeouts(timeouts).await?;
        Ok(browser)
    }

    /// Loads the page afresh in the window as it is; `suffix` is what follows its address, such as `#lesson=4`.
    ///
    /// # Errors
    /// If the page cannot be loaded.
    pub async fn open(&self, suffix: &str) -> Result<()> {
        self.leave().await?;
        // With nothing but another hash the browser would not load again.
        self.client.goto("about:blank").await?;
        Ok(self.client.goto(&format!("{}{suffix}", self.server.address)).await?)
    }

    /// What the page before has had the browser keep is forgotten.
    ///
    /// # Errors
    /// If the driver refuses.
    pub async fn forget(&self) -> Result<()> {
        // An empty page has no storage.
        let forget = "if (location.protocol.startsWith('http')) { localStorage.clear(); sessionStorage.clear(); }";
        self.run(forget, vec![]).await?;
        Ok(())
    }

    /// What the page says from here on does not count: Firefox ends a script in the middle when it is told to load
    /// another page, and whatever runs in the old one after that finds locks held and closures busy.
    async fn leave(&self) -> Result<()> {
        let leave = "for (const view of [window, ...Array.from(window)]) view.__probe?.leave();";
        self.run(leave, vec![]).await?;
        Ok(())
    }

    /// Waits for `data-state="ready"`, is seen to be there as a reader is by the pointer, and waits for all parts of the page.
    ///
    /// # Errors
    /// Names the state that the page is in instead.
    pub async fn wait_until_ready(&self) -> Result<()> {
        self.wait_until_opened().await?;
        self.run("window.dispatchEvent(new PointerEvent('pointermove'))", vec![]).await?;
        self.wait_until("document.documentElement.hasAttribute('data-whole')").await
    }

    /// Waits for `data-state="ready"`: what can be seen is there.
    ///
    /// # Errors
    /// Names the state that the page is in instead.
    pub async fn wait_until_opened(&self) -> Result<()> {
        let ready = self.wait_until("document.documentElement.dataset.state === 'ready'").await;
        let Err(error) = ready else { return Ok(()) };
        let state = self.run("return document.documentElement.dataset.state", vec![]).await?;
        Err(error.context(format!("the page is {state}, not ready")))
    }

    /// Takes the site away, or gives it back: see [`Server::set_away`].
    pub fn set_away(&self, is_away: bool) {
        self.server.set_away(is_away);
    }

    /// Waits until a JavaScript expression is true.
    ///
    /// # Errors
    /// If it is still false after 20 seconds.
    pub async fn wait_until(&self, expression: &str) -> Result<()> {
        let start = Instant::now();
        while self.run(&format!("return !!({expression})"), vec![]).await? != Value::Bool(true) {
            if start.elapsed() > PATIENCE {
                bail!("not true after {} s: {expression}", PATIENCE.as_secs());
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        Ok(())
    }

    /// Runs the body of a function in the page; its arguments are `arguments[0]`, …
    ///
    /// # Errors
    /// If it throws.
    pub async fn run(&self, body: &str, arguments: Vec<Value>) -> Result<Value> {
        self.client.execute(body, arguments).await.with_context(|| body.to_owned())
    }

    /// Runs the body of an async function in the page, with its one argument as `given`. Numbers that are not finite
    /// are "NaN", "Infinity" and "-Infinity" on this side, both ways.
    ///
    /// # Errors
    /// If it throws.
    pub async fn run_async(&self, body: &str, given: &Value) -> Result<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
            (async given => {{ {body} }})(window.__probe.decode(arguments[0])).then(
                value => done({{ value: window.__probe.encode(value) }}),
                error => done({{ error: `${{error}}\n${{error?.stack ?? ''}}` }}))"
        );
        let answer = self.client.execute_async(&script, vec![given.to_string().into()]).await?;
        match answer["value"].as_str() {
            Some(text) => Ok(serde_json::from_str(text)?),
            None => Err(anyhow!("{}", answer["error"].as_str().unwrap_or("no answer")).context(body.to_owned())),
        }
    }

    /// Clicks the element that a CSS selector finds first.
    ///
    /// # Errors
    /// If there is none, or it cannot be clicked.
    pub async fn click(&self, css: &str) -> Result<()> {
        let element = self.client.find(Locator::Css(css)).await.with_context(|| css.to_owned())?;
        if self.engine == Engine::Webkit {
            // Its driver calls what lies above the window "not interactable" instead of scrolling to it.
            let scroll = "document.querySelector(arguments[0]).scrollIntoViewIfNeeded()";
            self.run(scroll, vec![css.into()]).await?;
        }
        element.click().await.map_err(|error| match error {
            // The same driver names the kind of error and says nothing more.
            CmdError::Standard(error) => anyhow!("click {css}: {}: {}", error.error, error.message),
            error => anyhow!("click {css}: {error}"),
        })
    }

    /// The text that an element shows.
    ///
    /// # Errors
    /// If there is none.
    pub async fn text(&self, css: &str) -> Result<String> {
        let element = self.client.find(Locator::Css(css)).await.with_context(|| css.to_owned())?;
        Ok(element.text().await?)
    }

    /// Types into an element, whatever stood there before being replaced. Keys without a character are
    /// `fantoccini::key::Key`.
    ///
    /// # Errors
    /// If there is none, or it takes no text.
    pub async fn type_into(&self, css: &str, text: &str) -> Result<()> {
        let element = self.client.find(Locator::Css(css)).await.with_context(|| css.to_owned())?;
        element.clear().await.with_context(|| format!("clear {css}"))?;
        element.send_keys(text).await.with_context(|| format!("type into {css}"))
    }

    /// Presses keys where the focus is.
    ///
    /// # Errors
    /// If the driver refuses.
    pub async fn press(&self, keys: &str) -> Result<()> {
        Ok(self.client.active_element().await?.send_keys(keys).await?)
    }

    /// Loads the page afresh in a viewport of this size, in CSS pixels. Where the browser's window cannot be so narrow,
    /// the page is in a frame of that size; what a scenario does then happens in the frame, pictures too.
    ///
    /// # Errors
    /// If the page cannot be loaded, or the size is not to be had.
    pub async fn open_sized(&self, width: u32, height: u32, suffix: &str) -> Result<()> {
        self.leave_frame().await?;
        self.leave().await?;
        self.set_window(width, height).await?;
        self.open(suffix).await?;
        if self.viewport().await? == (width, height) {
            return Ok(());
        }
        self.leave().await?;
        self.set_window(width.max(640), height).await?;
        self.client.goto("about:blank").await?;
        let origin = Url::parse(&self.server.address)?.origin().ascii_serialization();
        let source = format!("{}{suffix}", self.server.address);
        self.client.goto(&format!("{origin}/@frame.html?{width}x{height}")).await?;
        let load = "const frame = document.querySelector('iframe');
            const loaded = new Promise(resolve => frame.addEventListener('load', resolve));
            frame.src = given;
            await loaded;";
        self.run_async(load, &source.into()).await?;
        self.client.enter_frame(0).await?;
        self.framed.store(true, Relaxed);
        let found = self.viewport().await?;
        if found != (width, height) {
            bail!("a viewport of {width}×{height} is not to be had: it is {}×{}", found.0, found.1);
        }
        Ok(())
    }

    async fn leave_frame(&self) -> Result<()> {
        if self.framed.swap(false, Relaxed) {
            self.client.clone().enter_parent_frame().await?;
        }
        Ok(())
    }

    /// Makes the inside of the window as large as this, or as near to it as it can be.
    async fn set_window(&self, width: u32, height: u32) -> Result<()> {
        if self.engine == Engine::Chromium {
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 0, "mobile": false });
            self.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
            return Ok(());
        }
        let (mut outer_width, mut outer_height) = (width, height);
        for _ in 0..3 {
            self.client.set_window_size(outer_width, outer_height).await?;
            let (inner_width, inner_height) = self.viewport().await?;
            if (inner_width, inner_height) == (width, height) {
                break;
            }
            outer_width = (outer_width + width).saturating_sub(inner_width);
            outer_height = (outer_height + height).saturating_sub(inner_height);
        }
        Ok(())
    }

    async fn viewport(&self) -> Result<(u32, u32)> {
        let size = self.run("return [innerWidth, innerHeight]", vec![]).await?;
        Ok(serde_json::from_value(size)?)
    }

    /// Asks for a media feature, such as `prefers-color-scheme: dark`, where the engine can: in Chromium.
    /// Returns whether it could; an empty value takes it back.
    ///
    /// # Errors
    /// If the driver refuses.
    pub async fn set_media(&self, feature: &str, value: &str) -> Result<bool> {
        if self.engine != Engine::Chromium {
            return Ok(false);
        }
        let features = json!({ "features": [{ "name": feature, "value": value }] });
        self.devtools("Emulation.setEmulatedMedia", features).await?;
        Ok(true)
    }

    /// Takes a picture of the viewport into target/screenshots/ENGINE/NAME.png.
    ///
    /// # Errors
    /// If the driver refuses, or the file cannot be written.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let path = self.screenshots.join(format!("{name}.png"));
        let picture = if self.framed.load(Relaxed) {
            self.client.clone().enter_parent_frame().await?;
            let picture = self.client.find(Locator::Css("iframe")).await?.screenshot().await?;
            self.client.enter_frame(0).await?;
            picture
        } else {
            self.client.screenshot().await?
        };
        std::fs::write(&path, picture).with_context(|| path.display().to_string())?;
        Ok(path)
    }

    /// What the page has complained about since the last call, and the requests that went astray.
    ///
    /// # Errors
    /// If the page cannot be asked.
    pub async fn take_complaints(&self) -> Result<Vec<String>> {
        let mut complaints: Vec<String> =
            serde_json::from_value(self.run("return window.__probe ? window.__probe.take() : []", vec![]).await?)?;
        if self.engine == Engine::Chromium {
            let log = Vendor::new("se/log", json!({ "type": "browser" }));
            for entry in self.client.issue_cmd(log).await?.as_array().unwrap_or(&Vec::new()) {
                if matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING")) {
                    complaints.push(format!("console: {}", entry["message"].as_str().unwrap_or_default()));
                }
            }
        }
        complaints.extend(self.server.take_strays().into_iter().map(|request| format!("request: {request}")));
        Ok(complaints)
    }

    /// Fails if there is any complaint.
    ///
    /// # Errors
    /// Names all of them.
    pub async fn assert_quiet(&self) -> Result<()> {
        let complaints = self.take_complaints().await?;
        if !complaints.is_empty() {
            bail!("the page complained:\n{}", complaints.join("\n"));
        }
        Ok(())
    }

    /// A command of the DevTools protocol, which Chromium alone speaks here.
    async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let request = Vendor::new("goog/cdp/execute", json!({ "cmd": command, "params": parameters }));
        Ok(self.client.issue_cmd(request).await?)
    }
}

/// A command beyond the WebDriver standard, posted below the session.
#[derive(Debug)]
struct Vendor {
    path: &'static str,
    body: Value,
}

impl Vendor {
    fn new(path: &'static str, body: Value) -> Self {
        Self { path, body }
    }
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _url: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

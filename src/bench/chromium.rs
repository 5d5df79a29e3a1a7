//! Headless Chromium, spoken to through two pipes: opens a page, runs a script in it, and records what its threads do.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;
use std::{env, fs, thread};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// Quiet, alone, and with a window that nobody looks at. The sandbox refuses to run as root, and the page is our own.
pub const FLAGS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-extensions",
];
const BY_PIPE: &str = "--remote-debugging-pipe";
/// Chromium reads commands from descriptor 3 and answers on 4; a shell can put them there.
const PIPES: &str = r#"exec "$0" "$@" 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null"#;
/// The longest script takes less: a large network, which other libraries need seconds for.
const PATIENCE: Duration = Duration::from_secs(900);
/// Tasks of every thread with their processor time, and the marks that a page sets; nothing that costs more.
const CATEGORIES: [&str; 2] = ["toplevel", "blink.user_timing"];

/// A running browser; dropping it ends it.
pub struct Chromium {
    child: Child,
    commands: ChildStdin,
    answers: Receiver<Value>,
    last_id: u64,
    /// What has been recorded since [`Chromium::record`] began.
    events: Vec<Value>,
    profile: PathBuf,
}

impl Chromium {
    /// Starts it with a fresh profile in the folder `profile` and a window of `width` × `height` CSS pixels.
    ///
    /// # Errors
    /// If there is no Chromium: names Debian's package and the command. Or if it does not start.
    pub fn start(profile: &Path, (width, height): (u32, u32)) -> Result<Self> {
        let program = program()?;
        if profile.exists() {
            fs::remove_dir_all(profile).with_context(|| profile.display().to_string())?;
        }
        let mut child = Command::new("sh")
            .args(["-c", PIPES])
            .arg(&program)
            .args(FLAGS)
            .arg(BY_PIPE)
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg(format!("--window-size={width},{height}"))
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} does not start", program.display()))?;
        let (commands, output) = child.stdin.take().zip(child.stdout.take()).context("Chromium's pipes")?;
        let (sender, answers) = channel();
        thread::spawn(move || {
            for message in BufReader::new(output).split(0).map_while(Result::ok) {
                let Ok(message) = serde_json::from_slice(&message) else { break };
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Ok(Self { child, commands, answers, last_id: 0, events: Vec::new(), profile: profile.to_owned() })
    }

    /// Opens an address in a tab of its own, runs a script there and returns what its promise comes to, with the trace
    /// events of all threads meanwhile.
    ///
    /// # Errors
    /// If the script throws, or Chromium does not answer.
    pub fn record(&mut self, address: &str, script: &str) -> Result<(Value, Vec<Value>)> {
        let target = self.call("Target.createTarget", json!({ "url": "about:blank" }), None)?["targetId"].clone();
        let attach = json!({ "targetId": target, "flatten": true });
        let session = self.call("Target.attachToTarget", attach, None)?["sessionId"].clone();
        // Answers when the page has taken the place of the blank one, so that the script cannot be lost with that.
        self.call("Page.navigate", json!({ "url": address }), session.as_str())?;
        let trace = json!({ "recordMode": "recordAsMuchAsPossible", "includedCategories": CATEGORIES, "excludedCategories": ["*"] });
        self.call("Tracing.start", json!({ "transferMode": "ReportEvents", "traceConfig": trace }), None)?;
        let evaluate = json!({ "expression": script, "awaitPromise": true, "returnByValue": true });
        let result = self.call("Runtime.evaluate", evaluate, session.as_str())?;
        if let Some(exception) = result.get("exceptionDetails") {
            bail!("the script in the page threw: {}", exception["exception"]["description"]);
        }
        self.call("Tracing.end", json!({}), None)?;
        while self.receive()?["method"] != "Tracing.tracingComplete" {}
        self.call("Target.closeTarget", json!({ "targetId": target }), None)?;
        Ok((result["result"]["value"].clone(), std::mem::take(&mut self.events)))
    }

    fn call(&mut self, method: &str, params: Value, session: Option<&str>) -> Result<Value> {
        self.last_id += 1;
        let mut message = json!({ "id": self.last_id, "method": method, "params": params });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        self.commands.write_all(format!("{message}\0").as_bytes()).context("Chromium has ended")?;
        loop {
            let mut answer = self.receive()?;
            if answer["id"] == self.last_id {
                if let Some(error) = answer.get("error") {
                    bail!("Chromium refuses {method}: {}", error["message"]);
                }
                return Ok(answer["result"].take());
            }
        }
    }

    /// The next message; events of a trace are kept.
    fn receive(&mut self) -> Result<Value> {
        let mut message = self.answers.recv_timeout(PATIENCE).map_err(|error| match error {
            RecvTimeoutError::Timeout => anyhow!("Chromium has not answered for {} s", PATIENCE.as_secs()),
            RecvTimeoutError::Disconnected => anyhow!("Chromium has ended"),
        })?;
        if message["method"] == "Tracing.dataCollected"
            && let Value::Array(events) = message["params"]["value"].take()
        {
            self.events.extend(events);
        }
        Ok(message)
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // Whatever goes wrong here, the process is killed next, and the profile is only rubbish.
        let _ = self.call("Browser.close", json!({}), None);
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}

/// Where Chromium is.
///
/// # Errors
/// If there is none: names Debian's package and the command.
pub fn program() -> Result<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let programs = NAMES.iter().flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)));
    programs.into_iter().find(|program| program.is_file()).context(
        "this measures in Chromium, which is not on PATH: on Debian, as root, `apt-get install --no-install-recommends chromium`",
    )
}

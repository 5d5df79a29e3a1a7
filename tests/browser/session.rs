//! One session per engine: started by the first scenario that needs it, replaced after a failure, closed at the end.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use fantoccini::ClientBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::time::timeout;

use crate::browser::Browser;
use crate::capabilities::capabilities;
use crate::engine::{Engine, Programs};
use crate::harness;
use crate::process::{Process, free_port, kill_all};
use crate::scenarios::Scenario;
use crate::server::Server;

/// No scenario takes more seconds unless it hangs.
const LIMIT: u64 = 120;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.worker_threads(2).enable_all().build().expect("the runtime starts");
    runtime.spawn(end_on_signal());
    runtime
});
static SESSIONS: Mutex<Vec<Session>> = Mutex::new(Vec::new());

/// The fields are dropped in this order: first the browser's side, then its screen, last its files.
struct Session {
    engine: Engine,
    browser: Browser,
    _driver: Process,
    _screen: Option<Process>,
    _files: TempDir,
}

/// Runs one scenario and says what went wrong in it.
///
/// A scenario that fails is printed and run again in a new browser: what a machine with too much to do lets overtake a
/// scenario is not wrong in the page, and what is wrong in the page fails again. In WebKit it gets one more, see
/// [`Engine::driver_command`] for why. What is printed is to be read and mended; [`unsteady`] names it at the end.
pub fn run(engine: Engine, name: &str, scenario: Scenario) -> Result<(), String> {
    let tries = if engine == Engine::Webkit { 3 } else { 2 };
    let mut result = run_once(engine, name, scenario);
    for _ in 1..tries {
        let Err(error) = &result else { break };
        eprintln!("\n{name}: again in a new browser, since this one failed:\n{error}");
        unsteady().push(name.to_owned());
        result = run_once(engine, name, scenario);
    }
    result
}

/// The scenarios that were run again, once for each time.
pub fn unsteady() -> MutexGuard<'static, Vec<String>> {
    static NAMES: Mutex<Vec<String>> = Mutex::new(Vec::new());
    NAMES.lock().unwrap_or_else(PoisonError::into_inner)
}

fn run_once(engine: Engine, name: &str, scenario: Scenario) -> Result<(), String> {
    let mut sessions = sessions();
    let result = attempt(&mut sessions, engine, scenario);
    if let Err(error) = &result {
        // What has gone wrong once may go on, so the next scenario gets a new browser.
        if let Some(at) = sessions.iter().position(|session| session.engine == engine) {
            let session = sessions.remove(at);
            let picture = format!("failed-{}", name.rsplit("::").next().unwrap_or(name));
            if let Some(Ok(path)) = within(10, session.browser.screenshot(&picture)) {
                return Err(format!("{error:#}\nscreenshot: {}", path.display()));
            }
        }
    }
    result.map_err(|error| format!("{error:#}"))
}

fn attempt(sessions: &mut Vec<Session>, engine: Engine, scenario: Scenario) -> Result<()> {
    let at = match sessions.iter().position(|session| session.engine == engine) {
        Some(at) => at,
        None => {
            let session =
                RUNTIME.block_on(start(engine)).with_context(|| format!("no session in {}", engine.name()))?;
            sessions.push(session);
            sessions.len() - 1
        }
    };
    let browser = &sessions[at].browser;
    let whole = async {
        browser.forget().await?;
        browser.open_sized(1440, 900, "").await?;
        scenario(browser).await?;
        browser.assert_quiet().await
    };
    match catch_unwind(AssertUnwindSafe(|| within(LIMIT, whole))) {
        Ok(Some(result)) => with_complaints(browser, result),
        Ok(None) => with_complaints(browser, Err(anyhow!("not done after {LIMIT} s"))),
        Err(panic) => with_complaints(browser, Err(anyhow!("{}", panic_message(panic.as_ref())))),
    }
}

/// A failure is easier to understand beside what the page had to say.
fn with_complaints(browser: &Browser, result: Result<()>) -> Result<()> {
    let Err(error) = result else { return Ok(()) };
    match within(10, browser.take_complaints()) {
        Some(Ok(complaints)) if !complaints.is_empty() => {
            Err(anyhow!("{error:#}\nthe page:\n{}", complaints.join("\n")))
        }
        _ => Err(error),
    }
}

/// Runs a future to its end, or gives up after so many seconds.
fn within<T>(seconds: u64, future: impl Future<Output = T>) -> Option<T> {
    RUNTIME.block_on(async { timeout(Duration::from_secs(seconds), future).await.ok() })
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    text.unwrap_or("a panic without a message").to_owned()
}

/// Closes every browser.
pub fn close_all() {
    for session in sessions().drain(..) {
        // Whatever does not close in time is killed when it is dropped.
        let _ = within(10, session.browser.client.clone().close());
    }
}

fn sessions() -> MutexGuard<'static, Vec<Session>> {
    SESSIONS.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn start(engine: Engine) -> Result<Session> {
    let server = Server::start(harness::site()).await?;
    let programs = engine.programs()?;
    let files = tempfile::Builder::new().prefix("unrolled-").tempdir()?;
    let screenshots = harness::project().target.join("screenshots").join(engine.name());
    std::fs::create_dir_all(&screenshots).with_context(|| screenshots.display().to_string())?;
    let (screen, display) = start_screen(&programs, &screenshots)?.unzip();
    let port = free_port()?;
    let mut command = engine.driver_command(&programs, port, files.path());
    command.envs(display.map(|display| ("DISPLAY", display)));
    let mut driver = Process::start(command, &screenshots.join("driver.log"))?;
    driver.wait_for_port(port)?;
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities(engine, &programs));
    let address = format!("http://127.0.0.1:{port}");
    let connecting = builder.connect(&address);
    let Ok(client) = timeout(Duration::from_secs(60), Box::pin(connecting)).await else {
        bail!("the driver does not answer: see {}", screenshots.join("driver.log").display());
    };
    let browser = Browser::new(engine, client.context("the browser does not start")?, server, screenshots).await?;
    Ok(Session { engine, browser, _driver: driver, _screen: screen, _files: files })
}

/// A screen in memory for a browser that has to have one, and its name.
fn start_screen(programs: &Programs, logs: &Path) -> Result<Option<(Process, String)>> {
    let Some(program) = &programs.screen else { return Ok(None) };
    let mut command = Command::new(program);
    command.args(["-displayfd", "1", "-screen", "0", "1920x1400x24", "-nolisten", "tcp", "-noreset"]);
    let mut screen = Process::start(command, &logs.join("screen.log"))?;
    let number = screen.wait_for_line()?;
    Ok(Some((screen, format!(":{number}"))))
}

/// An interrupted run leaves no browser behind.
async fn end_on_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut interrupt), Ok(mut terminate)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        return;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    kill_all();
    std::process::exit(130);
}

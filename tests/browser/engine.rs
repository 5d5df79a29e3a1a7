//! The three browser engines, and what each needs on this machine.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::harness::install::{KOREAN, Need, cargo_tool, ensure, found};

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Blink, in Chromium or Chrome.
    Chromium,
    /// Gecko, in Firefox.
    Firefox,
    /// WebKitGTK, in its small browser.
    Webkit,
}

/// The programs of an engine, after everything that was missing is installed.
pub struct Programs {
    /// Speaks WebDriver.
    pub driver: PathBuf,
    /// The browser, if the driver has to be told.
    pub browser: Option<PathBuf>,
    /// Xvfb, for a browser that has to have a screen.
    pub screen: Option<PathBuf>,
}

const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FIREFOX: &[&str] = &["firefox-esr", "firefox"];
const WEBKIT: &[&str] = &["WebKitWebDriver"];
const GECKODRIVER: &str = "0.37.1";

impl Engine {
    /// In the order in which they are tested.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// As in the names of tests and of the folders of screenshots.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// Finds the programs and installs what is missing, where that can be done.
    ///
    /// # Errors
    /// Names the package and the command.
    pub fn programs(self) -> Result<Programs> {
        let needs: &[Need] = match self {
            Self::Chromium => {
                &[Need::program(CHROMIUM, "chromium"), Need::program(&["chromedriver"], "chromium-driver"), KOREAN]
            }
            Self::Firefox => &[Need::program(FIREFOX, "firefox-esr"), KOREAN],
            Self::Webkit => &[Need::program(WEBKIT, "webkit2gtk-driver"), Need::program(&["Xvfb"], "xvfb"), KOREAN],
        };
        ensure(self.name(), needs)?;
        Ok(match self {
            Self::Chromium => {
                Programs { driver: found(&["chromedriver"])?, browser: Some(found(CHROMIUM)?), screen: None }
            }
            Self::Firefox => {
                let driver = found(&["geckodriver"]).or_else(|_| cargo_tool("geckodriver", GECKODRIVER))?;
                Programs { driver, browser: Some(found(FIREFOX)?), screen: None }
            }
            Self::Webkit => Programs { driver: found(WEBKIT)?, browser: None, screen: Some(found(&["Xvfb"])?) },
        })
    }

    /// The command that starts the driver; its files go to `folder`.
    ///
    /// JavaScriptCore 2.50 on x86-64 Linux can compute wrong numbers, whatever runs in it: in compiled WebAssembly and in its
    /// interpreter there are moments, after a call, at which the stack pointer stands above values that are still needed, and
    /// its compiler's threads send signals to the others, whose frames the kernel then writes over these values (WebKit bugs
    /// 308691 and 313090, mended in 2026). Apple's systems suspend threads without signals. A compiler without threads of its
    /// own sends most of them at moments that are safe; a worker's can still hit the page.
    pub fn driver_command(self, programs: &Programs, port: u16, folder: &Path) -> Command {
        let mut command = Command::new(&programs.driver);
        match self {
            Self::Chromium => command.arg(format!("--port={port}")),
            Self::Firefox => {
                command.args(["--port", &port.to_string(), "--websocket-port", "0", "--profile-root"]).arg(folder)
            }
            Self::Webkit => command.arg(format!("--port={port}")).env("JSC_useConcurrentJIT", "0"),
        };
        command.env("TMPDIR", folder).env("HOME", folder).env("XDG_RUNTIME_DIR", folder);
        for variable in
            ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY"]
        {
            command.env_remove(variable);
        }
        command
    }
}

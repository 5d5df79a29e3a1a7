//! Programs that run beside the tests, and that end with them, whatever happens.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};

/// The running ones, so that a signal to the tests can end them.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// A running program; dropping it kills it and everything that it has started.
pub struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts a program in a process group of its own. What it prints goes to the file `log`.
    ///
    /// # Errors
    /// If it does not start.
    pub fn start(mut command: Command, log: &Path) -> Result<Self> {
        let name = command.get_program().to_owned();
        let file = File::create(log).with_context(|| log.display().to_string())?;
        command.stdin(Stdio::null()).stderr(file.try_clone()?).process_group(0);
        command.stdout(file);
        let child = command.spawn().with_context(|| format!("{} does not start", name.display()))?;
        running().push(child.id());
        Ok(Self { child, log: log.to_owned() })
    }

    /// Waits until something listens on `port`.
    ///
    /// # Errors
    /// If the program ends first, or 30 seconds pass: with the last lines that it printed.
    pub fn wait_for_port(&mut self, port: u16) -> Result<()> {
        self.wait_for(|| TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok().map(|_| ()))
    }

    /// Waits for the first line that the program prints.
    ///
    /// # Errors
    /// As [`Process::wait_for_port`].
    pub fn wait_for_line(&mut self) -> Result<String> {
        let log = self.log.clone();
        self.wait_for(|| {
            let line = BufReader::new(File::open(&log).ok()?).lines().next()?.ok()?;
            (!line.trim().is_empty()).then(|| line.trim().to_owned())
        })
    }

    fn wait_for<T>(&mut self, ready: impl Fn() -> Option<T>) -> Result<T> {
        let start = Instant::now();
        loop {
            if let Some(value) = ready() {
                return Ok(value);
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("{} ended ({status}): {}", self.log.display(), self.last_lines());
            }
            if start.elapsed() > Duration::from_secs(30) {
                bail!("{} is not ready after 30 s: {}", self.log.display(), self.last_lines());
            }
            sleep(Duration::from_millis(20));
        }
    }

    fn last_lines(&self) -> String {
        let text = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(10)..].join("\n")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        kill_tree(self.child.id());
        // It has been killed: this only takes its entry off the system's table.
        let _ = self.child.wait();
        running().retain(|&id| id != self.child.id());
    }
}

/// Kills every program that is still running, for an end of the tests without drops.
pub fn kill_all() {
    for &id in running().iter() {
        kill_tree(id);
    }
}

/// A port that nothing listens on just now.
///
/// # Errors
/// If the system has none.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

fn running() -> std::sync::MutexGuard<'static, Vec<u32>> {
    RUNNING.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A browser leaves its driver's process group, so its descendants are killed by name as well as the group.
fn kill_tree(root: u32) {
    let pid = |id: u32| i32::try_from(id).ok().and_then(Pid::from_raw);
    let mut family = vec![root];
    let parents = parents();
    let mut next = 0;
    while next < family.len() {
        let member = family[next];
        family.extend(parents.iter().filter(|(_, parent)| **parent == member).map(|(child, _)| *child));
        next += 1;
    }
    // A process that has ended in the meantime is what was wanted.
    if let Some(root) = pid(root) {
        let _ = kill_process_group(root, Signal::KILL);
    }
    for member in family.into_iter().filter_map(pid) {
        let _ = kill_process(member, Signal::KILL);
    }
}

/// Process → its parent, where the system has /proc.
fn parents() -> BTreeMap<u32, u32> {
    let Ok(processes) = fs::read_dir("/proc") else { return BTreeMap::new() };
    let numbers = processes.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    numbers.filter_map(|id: u32| Some((id, parent(id)?))).collect()
}

fn parent(id: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // pid (name) state parent …, and the name may hold spaces and brackets.
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

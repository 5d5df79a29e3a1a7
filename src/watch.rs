//! `--watch`: builds again whenever something under crate/ or www/ changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::project::Project;
use crate::reload::Reload;
use crate::site;
use crate::wasm::Profile;

/// An editor's save is a burst of events; the build waits for this much silence after them.
const SILENCE: Duration = Duration::from_millis(80);

/// Watches in a thread of its own until the process ends. A build that fails is printed; the site then stays as it was.
///
/// # Errors
/// If the folders cannot be watched.
pub fn start(project: Project, profile: Profile, folder: PathBuf, reload: Reload) -> Result<()> {
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(sender)?;
    for watched in [project.root.join("crate"), project.www()] {
        watcher.watch(&watched, RecursiveMode::Recursive).with_context(|| watched.display().to_string())?;
    }
    let build = move |paths: &[PathBuf]| rebuild(&project, profile, &folder, &reload, paths);
    thread::Builder::new().name("watch".to_owned()).spawn(move || follow(&watcher, &changes, build))?;
    Ok(())
}

/// Calls `build` with the paths of each burst of changes. Events end when the watcher is gone.
fn follow(_watcher: &RecommendedWatcher, events: &Receiver<notify::Result<Event>>, build: impl Fn(&[PathBuf])) {
    while let Ok(first) = events.recv() {
        let mut paths = changed(first);
        while let Ok(next) = events.recv_timeout(SILENCE) {
            paths.extend(changed(next));
        }
        if !paths.is_empty() {
            build(&paths);
        }
    }
}

/// The paths that an event changed; reading changes nothing.
fn changed(event: notify::Result<Event>) -> Vec<PathBuf> {
    match event {
        Ok(Event { kind: EventKind::Access(_), .. }) => Vec::new(),
        Ok(event) => event.paths,
        Err(error) => {
            eprintln!("watch: {error}");
            error.paths
        }
    }
}

fn rebuild(project: &Project, profile: Profile, folder: &Path, reload: &Reload, paths: &[PathBuf]) {
    let start = Instant::now();
    let www = project.www();
    let only_www = folder.join("pkg").is_dir() && paths.iter().all(|path| path.starts_with(&www));
    let result = if only_www { site::refresh(project, folder) } else { site::build(project, profile, folder) };
    match result {
        Ok(()) => {
            println!("built in {:.1} s", start.elapsed().as_secs_f64());
            reload.notify();
        }
        Err(error) => eprintln!("error: {error:#}; the page stays as it was"),
    }
}

//! Puts the site together: www/ with one style sheet for the page, and the JavaScript package in pkg/.

use std::fs::{self, File};
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::mirror::{Files, mirror};
use crate::project::Project;
use crate::wasm::Profile;
use crate::{glue, offline, styles, toolchain, wasm};

/// Builds everything that has changed and makes `folder` hold the site.
///
/// # Errors
/// If the toolchain is incomplete, the web crate does not compile, or a file cannot be read or written;
/// `folder` then stays as it was, unless the writing itself failed.
pub fn build(project: &Project, profile: Profile, folder: &Path) -> Result<()> {
    let _lock = lock(project)?;
    toolchain::ensure_wasm_target(&project.root)?;
    let wasm = wasm::compile(project, profile)?;
    let package = glue::make(project, profile, &wasm)?;
    assemble(project, &package, folder)
}

/// Copies what has changed under www/ and leaves the package as it is.
///
/// # Errors
/// If a file cannot be read or written.
pub fn refresh(project: &Project, folder: &Path) -> Result<()> {
    let _lock = lock(project)?;
    assemble(project, &folder.join("pkg"), folder)
}

fn assemble(project: &Project, package: &Path, folder: &Path) -> Result<()> {
    let www = project.www();
    if !www.join("index.html").is_file() {
        bail!("{} is missing", www.join("index.html").display());
    }
    let mut files = Files::default();
    files.add_folder(&www, Path::new(""))?;
    link_one_sheet(project, &www, &mut files)?;
    files.add_folder(package, Path::new("pkg"))?;
    files.add_folder(&project.data(), Path::new("data"))?;
    files.add_folder(&project.weights(), Path::new("weights"))?;
    let worker = project.work().join("sw.js");
    fs::write(&worker, offline::worker(&files)?).with_context(|| worker.display().to_string())?;
    files.add(Path::new("sw.js"), &worker)?;
    mirror(&files, folder)
}

fn link_one_sheet(project: &Project, www: &Path, files: &mut Files) -> Result<()> {
    let styles::Bundled { page, sheet, unused } = styles::bundle(www)?;
    for name in unused.iter().map(String::as_str).chain(["index.html"]) {
        files.remove(Path::new(name));
    }
    for (name, text) in [("index.html", page), (styles::BUNDLE, sheet)] {
        let made = project.work().join(name);
        fs::write(&made, text).with_context(|| made.display().to_string())?;
        files.add(Path::new(name), &made)?;
    }
    Ok(())
}

/// Two builds at the same time would write the same files, so the second one waits.
fn lock(project: &Project) -> Result<File> {
    let folder = project.work();
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let path = folder.join("build.lock");
    let file = File::create(&path).with_context(|| path.display().to_string())?;
    file.lock().with_context(|| path.display().to_string())?;
    Ok(file)
}

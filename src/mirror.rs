//! Makes a folder hold exactly the wanted files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The wanted files: path inside the folder → the file that it is a copy of.
#[derive(Debug, Default)]
pub struct Files(BTreeMap<PathBuf, PathBuf>);

impl Files {
    /// Adds every file under `source`, at any depth, below `prefix`.
    ///
    /// # Errors
    /// If a folder cannot be read, or two sources give the same path.
    pub fn add_folder(&mut self, source: &Path, prefix: &Path) -> Result<()> {
        for entry in source.read_dir().with_context(|| source.display().to_string())? {
            let path = entry?.path();
            let inside = prefix.join(path.file_name().unwrap_or_default());
            if path.is_dir() {
                self.add_folder(&path, &inside)?;
            } else {
                self.add(&inside, &path)?;
            }
        }
        Ok(())
    }

    /// Each path inside the folder with the file that it is a copy of, in the order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &Path)> {
        self.0.iter().map(|(inside, source)| (inside.as_path(), source.as_path()))
    }

    /// Takes a file away, if it is there.
    pub fn remove(&mut self, inside: &Path) {
        self.0.remove(inside);
    }

    /// Adds a file.
    ///
    /// # Errors
    /// If there is one at this path.
    pub fn add(&mut self, inside: &Path, source: &Path) -> Result<()> {
        match self.0.insert(inside.to_owned(), source.to_owned()) {
            None => Ok(()),
            Some(other) => {
                bail!("{} comes from both {} and {}", inside.display(), other.display(), source.display())
            }
        }
    }
}

/// Writes what differs, each file in one move, and then removes what is not wanted;
/// so whoever reads the folder meanwhile finds whole files, and stale ones for a moment at most.
///
/// # Errors
/// If a file cannot be read, written or removed.
pub fn mirror(files: &Files, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    for (inside, source) in &files.0 {
        let destination = folder.join(inside);
        let bytes = fs::read(source).with_context(|| source.display().to_string())?;
        if fs::read(&destination).is_ok_and(|found| found == bytes) {
            continue;
        }
        write(&destination, &bytes).with_context(|| destination.display().to_string())?;
    }
    let wanted: BTreeSet<&Path> = files.0.keys().flat_map(|path| path.ancestors()).collect();
    remove_others(folder, Path::new(""), &wanted)
}

fn write(destination: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(parent) = destination.parent() {
        make_folder(parent)?;
    }
    if destination.is_dir() {
        fs::remove_dir_all(destination)?;
    }
    let mut name = destination.as_os_str().to_owned();
    name.push(".new");
    let partial = PathBuf::from(name);
    fs::write(&partial, bytes)?;
    Ok(fs::rename(&partial, destination)?)
}

/// Like `create_dir_all`, but a stale file that stands where a folder belongs gives way.
fn make_folder(folder: &Path) -> Result<()> {
    for ancestor in folder.ancestors().collect::<Vec<_>>().into_iter().rev() {
        if ancestor.is_file() {
            fs::remove_file(ancestor)?;
        }
    }
    Ok(fs::create_dir_all(folder)?)
}

fn remove_others(folder: &Path, inside: &Path, wanted: &BTreeSet<&Path>) -> Result<()> {
    let current = folder.join(inside);
    for entry in current.read_dir().with_context(|| current.display().to_string())? {
        let entry = entry?;
        let name = inside.join(entry.file_name());
        let is_folder = entry.file_type()?.is_dir();
        match (wanted.contains(name.as_path()), is_folder) {
            (true, true) => remove_others(folder, &name, wanted)?,
            (true, false) => {}
            (false, true) => fs::remove_dir_all(entry.path())?,
            (false, false) => fs::remove_file(entry.path())?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(folder: &Path, files: &[(&str, &str)]) {
        for (name, text) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut files = Files::default();
        files.add_folder(folder, Path::new("")).unwrap();
        files.0.keys().map(|path| path.display().to_string()).collect()
    }

    #[test]
    fn a_mirror_holds_the_wanted_files_and_no_other() {
        let root = tempfile::tempdir().unwrap();
        let (source, folder) = (root.path().join("source"), root.path().join("site"));
        put(&source, &[("index.html", "new"), ("styles/main.css", "a"), ("lessons", "was a folder")]);
        put(&folder, &[("index.html", "old"), ("stale.js", ""), ("old/deep/stale.js", "")]);
        put(&folder, &[("styles", "was a file"), ("lessons/en.html", "")]);

        let mut files = Files::default();
        files.add_folder(&source, Path::new("")).unwrap();
        mirror(&files, &folder).unwrap();

        assert_eq!(names(&folder), ["index.html", "lessons", "styles/main.css"]);
        assert_eq!(fs::read_to_string(folder.join("index.html")).unwrap(), "new");
    }

    #[test]
    fn two_sources_of_one_path_are_refused() {
        let root = tempfile::tempdir().unwrap();
        put(root.path(), &[("www/pkg/unrolled.js", ""), ("glue/unrolled.js", "")]);
        let mut files = Files::default();
        files.add_folder(&root.path().join("www"), Path::new("")).unwrap();
        let error = files.add_folder(&root.path().join("glue"), Path::new("pkg")).unwrap_err();
        assert!(error.to_string().starts_with("pkg/unrolled.js comes from both"), "{error}");
    }
}

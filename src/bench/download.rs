//! How much a visitor downloads: the files that the page asks for, each compressed by itself as a server does.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

use super::Figure;
use crate::project::Project;
use crate::site;
use crate::wasm::Profile;

const GOAL_KB: f64 = 220.0;
/// Brotli's highest.
const QUALITY: u32 = 11;
const WINDOW_BITS: u32 = 22;

pub fn measure(project: &Project) -> Result<Vec<Figure>> {
    let folder = project.work().join("bench-site");
    site::build(project, Profile::Release, &folder)?;
    let mut files = Vec::new();
    compressed_sizes(&folder, &folder, &mut files)?;
    files.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    for (name, size) in &files {
        let note = match () {
            () if is_for_readers(name) => "  (not a part of the page)",
            () if is_of_a_task(name) => "  (when its task or lesson is chosen)",
            () if is_another_language(name) => "  (in place of the English, or when the language is changed)",
            () => "",
        };
        println!("  {:7.1} kB  {name}{note}", *size as f64 / 1000.0);
    }
    let kb = |files: &[&(String, usize)]| files.iter().map(|(_, size)| *size).sum::<usize>() as f64 / 1000.0;
    let all_kb = kb(&files.iter().collect::<Vec<_>>());
    let is_visited = |name: &str| !is_for_readers(name) && !is_another_language(name);
    let visited: Vec<_> = files.iter().filter(|(name, _)| is_visited(name)).collect();
    let page: Vec<_> = visited.iter().copied().filter(|(name, _)| !is_of_a_task(name)).collect();
    let (whole_kb, page_kb) = (kb(&visited), kb(&page));
    Ok(vec![Figure {
        name: "whole download, brotli".to_owned(),
        measured: format!(
            "{whole_kb:.1} kB in {} files ({page_kb:.1} kB before a task or a lesson is chosen, {all_kb:.1} kB with the package's own)",
            visited.len()
        ),
        goal: "≤ 220 kB",
        reached: whole_kb <= GOAL_KB,
    }])
}

/// What makes pkg/ a JavaScript package, and what old browsers get instead of the page: no visitor downloads it.
fn is_for_readers(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.starts_with("LICENSE") || file.ends_with(".d.ts") || file == "package.json" || file == "too-old.js"
}

/// A visitor reads one language.
fn is_another_language(name: &str) -> bool {
    name.ends_with("/ko.ftl") || name.starts_with("lessons/ko/")
}

/// Data and trained weights of a task, and the text of a lesson, which are fetched when somebody wants them.
fn is_of_a_task(name: &str) -> bool {
    [".tsv", ".txt", ".weights"].iter().any(|end| name.ends_with(end)) || name.starts_with("lessons/")
}

/// By their paths below the root.
fn compressed_sizes(root: &Path, folder: &Path, files: &mut Vec<(String, usize)>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            compressed_sizes(root, &path, files)?;
        } else {
            let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            files.push((name, compressed_size(&bytes)?));
        }
    }
    Ok(())
}

fn compressed_size(bytes: &[u8]) -> Result<usize> {
    Ok(compressed(bytes)?.len())
}

/// In brotli, as small as it gets.
///
/// # Errors
/// If the compressor refuses, which it has no reason to in memory.
pub fn compressed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 1 << 16, QUALITY, WINDOW_BITS);
    writer.write_all(bytes)?;
    drop(writer);
    Ok(compressed)
}

//! docs/gallery.md shows every stored picture, each with its caption, and none that is not there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn the_gallery_shows_every_snapshot_with_a_caption() {
    let gallery = std::fs::read_to_string(root().join("docs/gallery.md")).unwrap();
    let lines: Vec<&str> = gallery.lines().filter(|line| !line.is_empty()).collect();
    let mut shown = BTreeSet::new();
    let mut captions = BTreeSet::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("![")) {
        let (name, link) = line[2..].strip_suffix(')').and_then(|picture| picture.split_once("](")).unwrap();
        assert_eq!(link, format!("../crate/plots/tests/snapshots/{name}.svg"), "the link of {name}");
        assert!(shown.insert(name.to_owned()), "{name} is shown twice");
        let caption = lines[index - 1];
        assert!(caption.ends_with('.') && !caption.starts_with(['#', '!', '[']), "{name} has no caption: {caption:?}");
        assert!(caption.starts_with("The same") || captions.insert(caption), "{name} has another picture's caption");
    }
    let stored: BTreeSet<String> = std::fs::read_dir(root().join("crate/plots/tests/snapshots"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let missing: Vec<_> = stored.difference(&shown).collect();
    let gone: Vec<_> = shown.difference(&stored).collect();
    assert!(missing.is_empty(), "not in docs/gallery.md: {missing:?}");
    assert!(gone.is_empty(), "in docs/gallery.md, but not stored: {gone:?}");
}

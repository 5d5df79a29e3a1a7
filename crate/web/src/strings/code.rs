//! The words of the dialog with the net as code.

use super::message::{say, text};

pub struct CodeWords {
    pub show: &'static str,
    pub title: &'static str,
    pub note: &'static str,
    /// Where most of the weights are left out.
    pub shortened: &'static str,
    pub library: &'static str,
    pub numpy: &'static str,
    pub pytorch: &'static str,
    pub cell: &'static str,
    pub script: fn(&str) -> String,
    pub copy: &'static str,
    pub copied: &'static str,
    /// The browser did not allow it.
    pub selected: &'static str,
    /// Nor is all of it there to be selected.
    pub refused: &'static str,
    pub download: fn(&str) -> String,
}

pub fn words() -> CodeWords {
    CodeWords {
        show: text("code-show"),
        title: text("code-title"),
        note: text("code-note"),
        shortened: text("code-shortened"),
        library: text("code-library"),
        numpy: "NumPy",
        pytorch: "PyTorch",
        cell: text("code-cell"),
        script: |name| say!("code-script", name),
        copy: text("code-copy"),
        copied: text("code-copied"),
        selected: text("code-selected"),
        refused: text("code-refused"),
        download: |name| say!("code-download", name),
    }
}

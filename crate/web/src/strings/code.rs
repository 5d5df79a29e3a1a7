//! The words of the dialog with the net as code.

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

pub static EN: CodeWords = CodeWords {
    show: "Code",
    title: "The same net in Python",
    note: "A complete script with these very weights: it runs forward and back and works out the next update. It prints the numbers that \
           the page shows; only the last digits may differ, as every library adds in an order of its own.",
    shortened: "Of so many weights only the first rows stand here; Copy and Download take all of them.",
    library: "Library",
    numpy: "NumPy",
    pytorch: "PyTorch",
    cell: "Cell",
    script: |name| format!("Script {name}"),
    copy: "Copy",
    copied: "Copied",
    selected: "The browser keeps its clipboard closed. All of it is selected now: copy it by hand.",
    refused: "The browser keeps its clipboard closed. Download the file instead.",
    download: |name| format!("Download {name}"),
};

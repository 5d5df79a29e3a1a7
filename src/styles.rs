//! One style sheet for the page: nothing can be drawn before the last one is there, and each is a way to the server and back.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The name of the one sheet in the site.
pub const BUNDLE: &str = "styles.css";
/// Those that a lesson links where it is opened by itself.
const OF_LESSONS: [&str; 2] = ["styles/tokens.css", "styles/lesson.css"];
const LINK: &str = r#"<link rel="stylesheet" href=""#;

/// `index.html` that links the one sheet, that sheet, and which of the files of `www` are no longer asked for.
#[derive(Debug)]
pub struct Bundled {
    pub page: String,
    pub sheet: String,
    pub unused: Vec<String>,
}

/// Puts the sheets that `www/index.html` links one after the other, in their order.
///
/// # Errors
/// If a file cannot be read, or a sheet imports one that does not stand before it.
pub fn bundle(www: &Path) -> Result<Bundled> {
    let read = |name: &str| {
        let path = www.join(name);
        fs::read_to_string(&path).with_context(|| path.display().to_string())
    };
    let (mut page, mut sheet, mut names) = (String::new(), String::new(), Vec::<String>::new());
    for line in read("index.html")?.split_inclusive('\n') {
        let Some(name) = line.trim().strip_prefix(LINK).and_then(|rest| rest.strip_suffix(r#"">"#)) else {
            page.push_str(line);
            continue;
        };
        if names.is_empty() {
            page.push_str(&line.replace(name, BUNDLE));
        }
        for rule in read(name)?.split_inclusive('\n') {
            match rule.trim().strip_prefix(r#"@import url(""#).and_then(|rest| rest.strip_suffix(r#"");"#)) {
                // The one sheet is a folder higher.
                None => sheet.push_str(&rule.replace(r#"url("../"#, r#"url(""#)),
                Some(imported) if names.contains(&format!("styles/{imported}")) => (),
                Some(imported) => bail!("{name} imports {imported}, which index.html does not link before it"),
            }
        }
        names.push(name.to_owned());
    }
    let unused = names.into_iter().filter(|name| !OF_LESSONS.contains(&name.as_str())).collect();
    Ok(Bundled { page, sheet, unused })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn www(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("styles")).unwrap();
        for (name, text) in files {
            fs::write(root.path().join(name), text).unwrap();
        }
        root
    }

    #[test]
    fn sheets_become_one() {
        let page = "<head>\n  <link rel=\"stylesheet\" href=\"styles/tokens.css\">\n  \
                    <link rel=\"stylesheet\" href=\"styles/lesson.css\">\n  \
                    <link rel=\"stylesheet\" href=\"styles/page.css\">\n</head>\n";
        let root = www(&[
            ("index.html", page),
            ("styles/tokens.css", "a {}\n"),
            ("styles/lesson.css", "@import url(\"tokens.css\");\nb {}\n"),
            ("styles/page.css", "c { src: url(\"../fonts/c.woff2\") }\n"),
        ]);
        let bundled = bundle(root.path()).unwrap();
        assert_eq!(bundled.page, "<head>\n  <link rel=\"stylesheet\" href=\"styles.css\">\n</head>\n");
        assert_eq!(bundled.sheet, "a {}\nb {}\nc { src: url(\"fonts/c.woff2\") }\n");
        assert_eq!(bundled.unused, ["styles/page.css"]);
    }

    #[test]
    fn an_import_of_what_is_not_there_is_told() {
        let page = "<link rel=\"stylesheet\" href=\"styles/page.css\">\n";
        let root = www(&[("index.html", page), ("styles/page.css", "@import url(\"tokens.css\");\n")]);
        let error = bundle(root.path()).unwrap_err().to_string();
        assert_eq!(error, "styles/page.css imports tokens.css, which index.html does not link before it");
    }
}

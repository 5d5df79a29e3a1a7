//! The service worker that keeps the site for when there is no network: `sw.js`, written for the files that there are.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::IntoResponse;

use crate::inject;
use crate::mirror::Files;

const WORKER: &str = include_str!("offline.js");

/// In the head of a page that a server sends while it is worked on: nothing is kept then. `www/boot.js` looks for it.
pub const NEVER: &str = r#"<meta name="unrolled-offline" content="never">"#;

/// The same site, with [`NEVER`] in its pages.
pub fn switched_off(site: Router) -> Router {
    async fn mark(request: Request, next: Next) -> impl IntoResponse {
        inject::into_head(next.run(request).await, NEVER).await
    }
    site.layer(from_fn(mark))
}

/// The worker for these files. Whatever differs in one of them makes another version.
///
/// # Errors
/// If a file cannot be read.
pub fn worker(files: &Files) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    WORKER.hash(&mut hasher);
    let mut names = Vec::new();
    for (inside, source) in files.iter() {
        if !is_used(inside) {
            continue;
        }
        let name = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        fs::read(source).with_context(|| source.display().to_string())?.hash(&mut hasher);
        name.hash(&mut hasher);
        names.push(name);
    }
    let site = serde_json::json!({ "version": format!("{:016x}", hasher.finish()), "files": names });
    Ok(format!("const SITE = {site};\n{WORKER}"))
}

/// By the page itself; the rest is for those who take the package.
fn is_used(inside: &Path) -> bool {
    let name = inside.file_name().unwrap_or_default().to_string_lossy();
    !name.ends_with(".ts") && name != "package.json" && name != "README.md" && name != "LICENSE"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_is_another_version() {
        let root = tempfile::tempdir().unwrap();
        let worker_of = |text: &str| {
            fs::write(root.path().join("index.html"), text).unwrap();
            fs::write(root.path().join("api.d.ts"), "").unwrap();
            let mut files = Files::default();
            files.add_folder(root.path(), Path::new("")).unwrap();
            worker(&files).unwrap()
        };
        let (one, same, other) = (worker_of("a"), worker_of("a"), worker_of("b"));
        assert_eq!(one, same);
        assert_ne!(one.lines().next(), other.lines().next());
        assert!(one.starts_with(r#"const SITE = {"files":["index.html"],"version":""#), "{one}");
    }
}

//! Reloads the page in the browser when the site was built again. Only `--watch` adds it to what is served.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::extract::Request;
use axum::http::Uri;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::{Next, from_fn};
use axum::response::IntoResponse;
use axum::routing::get;
use tokio::sync::watch;

use crate::{inject, offline};

/// The page asks for its version here and gets its answer when that one is out of date.
const VERSION_PATH: &str = "/@version";
const SCRIPT_PATH: &str = "/@reload.js";
const SCRIPT: &str = r#"
async function changed(since) {
  try {
    const answer = await fetch(`/@version?${since}`);
    if (answer.ok) return answer.text();
  } catch { /* the server is away: ask again */ }
  await new Promise(resolve => setTimeout(resolve, 500));
  return since;
}
let version = await changed("");
for (;;) {
  const next = await changed(version);
  if (version !== "" && next !== version) location.reload();
  version = next;
}
"#;

/// Tells every open page that the site has changed.
#[derive(Debug, Clone)]
pub struct Reload(watch::Sender<u128>);

impl Default for Reload {
    fn default() -> Self {
        Self(watch::Sender::new(now()))
    }
}

impl Reload {
    /// Call this after the site was written.
    pub fn notify(&self) {
        self.0.send_replace(now());
    }

    /// Adds the script to the pages of `site`, and what the script asks.
    pub fn serve_with(&self, site: Router) -> Router {
        let version = self.0.clone();
        site.layer(from_fn(add_script))
            .route(SCRIPT_PATH, get(async || ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT)))
            .route(VERSION_PATH, get(async move |asked: Uri| newer_version(version, asked).await))
    }
}

/// A version differs from those of an earlier run of the server, too.
fn now() -> u128 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos()
}

async fn newer_version(version: watch::Sender<u128>, asked: Uri) -> String {
    let known = asked.query().unwrap_or_default().to_owned();
    let mut versions = version.subscribe();
    match versions.wait_for(|version| version.to_string() != known).await {
        Ok(version) => version.to_string(),
        Err(_) => known,
    }
}

async fn add_script(request: Request, next: Next) -> impl IntoResponse {
    let snippet = format!(r#"{}<script type="module" src="{SCRIPT_PATH}"></script>"#, offline::NEVER);
    inject::into_head(next.run(request).await, &snippet).await
}

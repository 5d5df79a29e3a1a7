//! Serves the built site below a path, as a shared host would, and notes every request for anything else.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use unrolled::{inject, offline, serve};

/// Where the site is.
const BASE: &str = "/some/sub/path";
/// Nothing is fetched from elsewhere; the rest is free, so that it is the page's own policy that is tested.
const POLICY: &str = "default-src 'self' data: blob:; style-src 'self' 'unsafe-inline' data: blob:; \
    script-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:";
const WORKER_PROBE: &str = include_str!("probe_worker.js");

/// The running server; it stops with the runtime.
pub struct Server {
    /// The address of the page, with a slash at its end.
    pub address: String,
    strays: Arc<Mutex<Vec<String>>>,
    is_away: Arc<AtomicBool>,
}

impl Server {
    /// Serves the folder on a free port.
    ///
    /// # Errors
    /// If no port is free.
    pub async fn start(site: &Path) -> Result<Self> {
        let strays = Arc::new(Mutex::new(Vec::new()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}{BASE}/", listener.local_addr()?);
        let is_away = Arc::new(AtomicBool::new(false));
        let app = router(site, strays.clone(), is_away.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Ok(Self { address, strays, is_away })
    }

    /// From now on the site is not to be had, or to be had again: whoever asks for it is noted as a stray.
    pub fn set_away(&self, is_away: bool) {
        self.is_away.store(is_away, Ordering::Relaxed);
    }

    /// The requests since the last call that the site does not answer, or that are not for the site at all.
    pub fn take_strays(&self) -> Vec<String> {
        std::mem::take(&mut *self.strays.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn router(site: &Path, strays: Arc<Mutex<Vec<String>>>, is_away: Arc<AtomicBool>) -> Router {
    let script = |code: &'static str| get(async move || ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], code));
    let note = move |request: Request, next: Next| note_strays(strays.clone(), request, next);
    let refuse = move |request: Request, next: Next| refuse_while_away(is_away.clone(), request, next);
    Router::new()
        .nest_service(BASE, serve::files(site).layer(from_fn(refuse)))
        .route("/@frame.html", get(frame))
        .route("/@probe.js", script(include_str!("probe.js")))
        .route("/@noise.js", script(include_str!("noise.js")))
        .route("/@noise_worker.js", script(include_str!("noise_worker.js")))
        .layer(from_fn(add_probe))
        .layer(from_fn(note))
}

/// A page with an empty frame of the size that is asked for, as in `/@frame.html?390x844`.
async fn frame(asked: Uri) -> Response {
    let (width, height) = asked.query().and_then(|size| size.split_once('x')).unwrap_or(("640", "480"));
    let style = "border: 0; display: block";
    let page = format!(
        r#"<!doctype html><html lang="en"><head><title>Frame</title><link rel="icon" href="data:,"></head>
        <body style="margin: 0"><iframe style="{style}" width="{width}" height="{height}"></iframe></body></html>"#
    );
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

async fn refuse_while_away(is_away: Arc<AtomicBool>, request: Request, next: Next) -> Response {
    // Browsers look for a newer worker whenever a page of theirs is opened, with or without success.
    let is_refused = is_away.load(Ordering::Relaxed) && !request.uri().path().ends_with("/sw.js");
    match is_refused {
        true => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        false => next.run(request).await,
    }
}

async fn note_strays(strays: Arc<Mutex<Vec<String>>>, request: Request, next: Next) -> Response {
    let line = format!("{} {}", request.method(), request.uri());
    let response = next.run(request).await;
    if response.status().is_client_error() || response.status().is_server_error() {
        let status = response.status().as_u16();
        strays.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{line} → {status}"));
    }
    response
}

async fn add_probe(request: Request, next: Next) -> Response {
    let is_worker = request.headers().get("sec-fetch-dest").is_some_and(|value| value == "worker");
    let response = next.run(request).await;
    let mut response = if is_worker {
        prepend(response, WORKER_PROBE.trim()).await
    } else {
        inject::into_head(response, &format!(r#"{}<script src="/@probe.js"></script>"#, offline::NEVER)).await
    };
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

/// On the script's first line, so that its line numbers stay.
async fn prepend(response: Response, code: &str) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let bytes = [code.as_bytes(), b" ", &bytes].concat();
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    Response::from_parts(parts, Body::from(bytes))
}

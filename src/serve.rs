//! `cargo run`: builds the site and serves it on this computer.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::middleware::map_response;
use axum::response::Response;
use tower_http::services::ServeDir;

use crate::arguments::ServeOptions;
use crate::project::Project;
use crate::reload::Reload;
use crate::{site, watch};

/// The port that is tried first when none is asked for.
const FIRST_PORT: u16 = 8080;
/// How many ports from the first one on are tried.
const PORTS_TRIED: u16 = 100;

/// Builds, listens, prints the address and serves until the process ends.
///
/// # Errors
/// If no port is free, or the site does not build (with `--watch` that is printed, and the next change builds again).
pub fn run(project: &Project, options: &ServeOptions) -> Result<()> {
    let listener = listen(options.port)?;
    let address = format!("http://{}", listener.local_addr()?);
    let folder = project.work().join("site");
    let built = site::build(project, options.profile, &folder);
    let reload = Reload::default();
    let mut site = files(&folder);
    if options.watch {
        if let Err(error) = built {
            eprintln!("error: {error:#}");
        }
        site = reload.serve_with(site);
        watch::start(project.clone(), options.profile, folder, reload)?;
        println!("watching {} and {}", project.root.join("crate").display(), project.www().display());
    } else {
        built?;
    }
    println!("serving on {address}");
    if options.open
        && let Err(error) = open::that_detached(&address)
    {
        eprintln!("no browser opens ({error}): go to {address}");
    }
    forever(listener, site)
}

/// Answers until the process ends.
///
/// # Errors
/// If the listener fails.
pub fn forever(listener: TcpListener, site: Router) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, site).await.context("the server stopped")
    })
}

/// The files of a folder with their MIME types, text as UTF-8, and nothing kept by the browser.
pub fn files(folder: &Path) -> Router {
    Router::new().fallback_service(ServeDir::new(folder)).layer(map_response(with_charset))
}

/// [`files`], with `page.html.br` in place of `page.html` for a browser that reads it.
pub fn compressed_files(folder: &Path) -> Router {
    Router::new().fallback_service(ServeDir::new(folder).precompressed_br()).layer(map_response(with_charset))
}

async fn with_charset(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if content_type.starts_with("text/")
        && !content_type.contains("charset")
        && let Ok(value) = HeaderValue::try_from(format!("{content_type}; charset=utf-8"))
    {
        headers.insert(CONTENT_TYPE, value);
    }
    response
}

/// Takes the port that was asked for, or else the first free one.
///
/// # Errors
/// Names the ports that are taken.
pub fn listen(port: Option<u16>) -> Result<TcpListener> {
    if let Some(port) = port {
        return match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {
                Err(anyhow!("--port: {port} is taken by another program; leave the option out for the next free port"))
            }
            bound => bound.with_context(|| format!("--port: cannot listen on {port}")),
        };
    }
    let ports = FIRST_PORT..FIRST_PORT + PORTS_TRIED;
    for port in ports.clone() {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            bound => return bound.with_context(|| format!("cannot listen on port {port}")),
        }
    }
    bail!("the ports {} to {} are all taken: choose one with --port", ports.start, ports.end - 1)
}

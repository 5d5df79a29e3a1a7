//! Adds something to the head of each HTML page that a server sends, while the files stay as they are.

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// The response, with `snippet` as the first thing in its `<head>` if it is a whole HTML page.
pub async fn into_head(response: Response, snippet: &str) -> Response {
    let is_html = |value: &HeaderValue| value.as_bytes().starts_with(b"text/html");
    if response.status() != StatusCode::OK || !response.headers().get(CONTENT_TYPE).is_some_and(is_html) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let page = String::from_utf8_lossy(&bytes);
    let at = head_start(&page);
    let page = format!("{}{snippet}{}", &page[..at], &page[at..]);
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(page.len()));
    Response::from_parts(parts, Body::from(page))
}

/// Where the contents of the `<head>` begin; a page without one begins with them.
fn head_start(page: &str) -> usize {
    let lower = page.to_ascii_lowercase();
    for tag in ["<head", "<html", "<!doctype"] {
        let Some(start) = lower.match_indices(tag).find(|(at, tag)| ends_name(&lower, at + tag.len())) else {
            continue;
        };
        if let Some(length) = lower[start.0..].find('>') {
            return start.0 + length + 1;
        }
    }
    0
}

/// Whether a tag's name ends at `at`, so that `<header` is no `<head`.
fn ends_name(page: &str, at: usize) -> bool {
    page[at..].starts_with(|next: char| next == '>' || next.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str) {
        assert_eq!(&before[head_start(before)..], after);
    }

    #[test]
    fn the_head_is_found_however_it_is_written() {
        check("<!doctype html><html><head><title>", "<title>");
        check("<!DOCTYPE html><HTML lang=en><HEAD class=a>\n<title>", "\n<title>");
        check("<!doctype html><html lang=en><meta charset=utf-8><header>", "<meta charset=utf-8><header>");
        check("<!doctype html><title>", "<title>");
        check("<p>", "<p>");
    }
}

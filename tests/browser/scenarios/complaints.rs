//! The tests' own ears: what a page can complain about is heard in every engine.

use std::time::{Duration, Instant};

use anyhow::Result;
use serde_json::Value;

use crate::browser::Browser;

/// What noise.js must make the tests hear.
const EXPECTED: [&str; 8] = [
    "console.error: an error TypeError: with a reason",
    "console.warn: a warning",
    "thrown later",
    "rejected",
    "/pkg/nowhere.js → 404",
    "content policy: connect-src refuses https://elsewhere.invalid",
    "worker console.warn: from the worker",
    "thrown in the worker",
];

/// One complaint of each kind is made on purpose, and each is heard.
pub async fn are_heard(browser: &Browser) -> Result<()> {
    browser.wait_until_ready().await?;
    browser.assert_quiet().await?;
    let noise =
        "const script = document.createElement('script'); script.src = '/@noise.js'; document.head.append(script);";
    browser.run_async(noise, &Value::Null).await?;
    let start = Instant::now();
    let mut heard = Vec::new();
    let missing = |heard: &[String]| EXPECTED.into_iter().find(|text| !heard.iter().any(|line| line.contains(text)));
    while let Some(text) = missing(&heard) {
        assert!(start.elapsed() < Duration::from_secs(20), "not heard: {text}, but\n{}", heard.join("\n"));
        tokio::time::sleep(Duration::from_millis(50)).await;
        heard.extend(browser.take_complaints().await?);
    }
    Ok(())
}

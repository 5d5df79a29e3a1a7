//! The page itself.

use anyhow::Result;

use crate::browser::Browser;

/// The page loads below a path, without a complaint.
pub async fn becomes_ready(browser: &Browser) -> Result<()> {
    browser.wait_until_ready().await?;
    browser.screenshot("ready").await?;
    Ok(())
}

//! The page itself.

use anyhow::Result;

use crate::browser::Browser;

/// The page loads below a path, without a complaint.
pub async fn becomes_ready(browser: &Browser) -> Result<()> {
    browser.wait_until_ready().await?;
    browser.screenshot("ready").await?;
    Ok(())
}

/// The page at each size that it is made for. The pictures are there for people to look at.
pub async fn fits_each_size(browser: &Browser) -> Result<()> {
    for (width, height) in [(1440, 900), (1024, 768), (390, 844)] {
        browser.open_sized(width, height, "").await?;
        browser.wait_until_ready().await?;
        let overflow = browser.run("return document.documentElement.scrollWidth - innerWidth", vec![]).await?;
        assert!(overflow.as_f64() <= Some(0.0), "at {width} pixels the page is {overflow} pixels wider");
        browser.screenshot(&format!("{width}x{height}-light")).await?;
        if browser.set_media("prefers-color-scheme", "dark").await? {
            browser.screenshot(&format!("{width}x{height}-dark")).await?;
            browser.set_media("prefers-color-scheme", "").await?;
        }
    }
    Ok(())
}

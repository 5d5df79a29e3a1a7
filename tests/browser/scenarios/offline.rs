//! After the first visit the page works without a network.

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::browser::Browser;
use crate::scenarios::figure::{self, eventually};

const KEEP: &str = "
    if (!('serviceWorker' in navigator)) return false;
    const isMine = new Promise(done => navigator.serviceWorker.addEventListener('controllerchange', done));
    await navigator.serviceWorker.register('./sw.js');
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await isMine;
    return true;";

const FORGET: &str = "
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    for (const name of await caches.keys()) await caches.delete(name);";

/// The whole site is kept at the first visit: then the page, a lesson, a task with its data and trained weights all come without
/// one request. Who opens the page while it is worked on keeps nothing.
pub async fn works_without_a_network(browser: &Browser) -> Result<()> {
    browser.open("").await?;
    browser.wait_until_ready().await?;
    let registered = "return (await navigator.serviceWorker?.getRegistrations() ?? []).length";
    ensure!(browser.run_async(registered, &Value::Null).await? == 0, "the page under test keeps itself");
    if browser.run_async(KEEP, &Value::Null).await? == false {
        // A browser without service workers has its pages from the network, always.
        return Ok(());
    }
    browser.set_away(true);
    let result = walk(browser).await;
    browser.set_away(false);
    browser.run_async(FORGET, &Value::Null).await?;
    result
}

async fn walk(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&text=offline&at=4").await?;
    browser.click(".course a[href$='6-lstm.html']").await?;
    browser.wait_until("document.querySelector('article[data-lesson=\"6-lstm\"]')").await?;
    figure::open(browser, "#v=1&task=sentiment-en&start=trained&at=3").await?;
    eventually(async || {
        let kept = browser.run("return navigator.serviceWorker.controller !== null", vec![]).await?;
        ensure!(kept == true, "the page is not kept");
        Ok(())
    })
    .await
}

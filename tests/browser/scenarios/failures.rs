//! What the page says when it cannot run: too old a browser, a crash, a module that does not load.

use anyhow::{Result, ensure};

use crate::browser::Browser;

/// Without SIMD, without WebAssembly: the page says what is missing and which browsers will do.
pub async fn tells_an_old_browser(browser: &Browser) -> Result<()> {
    for (old, reason) in [("no-simd", "its WebAssembly has no SIMD"), ("no-wasm", "it does not run WebAssembly")] {
        start_again(browser, old).await?;
        assert_told(browser, "too-old", &["This browser is too old because", reason, "Firefox 89"]).await?;
    }
    Ok(())
}

/// A module that does not arrive.
pub async fn tells_a_failed_download(browser: &Browser) -> Result<()> {
    start_again(browser, "no-module").await?;
    assert_told(browser, "crashed", &["It crashed because", "could not be loaded (503)", "Reload the page"]).await?;
    // The console has it too, where a module that fails is reported there, and nothing else.
    let complaints = browser.take_complaints().await?;
    ensure!(complaints.iter().all(|line| line.contains("could not be loaded (503)")), "{complaints:?}");
    Ok(())
}

/// A crash of the running page is told; the figure that is on the screen stays.
pub async fn tells_a_crash(browser: &Browser) -> Result<()> {
    browser.open("#v=1&at=999").await?;
    browser.wait_until_ready().await?;
    browser.run("window.unrolledCrashed('the test wants it')", vec![]).await?;
    assert_told(browser, "crashed", &["It crashed because the test wants it", "the address keeps your settings"])
        .await?;
    let strips = browser.run("return document.querySelectorAll('#stage .strip[data-values]').length", vec![]).await?;
    ensure!(strips.as_u64() > Some(0), "the figure is gone");
    Ok(())
}

/// Before anything runs, the frame and its text are there.
pub async fn leaves_the_text_readable(browser: &Browser) -> Result<()> {
    start_again(browser, "no-simd").await?;
    let text = browser.text("body").await?;
    for words in ["Unrolled", "See a recurrent network think and learn", "Three cells read a word"] {
        ensure!(text.contains(words), "{words:?} is not in {text:?}");
    }
    // A lesson too, in the page's language; what it says once a question is answered is not told before.
    for (link, title) in [("lesson=5", "5. Vanishing and exploding"), ("lesson=5&lang=ko", "5. 기울기 소실과 폭발")]
    {
        browser.open(&format!("?no-simd#v=1&{link}")).await?;
        browser.wait_until("document.querySelector('.lesson-slot article')").await?;
        let text = browser.text("#app").await?;
        ensure!(text.contains(title) && !text.contains("Three cells read a word"), "{link}: {text:?}");
        let is_told = browser.run("return document.querySelector('.outcome').offsetParent !== null", vec![]).await?;
        ensure!(is_told == false, "{link}: the outcome is told");
    }
    Ok(())
}

/// Loads the page as a browser would that has a part missing; see probe.js.
async fn start_again(browser: &Browser, without: &str) -> Result<()> {
    browser.open(&format!("?{without}#v=1")).await?;
    browser.wait_until("['too-old', 'crashed'].includes(document.documentElement.dataset.state)").await
}

async fn assert_told(browser: &Browser, state: &str, words: &[&str]) -> Result<()> {
    let script = "
        const box = document.getElementById('status');
        return [document.documentElement.dataset.state, box.getAttribute('role'), box.hidden];";
    let found = browser.run(script, vec![]).await?;
    ensure!(found == serde_json::json!([state, "alert", false]), "the state is {found}");
    let text = browser.text("#status").await?;
    for words in words {
        ensure!(text.contains(words), "expected {words:?}, found {text:?}");
    }
    Ok(())
}

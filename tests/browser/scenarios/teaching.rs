//! A link for a class: what a teacher makes of it, what a student sends back, and what cannot be changed meanwhile.

use anyhow::{Context, Result, bail, ensure};
use fantoccini::key::Key;
use serde_json::json;
use unrolled_engine::CellKind;
use unrolled_lab::lesson::Read;
use unrolled_lab::teaching::{Kind, Quantity, Question, Returned};
use unrolled_lab::{Setting, State, url};
use unrolled_plots::numbers::short;

use crate::browser::Browser;
use crate::scenarios::{figure, hands};

async fn focus(browser: &Browser, id: &str) -> Result<()> {
    browser.run("document.getElementById(arguments[0]).focus()", vec![id.into()]).await?;
    browser.wait_until(&format!("document.activeElement.id === '{id}'")).await
}

/// Adds a question by the keyboard: its field has the focus afterwards.
async fn add(browser: &Browser, at: usize, text: &str) -> Result<()> {
    focus(browser, "teach-add").await?;
    browser.press(&Key::Enter.to_string()).await?;
    browser.wait_until(&format!("document.activeElement.id === 'teach-{at}-text'")).await?;
    browser.press(text).await
}

/// The fragment of the link that the dialog leads to.
async fn made(browser: &Browser) -> Result<String> {
    browser.wait_until("document.getElementById('teach-try')").await?;
    let href = browser.run("return document.getElementById('teach-try').hash", vec![]).await?;
    Ok(href.as_str().context("a link")?.trim_start_matches('#').to_owned())
}

/// A teacher makes a homework, a student answers it, and the answers are decided by the student's experiment run again.
pub async fn a_homework_goes_out_and_comes_back(browser: &Browser) -> Result<()> {
    let experiment = figure::open(browser, "#v=1&units=5&updates=2&at=3").await?;
    let loss_said = short(experiment.lane(CellKind::Rnn).loss().context("a loss")?);
    browser.press("t").await?;
    browser.wait_until("document.getElementById('teach-title')").await?;
    focus(browser, "teach-title").await?;
    browser.press("Gradients").await?;
    add(browser, 0, "Which loss?").await?;
    browser.click("#teach-0-kind option[value='number']").await?;
    browser.wait_until("document.getElementById('teach-0-quantity')").await?;
    add(browser, 1, "Why <b>so</b>?").await?;
    // Up once: the field goes with its question, and the focus with the button that is left.
    focus(browser, "teach-1-up").await?;
    browser.press(&Key::Enter.to_string()).await?;
    browser.wait_until("document.activeElement.id === 'teach-0-down'").await?;
    let now = browser.text("#teach-1-now").await?;
    ensure!(now.contains(&loss_said) && now.contains("right answer"), "beside the quantity stands {now:?}");
    browser.click("#teach-group-learning option[value='locked']").await?;
    // Closed and opened again, everything is still there.
    browser.press(&Key::Escape.to_string()).await?;
    browser.wait_until("!document.getElementById('data').open").await?;
    browser.click("#show-teach").await?;
    browser.wait_until("document.getElementById('teach-title')?.value === 'Gradients'").await?;
    let out = made(browser).await?;
    let sent = url::state_from_fragment(&out)?;
    let homework = sent.teaching.homework.clone().context("a homework")?;
    let quantity = Quantity("loss rnn".into());
    let wanted = [
        Question { text: "Why <b>so</b>?".into(), kind: Kind::Text },
        Question { text: "Which loss?".into(), kind: Kind::Number { quantity, tolerance: 0.01 } },
    ];
    ensure!(homework.title == "Gradients" && homework.questions == wanted, "the homework is {homework:?}");
    ensure!(sent.teaching.locks.words() == "learning" && sent.updates == 2, "the link is {out}");

    // The student's page.
    let experiment = figure::open(browser, &format!("#{out}")).await?;
    let question = browser.text("#homework li:first-child p").await?;
    ensure!(question == "Why <b>so</b>?", "the question is {question:?}");
    ensure!(
        browser.run("return document.getElementById('optimizer').matches(':disabled')", vec![]).await? == json!(true)
    );
    let loss = experiment.lane(CellKind::Rnn).loss().context("a loss")?;
    browser.type_into("#answer-1", "because").await?;
    browser.type_into("#answer-2", &format!("{loss:.3}")).await?;
    browser.type_into("#homework-student", "Kim").await?;
    let state = copied(browser).await?;
    let homework = state.teaching.homework.clone().context("a homework")?;
    let wanted = Some(Returned { updates: 2, bits: experiment.bits() });
    ensure!(homework.returned == wanted && homework.name == "Kim", "the homework is {homework:?}");
    // Loaded again it is still the student's page.
    let own = address_with(browser, "student=Kim").await?;
    figure::open(browser, &format!("#{}", url::fragment_from_state(&own))).await?;
    browser.wait_until("document.getElementById('answer-1')?.value === 'because'").await?;

    // It comes back, to a teacher who reads Korean.
    let back = url::fragment_from_state(&State { language: unrolled_lab::Language::Korean, ..state.clone() });
    figure::open(browser, &format!("#{back}")).await?;
    browser.wait_until("document.getElementById('review-status')?.dataset.known === 'same'").await?;
    let verdicts = "return [...document.querySelectorAll('.review-verdict')].map(line => line.dataset.verdict)";
    ensure!(browser.run(verdicts, vec![]).await? == json!(["to-read", "right"]), "other verdicts");
    let name = browser.text(".review-name").await?;
    ensure!(name == "답한 사람: Kim", "the name is {name:?}");

    // With another seed these are not the weights of the experiment.
    let settings = state.settings.with(Setting::Seed(9))?;
    figure::open(browser, &format!("#{}", url::fragment_from_state(&State { settings, ..state }))).await?;
    browser.wait_until("document.getElementById('review-status')?.dataset.known === 'differs'").await?;
    // The tab would keep it for whoever comes next.
    browser.run("sessionStorage.clear()", vec![]).await?;
    Ok(())
}

/// What a teacher has begun is there when the page is loaded again, unfinished as it is, until it is put away; no address has it.
pub async fn a_draft_outlives_a_reload(browser: &Browser) -> Result<()> {
    let link = "#v=1&units=5&at=1";
    figure::open(browser, link).await?;
    browser.press("t").await?;
    browser.wait_until("document.getElementById('teach-title')").await?;
    focus(browser, "teach-title").await?;
    browser.press("Gradients").await?;
    add(browser, 0, "Keep & <b>it</b>").await?;
    browser.click("#teach-0-kind option[value='choice']").await?;
    browser.wait_until("document.getElementById('teach-0-option-0')").await?;
    focus(browser, "teach-0-option-0").await?;
    browser.press("yes").await?;
    // Without its second option no link can be made of it.
    browser.wait_until("document.getElementById('teach-problem')").await?;
    browser.click("#teach-group-size option[value='hidden']").await?;
    browser.click("#teach-part-flow").await?;
    let kept =
        "['yes', 'hide=size', 'parts=flow'].every(part => sessionStorage.getItem('unrolled-draft')?.includes(part))";
    browser.wait_until(kept).await?;
    let fields = "
        const value = id => document.getElementById(id)?.value;
        return [...['title', '0-text', '0-kind', '0-option-0', '0-option-1', 'group-size'].map(id => value(`teach-${id}`)),
            document.getElementById('teach-part-flow').checked];";
    let wanted = json!(["Gradients", "Keep & <b>it</b>", "choice", "yes", "", "hidden", true]);
    figure::open(browser, link).await?;
    browser.press("t").await?;
    browser.wait_until("document.getElementById('teach-title')").await?;
    let found = browser.run(fields, vec![]).await?;
    ensure!(found == wanted, "there is {found}");
    let state = address_with(browser, "units=5").await?;
    ensure!(state.teaching.is_none() && state.parts.is_none(), "the address has the draft: {:?}", state.teaching);
    // Put away, and taken back.
    browser.click("#teach-start-over").await?;
    let is_empty = "document.getElementById('teach-title').value === '' && !document.getElementById('teach-0-text')
        && document.getElementById('teach-group-size').value === 'open' && !document.getElementById('teach-part-flow').checked
        && sessionStorage.getItem('unrolled-draft') === null";
    browser.wait_until(is_empty).await?;
    browser.click("#teach-take-back").await?;
    browser.wait_until("document.getElementById('teach-0-option-0')").await?;
    let found = browser.run(fields, vec![]).await?;
    ensure!(found == wanted, "there is {found} again");
    browser.wait_until(kept).await?;
    // What cannot be read is nothing.
    browser.run("sessionStorage.setItem('unrolled-draft', 'homework=x&q=essay%0A&lock=everything')", vec![]).await?;
    figure::open(browser, link).await?;
    browser.press("t").await?;
    browser.wait_until("document.getElementById('teach-title')").await?;
    browser.wait_until(is_empty).await?;
    browser.run("sessionStorage.clear()", vec![]).await?;
    Ok(())
}

/// Answers are there when the teacher's link is opened again in the same tab, and the student's own experiment can be gone back to;
/// whoever copies the link is told what has no answer.
pub async fn answers_outlive_a_reload(browser: &Browser) -> Result<()> {
    let link = "#v=1&units=5&at=1&q=text%0AWhy%3F&q=choice%0AWhich%3F%0Athis%0Athat&q=text%0AHow%3F";
    figure::open(browser, link).await?;
    browser.type_into("#answer-1", "because").await?;
    browser.type_into("#forget-bias", "5").await?;
    browser.click("#as-given").await?;
    browser.wait_until("document.getElementById('forget-bias').value === '1'").await?;
    figure::open(browser, link).await?;
    browser.wait_until("document.getElementById('answer-1').value === 'because'").await?;
    browser.click("#to-own").await?;
    browser.wait_until("document.getElementById('forget-bias').value === '5'").await?;
    browser.click("#copy-answers").await?;
    browser.wait_until("document.querySelector('.copy-line .field-error')").await?;
    let said = browser.text(".copy-line .field-error").await?;
    ensure!(said.starts_with("Questions 2 and 3 have no answer yet"), "it says {said:?}");
    // The link of another homework has nothing of this.
    figure::open(browser, "#v=1&units=6&at=1&q=text%0AWhy%3F").await?;
    let found = browser.run("return document.getElementById('answer-1').value", vec![]).await?;
    ensure!(found == json!(""), "there is {found}");
    let way = browser.run("return document.getElementById('to-own')", vec![]).await?;
    ensure!(way.is_null(), "there is a way to the experiment of another homework");
    browser.run("sessionStorage.clear()", vec![]).await?;
    Ok(())
}

/// What the link with answers leads to, as it is copied.
async fn copied(browser: &Browser) -> Result<State> {
    let catch = "
        const writeText = text => { window.copied = text; return Promise.resolve(); };
        Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });";
    browser.run(catch, vec![]).await?;
    browser.click("#copy-answers").await?;
    browser.wait_until("window.copied").await?;
    let link = browser.run("return window.copied", vec![]).await?;
    let (_, fragment) = link.as_str().and_then(|link| link.split_once('#')).context("a link")?;
    Ok(url::state_from_fragment(fragment)?)
}

/// The fragment in the address, as soon as it says this.
async fn address_with(browser: &Browser, wanted: &str) -> Result<State> {
    browser.wait_until(&format!("location.hash.includes('{wanted}')")).await?;
    let hash = browser.run("return location.hash", vec![]).await?;
    Ok(url::state_from_fragment(hash.as_str().context("an address")?.trim_start_matches('#'))?)
}

/// A number is that of the teacher's experiment, whatever the student has changed to find settings; what is looked for stays in
/// sight meanwhile, and the teacher reads what was changed.
pub async fn a_number_is_of_what_was_given(browser: &Browser) -> Result<()> {
    // A share that is between what the two experiments keep.
    let kept = |rest: &str| -> Result<f64> {
        let (state, experiment) = figure::native(&format!("v=1&units=5&loss=last&{rest}"));
        match Quantity("kept lstm".into()).read(&state, &experiment) {
            Read::Number(share) => Ok(share),
            other => bail!("kept is {other:?}"),
        }
    };
    let (few, many) = (kept("forget=-3&updates=2")?, kept("forget=5")?);
    ensure!(few < 0.9 * many, "{few} and {many} are too near");
    let wanted = format!("{:.3}", (few + many) / 2.0);
    let questions = format!("&q=number+0.01+loss+rnn%0AWhich+loss%3F&q=experiment+%3E+{wanted}+kept+lstm%0AKeep+it.");
    let link = format!("#v=1&units=5&loss=last&forget=-3&updates=2&at=3{questions}");
    let given = figure::open(browser, &link).await?;
    let loss = given.lane(CellKind::Rnn).loss().context("a loss")?;
    ensure!(
        browser.run("return document.querySelector('.welcome')", vec![]).await?.is_null(),
        "homework begins itself"
    );
    browser.type_into("#answer-1", &format!("{loss:.3}")).await?;
    ensure!(
        browser.run("return document.getElementById('now-line')", vec![]).await?.is_null(),
        "the question is in sight"
    );
    // The question is above the window: its line is there, and does not lie over what is moved.
    browser.run("document.getElementById('seed').scrollIntoView({ block: 'center' })", vec![]).await?;
    browser.wait_until("document.getElementById('now-line')").await?;
    browser.wait_until("!document.querySelector('#now-line .is-met')").await?;
    browser.type_into("#forget-bias", "5").await?;
    browser.wait_until("document.querySelector('#now-line .is-met')").await?;
    let clear = "
        const line = document.getElementById('now-line').getBoundingClientRect();
        const field = document.getElementById('forget-bias').getBoundingClientRect();
        return field.top >= line.bottom && line.height < 100;";
    ensure!(browser.run(clear, vec![]).await? == json!(true), "the line lies over the field");
    browser.click("#to-question").await?;
    browser.wait_until("document.activeElement.id === 'question-2' && !document.getElementById('now-line')").await?;
    // To the teacher's experiment, and back.
    browser.click("#as-given").await?;
    figure::wait_for_updates(browser, 2).await?;
    browser.wait_until("document.getElementById('forget-bias').value === '-3'").await?;
    browser.click("#to-own").await?;
    browser
        .wait_until("document.getElementById('forget-bias').value === '5' && !document.getElementById('to-own')")
        .await?;
    figure::wait_for_updates(browser, 0).await?;
    let state = copied(browser).await?;
    let known =
        state.teaching.homework.as_ref().and_then(|homework| homework.given.clone()).context("what was given")?;
    ensure!(known.updates == 2 && known.settings == figure::native(&link).0.settings, "given was {known:?}");

    // The teacher's page runs both, and ends with the student's.
    let back = format!("#{}", url::fragment_from_state(&state));
    let experiment = figure::open(browser, &back).await?;
    browser.wait_until("document.getElementById('review-status')?.dataset.known === 'same'").await?;
    let verdicts = "return [...document.querySelectorAll('.review-verdict')].map(line => line.dataset.verdict)";
    ensure!(browser.run(verdicts, vec![]).await? == json!(["right", "right"]), "other verdicts");
    let changes = browser.text("#review-changes").await?;
    ensure!(changes.ends_with("forget bias: −3 → 5; updates: 2 → 0."), "the changes are {changes:?}");
    browser.click("#last").await?;
    figure::assert_native(browser, &experiment, &CellKind::ALL).await
}

/// What a link hides is not there and stays as it is; what hides all of a section hides the section.
pub async fn hidden_settings_are_not_there(browser: &Browser) -> Result<()> {
    let link = "#v=1&units=5&at=1&lock=word&hide=size+start";
    let experiment = figure::open(browser, link).await?;
    let seen = "
        return ['word', 'units', 'seed', 'initializer', 'lab-radius', 'activation', 'optimizer']
            .filter(id => document.getElementById(id).getClientRects().length)";
    ensure!(browser.run(seen, vec![]).await? == json!(["word", "activation", "optimizer"]), "others are seen");
    let bar = browser.text("#teaching-bar").await?;
    ensure!(
        bar.contains("Not shown by this link") && bar.contains("size and seed, first weights"),
        "the bar says {bar:?}"
    );
    move_radius(browser).await?;
    browser.wait_until("document.getElementById('refused')").await?;
    browser.click("#last").await?;
    figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
    // Everything hidden: no section is left to be opened.
    figure::open(browser, "#v=1&units=5&at=1&hide=all").await?;
    let left = "return [...document.querySelectorAll('.sidebar :is(select, input, details)')].filter(part => part.getClientRects().length).length";
    ensure!(browser.run(left, vec![]).await? == json!(0), "something of the settings is seen");
    let out = browser.run("return document.getElementById('leave-teaching').hash", vec![]).await?;
    let out = out.as_str().context("a link")?.to_owned();
    figure::open(browser, &out).await?;
    browser.wait_until("document.getElementById('units').getClientRects().length").await
}

/// The slider of the lab, as a script would move it.
async fn move_radius(browser: &Browser) -> Result<()> {
    let drag = "
        const slider = document.getElementById('lab-radius');
        slider.value = '2';
        slider.dispatchEvent(new Event('input', { bubbles: true }));";
    browser.run(drag, vec![]).await?;
    Ok(())
}

/// A snippet has the parts that were chosen, and a height that can be changed.
pub async fn a_snippet_has_chosen_parts(browser: &Browser) -> Result<()> {
    figure::open(browser, "#v=1&units=5&at=1&q=text%0AWhy%3F").await?;
    browser.click("#show-embed").await?;
    browser.wait_until("document.getElementById('embed-snippet')?.value.includes('parts=stage\"')").await?;
    browser.click("#embed-stage").await?;
    browser.click("#embed-flow").await?;
    browser.click("#embed-roads").await?;
    browser.wait_until("document.getElementById('embed-snippet').value.includes('parts=flow+roads\"')").await?;
    let read = "
        const frame = new DOMParser().parseFromString(document.getElementById('embed-snippet').value, 'text/html');
        const found = frame.querySelector('iframe');
        return [new URL(found.src).hash, Number(found.height)];";
    let found = browser.run(read, vec![]).await?;
    let state = url::state_from_fragment(found[0].as_str().context("a link")?.trim_start_matches('#'))?;
    ensure!(state.settings == figure::native("v=1&units=5").0.settings && state.teaching.is_none(), "it has {found}");
    ensure!(found[1] == json!(570 + 900 + 60), "it has {found}");
    browser.type_into("#embed-height", "700").await?;
    browser.wait_until("document.getElementById('embed-snippet').value.includes('height=\"700\"')").await?;
    // Other parts have a height of their own.
    browser.click("#embed-roads").await?;
    browser.wait_until("document.getElementById('embed-snippet').value.includes('height=\"630\"')").await?;
    browser.open_sized(760, 630, "#v=1&layout=embed&parts=flow").await?;
    browser.wait_until_ready().await?;
    browser.wait_until("document.documentElement.scrollHeight <= innerHeight").await
}

/// What a link keeps as it is cannot be changed by mouse, keys or sliders, nor by whatever else leads there.
pub async fn locked_settings_stay(browser: &Browser) -> Result<()> {
    let link = "#v=1&units=5&at=1&lock=size+start";
    let (before, experiment) = (figure::native(link).0, figure::open(browser, link).await?);
    let locked = "
        return ['units', 'units-slider', 'seed', 'new-seed', 'initializer', 'forget-bias', 'lab-radius']
            .filter(id => !document.getElementById(id).matches(':disabled'))";
    ensure!(browser.run(locked, vec![]).await? == json!([]), "some of the controls can be used");
    let said = browser.text("fieldset:has(#units) .locked-line").await?;
    ensure!(said.contains("keeps these settings"), "the line says {said:?}");
    hands::click_at(browser, "#new-seed", (0.5, 0.5)).await?;
    hands::drag(browser, "#units-slider", (0.2, 0.5), (0.8, 0.5)).await?;
    browser.run("document.getElementById('units').focus()", vec![]).await?;
    let focused = browser.run("return document.activeElement.id", vec![]).await?;
    ensure!(focused != "units", "a locked field takes the focus");
    // And the button that would set everything back.
    move_radius(browser).await?;
    browser.wait_until("document.getElementById('refused')").await?;
    browser.click("#refused button").await?;
    browser.wait_until("!document.getElementById('refused')").await?;
    browser.click("#all-defaults").await?;
    browser.wait_until("document.getElementById('refused')").await?;
    browser.click("#refused button").await?;
    browser.wait_until("!document.getElementById('refused')").await?;
    browser.click("#last").await?;
    figure::assert_native(browser, &experiment, &CellKind::ALL).await?;
    // What is not locked can be changed, and the way out leads to the same experiment.
    browser.type_into("#word", "abcabc").await?;
    browser.wait_until("location.hash.includes('text=abcabc')").await?;
    let out = browser.run("return document.getElementById('leave-teaching').hash", vec![]).await?;
    let state = url::state_from_fragment(out.as_str().context("a link")?.trim_start_matches('#'))?;
    ensure!(state.teaching.is_none() && state.settings == before.settings.with(Setting::Text("abcabc".into()))?);
    Ok(())
}

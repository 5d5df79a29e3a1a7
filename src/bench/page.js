// Runs in the page while its threads are recorded: changes settings, or plays. Marks say what the work belongs to.

const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const frame = () => new Promise(requestAnimationFrame);

async function ready() {
  while (document.documentElement?.dataset.state !== "ready") await rest(50);
  // All of the page is measured, as it is when somebody is there.
  dispatchEvent(new PointerEvent("pointermove"));
  while (!document.documentElement.hasAttribute("data-whole")) await rest(50);
  // The first drawings, and the code that the browser optimises while it runs.
  await rest(1000);
}

const steps = () => Array.from(document.getElementById("word").value).length - 1;

// Types one seed after the other: every weight of the three cells changes, and so does every view.
async function changeSettings(count, warmUp) {
  await ready();
  const field = document.getElementById("seed");
  for (let change = 0; change < warmUp + count; change++) {
    await rest(250);
    if (change >= warmUp) performance.mark("change");
    field.value = String(100 + change);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    // The views that are drawn in the next frame, and those that follow from these.
    for (let frames = 0; frames < 4; frames++) await frame();
    await rest(0);
    if (change >= warmUp) performance.mark("changed");
  }
  return { steps: steps(), height: document.documentElement.scrollHeight, windowHeight: innerHeight };
}

// Drags a slider of the gradient lab to and fro, a place a frame apart, with its panel on the screen.
async function drag(id, panel, count, warmUp) {
  await ready();
  document.getElementById(panel).scrollIntoView({ block: "center", behavior: "instant" });
  await rest(1500);
  const slider = document.getElementById(id);
  for (let move = 0; move < warmUp + count; move++) {
    await rest(100);
    if (move >= warmUp) performance.mark("change");
    slider.value = String((move % 20) / 10);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    for (let frames = 0; frames < 4; frames++) await frame();
    await rest(0);
    if (move >= warmUp) performance.mark("changed");
  }
  return { steps: steps() };
}

// Plays as fast as the page can be asked to.
async function play(ms) {
  await ready();
  const speed = document.getElementById("speed");
  speed.selectedIndex = speed.options.length - 1;
  speed.dispatchEvent(new Event("change", { bubbles: true }));
  document.getElementById("play").click();
  await rest(1500);
  const seen = new MutationObserver(() => performance.mark("moment"));
  seen.observe(document.documentElement, { attributes: true, attributeFilter: ["data-moment"] });
  const end = performance.now() + ms;
  while (performance.now() < end) {
    await frame();
    performance.mark("frame");
    // It rests at the update; playing on makes it.
    if (document.getElementById("play").getAttribute("aria-label") === "Play") document.getElementById("play").click();
  }
  seen.disconnect();
  return { steps: steps(), form: document.getElementById("stage").dataset.form };
}

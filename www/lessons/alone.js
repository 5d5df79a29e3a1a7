// What a text that is read alone cannot do by itself: say which slide the room sees, and put the indices of formulas where they belong.

// As crate/web/src/lesson/slides.rs writes it: lesson, number, and what the slide is about.
const STORED_AS = "unrolled-slide";
// As it reads it: forward or back, and when.
const TURN = "unrolled-turn";

// The parts of an article that stand together, as slides.rs has them: its beginning, then each section.
function slidesOf(article) {
  const slides = [[]];
  for (const part of article.children) {
    if (part.matches(".notes, .slide")) continue;
    if (part.matches("section")) slides.push([]);
    slides.at(-1).push(part);
  }
  return slides;
}

// The window with the speaker's notes shows the section that the room sees, above the notes; another lesson's window is gone to.
function followSlides() {
  const article = document.querySelector("article");
  const notes = document.getElementById("l-notes");
  if (!notes) return;
  const line = document.createElement("p");
  line.className = "slide";
  line.setAttribute("role", "status");
  line.hidden = true;
  article.prepend(line);
  const isSpeakers = location.hash === "#l-notes";
  const slides = slidesOf(article);
  const say = (text) => {
    const [lesson, number, about] = (text ?? "").split("\t");
    if (isSpeakers && /^[a-z0-9-]+$/.test(lesson) && lesson !== article.dataset.lesson) {
      location.replace(`${lesson}.html#l-notes`);
      return;
    }
    const isHere = lesson !== "" && lesson === article.dataset.lesson;
    line.hidden = !isHere;
    line.textContent = isHere ? `${number} · ${about}` : "";
    const shown = isSpeakers && isHere ? Number.parseInt(number, 10) - 1 : null;
    slides.forEach((parts, at) => parts.forEach((part) => { part.hidden = shown !== null && at !== shown; }));
    if (shown !== null) scrollTo(0, 0);
  };
  addEventListener("storage", (event) => { if (event.key === STORED_AS) say(event.newValue); });
  // A clicker turns the slides whichever of the two windows it was pressed in.
  addEventListener("keydown", (event) => {
    const turn = { PageDown: "forward", PageUp: "back" }[event.key];
    if (!turn || !isSpeakers || line.hidden) return;
    event.preventDefault();
    try { localStorage.setItem(TURN, `${turn} ${Date.now()}`); } catch { /* Nor is there a slide to turn. */ }
  });
  try { say(localStorage.getItem(STORED_AS)); } catch { say(null); /* Storage may be forbidden. */ }
}

followSlides();

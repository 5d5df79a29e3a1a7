// What a text that is read alone cannot do by itself: say which slide the room sees, and put the indices of formulas where they belong.

// As crate/web/src/lesson/slides.rs writes it: lesson, number, and what the slide is about.
const STORED_AS = "unrolled-slide";

function sayWhichSlide() {
  const notes = document.getElementById("l-notes");
  if (!notes) return;
  const line = document.createElement("p");
  line.className = "slide";
  line.setAttribute("role", "status");
  notes.prepend(line);
  const say = (text) => {
    const [lesson, number, about] = (text ?? "").split("\t");
    const isHere = lesson !== "" && lesson === document.querySelector("article").dataset.lesson;
    line.hidden = !isHere;
    line.textContent = isHere ? `${number} · ${about}` : "";
  };
  addEventListener("storage", (event) => { if (event.key === STORED_AS) say(event.newValue); });
  try { say(localStorage.getItem(STORED_AS)); } catch { say(null); /* Storage may be forbidden. */ }
}

// Where no font has a table for mathematics, indices stand on the line: see crate/web/src/browser.rs.
function measureFormulas() {
  const probe = document.createElement("div");
  probe.style.cssText = "position:absolute;visibility:hidden;font-size:40px";
  probe.innerHTML = "<math><msub><mn>1</mn><mn>1</mn></msub></math>";
  document.body.append(probe);
  const [base, index] = [...probe.querySelectorAll("mn")].map((part) => part.getBoundingClientRect().bottom);
  if (index - base < 3) document.documentElement.dataset.math = "flat";
  probe.remove();
}

measureFormulas();
sayWhichSlide();

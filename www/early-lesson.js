// A lesson can be read before the page runs: where the address names one, its text is put into the frame. The page takes it over
// from there (crate/web/src/lesson/text.rs), so it is to be as it is in its file.

// The links may not be in the page's language yet.
export async function showLesson(language) {
  // What is packed or laid out otherwise waits for the page.
  const named = /^#(?!.*[&#]layout=).*[&#]lesson=(\w+)/.exec(location.hash);
  const links = [...document.querySelectorAll(".course a")];
  const link = named && links.find((link) => link.pathname.split("/").pop().split(/[-.]/)[0] === named[1]);
  if (!link) return;
  links.forEach((other) => other.removeAttribute("aria-current"));
  link.setAttribute("aria-current", "page");
  const response = await fetch(link.href.replace(/\/lessons\/\w+\//, `/lessons/${language}/`));
  if (!response.ok) return;
  const article = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("article");
  const [workbench, choice, slot, sidebar] =
    [".workbench", ".beside", ".lesson-slot", ".sidebar-slot"].map((name) => document.querySelector(name));
  workbench.classList.add("reads");
  slot.firstElementChild.append(article);
  choice.hidden = slot.hidden = false;
  sidebar.hidden = true;
}

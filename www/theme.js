// Puts the chosen theme on the page before anything is drawn, without a choice the system's theme rules; and says for whom the
// page is laid out and whether a lesson is read, if its address does.
try {
  const theme = localStorage.getItem("unrolled-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* Storage may be forbidden; the system's theme is used then. */ }
const layout = /[#&]layout=(embed|present)(&|$)/.exec(location.hash);
if (layout) document.documentElement.dataset.layout = layout[1];
if (/[#&]lesson=/.test(location.hash)) document.documentElement.dataset.reads = "";

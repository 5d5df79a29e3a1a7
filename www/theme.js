// Puts the chosen theme on the page before anything is drawn; without a choice the system's theme rules.
try {
  const theme = localStorage.getItem("unrolled-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* Storage may be forbidden; the system's theme is used then. */ }

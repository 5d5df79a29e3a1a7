// Runs only in browsers without JavaScript modules.
document.documentElement.setAttribute("data-state", "too-old");
document.addEventListener("DOMContentLoaded", function () {
  var box = document.getElementById("status");
  box.hidden = false;
  box.textContent = "This browser is too old because it does not know JavaScript modules. Chrome 91, Firefox 89, Safari 16.4 or newer will do.";
});

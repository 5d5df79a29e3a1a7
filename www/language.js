// Decides the language before anything is drawn, and puts the frame that stands until the page runs into it, with the word that is
// read. The address comes first, then what was chosen before, then what the browser asks for. Written for old browsers too: they are
// told in it that they are old.
(function () {
  var root = document.documentElement;
  function known(tag) {
    var language = String(tag).slice(0, 2).toLowerCase();
    return language === "en" || language === "ko" ? language : null;
  }
  function asked() {
    var named = /[#&]lang=(en|ko)(&|$)/.exec(location.hash);
    if (named) return named[1];
    try {
      var chosen = known(localStorage.getItem("unrolled-language"));
      if (chosen) return chosen;
    } catch (error) { /* Storage may be forbidden. */ }
    var wishes = navigator.languages || [navigator.language];
    for (var index = 0; index < wishes.length; index += 1) {
      var language = known(wishes[index]);
      if (language) return language;
    }
    return "en";
  }
  root.lang = asked();
  // The word that the address names; nothing where only the page can say what is read.
  function word() {
    var named = /[#&]text=([^&]*)/.exec(location.hash);
    try {
      if (named) return decodeURIComponent(named[1].replace(/\+/g, " "));
    } catch (error) { return ""; }
    return /[#&](task|lesson|z)=/.test(location.hash) ? "" : null;
  }
  document.addEventListener("DOMContentLoaded", function () {
    if (word() !== null) document.getElementById("word").value = word();
    if (root.lang !== "ko") return;
    var words = document.querySelectorAll("[data-ko]");
    for (var index = 0; index < words.length; index += 1) words[index].textContent = words[index].getAttribute("data-ko");
    document.querySelector("aside.skeleton").setAttribute("aria-label", "실험");
    var course = document.querySelector(".course");
    course.setAttribute("aria-label", "강의");
    var links = course.querySelectorAll("a");
    for (index = 0; index < links.length; index += 1) {
      links[index].setAttribute("href", links[index].getAttribute("href").replace("lessons/en/", "lessons/ko/"));
    }
  });
})();

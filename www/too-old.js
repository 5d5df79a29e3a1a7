// Runs only in browsers without JavaScript modules.
document.documentElement.setAttribute("data-state", "too-old");
document.addEventListener("DOMContentLoaded", function () {
  var box = document.getElementById("status");
  box.hidden = false;
  box.textContent = document.documentElement.lang === "ko"
    ? "이 브라우저는 JavaScript 모듈을 지원하지 않아 이 페이지를 열 수 없습니다. Chrome 91, Firefox 89, Safari 16.4 이상을 사용해 주세요."
    : "This browser is too old because it does not know JavaScript modules. Chrome 91, Firefox 89, Safari 16.4 or newer will do.";
});

// Loads the WebAssembly module and the words of the page's language, and starts the page; says what is wrong when that cannot be.

import { showLesson } from "./early-lesson.js";

const root = document.documentElement;
// www/language.js has decided it.
const language = root.lang;

// What has to be said while the page's own words may not be here.
const WORDS = {
  en: {
    noWasm: "it does not run WebAssembly",
    noSimd: "its WebAssembly has no SIMD",
    noObserver: "it has no ResizeObserver",
    notLoaded: (status) => `its WebAssembly could not be loaded (${status})`,
    noWords: (status) => `its words could not be loaded (${status})`,
    crashed: (reason) => `It crashed because ${reason}. Reload the page to start again; the address keeps your settings.`,
    tooOld: (missing) => `This browser is too old because ${missing}. Chrome 91, Firefox 89, Safari 16.4 or newer will do.`,
  },
  ko: {
    noWasm: "WebAssembly를 실행하지 못함",
    noSimd: "WebAssembly SIMD를 지원하지 않음",
    noObserver: "ResizeObserver를 지원하지 않음",
    notLoaded: (status) => `WebAssembly를 불러오지 못함(${status})`,
    noWords: (status) => `문구 파일을 불러오지 못함(${status})`,
    crashed: (reason) => `페이지가 멈췄습니다. 원인: ${reason}. 다시 시작하려면 페이지를 새로 고치세요. 설정은 주소에 남아 있습니다.`,
    tooOld: (missing) => `이 브라우저는 너무 오래되어 이 페이지를 열 수 없습니다. 원인: ${missing}. Chrome 91, Firefox 89, Safari 16.4 이상을 사용해 주세요.`,
  },
}[language];

// A module with one v128 instruction: whether the browser knows fixed-width SIMD.
const SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

function tell(state, text) {
  root.dataset.state = state;
  const box = document.getElementById("status");
  box.hidden = false;
  box.setAttribute("role", "alert");
  box.textContent = text;
}

function missingFeature() {
  if (typeof WebAssembly !== "object") return WORDS.noWasm;
  if (!WebAssembly.validate(SIMD_PROBE)) return WORDS.noSimd;
  if (typeof ResizeObserver !== "function") return WORDS.noObserver;
  return null;
}

// What can be read already comes to the screen first: what the page needs to run is large, and takes the line and the
// processor. A page that is not looked at has no frames.
function firstFrame() {
  if (document.hidden) return null;
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

// Compiled once: the page runs the module, and hands it to the training worker.
async function compile() {
  const response = await fetch(new URL("./pkg/unrolled_bg.wasm", import.meta.url));
  if (!response.ok) throw new Error(WORDS.notLoaded(response.status));
  if (response.headers.get("Content-Type")?.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

async function messages() {
  const response = await fetch(new URL(`./locale/${language}.ftl`, import.meta.url));
  if (!response.ok) throw new Error(WORDS.noWords(response.status));
  return response.text();
}

// Called by the panic hook with the reason; the figure that is on the screen stays where it is.
globalThis.unrolledCrashed = (reason) => {
  tell("crashed", WORDS.crashed(reason));
};

// Called when what can be seen is there, and again with every part that comes later.
globalThis.unrolledReady = () => {
  if (root.dataset.state !== "loading") return;
  root.dataset.state = "ready";
  keepForLater();
};

// Keeps the site for when there is no network, and says when there is a newer one.
async function keepForLater() {
  if (!("serviceWorker" in navigator) || document.querySelector("meta[name='unrolled-offline'][content='never']")) return;
  // A browser may refuse, as in a private window; the page then needs its network, as any other.
  const registration = await navigator.serviceWorker.register("./sw.js").catch(() => null);
  const offer = (worker) => {
    if (!navigator.serviceWorker.controller) return;
    const button = document.getElementById("newer-version");
    button.parentElement.hidden = false;
    button.addEventListener("click", () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
      worker.postMessage("take over");
    });
  };
  if (registration?.waiting) offer(registration.waiting);
  registration?.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker.addEventListener("statechange", () => worker.state === "installed" && offer(worker));
  });
}

// A text that cannot be had is told of by the page.
const lesson = showLesson(language).catch(() => null).finally(() => delete root.dataset.reads);
const missing = missingFeature();
if (missing) {
  tell("too-old", WORDS.tooOld(missing));
} else {
  try {
    await lesson;
    await firstFrame();
    const [module, text, { default: init, mount }] =
      await Promise.all([compile(), messages(), import("./pkg/unrolled.js")]);
    await init({ module_or_path: module });
    mount(module, language, text);
  } catch (error) {
    if (root.dataset.state !== "crashed") globalThis.unrolledCrashed(error?.message ?? String(error));
    throw error;
  }
}

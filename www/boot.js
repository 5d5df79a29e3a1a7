// Loads the WebAssembly module and starts the page; says what is wrong when that cannot be.

const root = document.documentElement;

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
  if (typeof WebAssembly !== "object") return "it does not run WebAssembly";
  if (!WebAssembly.validate(SIMD_PROBE)) return "its WebAssembly has no SIMD";
  if (typeof ResizeObserver !== "function") return "it has no ResizeObserver";
  return null;
}

// Compiled once: the page runs the module, and hands it to the training worker.
async function compile() {
  const response = await fetch(new URL("./pkg/unrolled_bg.wasm", import.meta.url));
  if (!response.ok) throw new Error(`its WebAssembly could not be loaded (${response.status})`);
  if (response.headers.get("Content-Type")?.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

// Called by the panic hook with the reason; the figure that is on the screen stays where it is.
globalThis.unrolledCrashed = (reason) => {
  tell("crashed", `It crashed because ${reason}. Reload the page to start again; the address keeps your settings.`);
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

const missing = missingFeature();
if (missing) {
  tell("too-old", `This browser is too old because ${missing}. Chrome 91, Firefox 89, Safari 16.4 or newer will do.`);
} else {
  try {
    const [module, { default: init, mount }] = await Promise.all([compile(), import("./pkg/unrolled.js")]);
    await init({ module_or_path: module });
    mount(module);
    if (root.dataset.state === "loading") root.dataset.state = "ready";
    keepForLater();
  } catch (error) {
    if (root.dataset.state !== "crashed") globalThis.unrolledCrashed(error?.message ?? String(error));
    throw error;
  }
}

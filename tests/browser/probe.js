// Put at the top of every page by the tests' server: records what the page complains about, and lends the tests a hand.
"use strict";
(() => {
  const key = "@probe";
  let isLeft = false;
  const note = text => {
    if (isLeft) return;
    // The session storage survives a reload of the page.
    const messages = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    sessionStorage.setItem(key, JSON.stringify([...messages, text]));
  };
  const word = value => {
    if (value instanceof Error) return `${value}\n${value.stack ?? ""}`;
    if (typeof value !== "object" || value === null) return String(value);
    try { return JSON.stringify(value); } catch { return String(value); }
  };

  for (const kind of ["error", "warn", "assert"]) {
    const original = console[kind];
    console[kind] = (...values) => {
      if (kind !== "assert" || !values[0]) note(`console.${kind}: ${values.map(word).join(" ")}`);
      original.apply(console, values);
    };
  }
  addEventListener("error", event => {
    const target = event.target;
    const source = target instanceof Element ? target.getAttribute("src") ?? target.getAttribute("href") : null;
    if (source !== null) note(`<${target.localName}> cannot load ${source}`);
    else note(`error: ${event.error ? word(event.error) : event.message}`);
  }, true);
  addEventListener("unhandledrejection", event => note(`unhandled rejection: ${word(event.reason)}`));
  addEventListener("securitypolicyviolation", event => {
    note(`content policy: ${event.effectiveDirective} refuses ${event.blockedURI}`);
  });

  // What a worker says comes over a channel; see probe_worker.js.
  new BroadcastChannel(key).addEventListener("message", event => note(`worker ${event.data}`));
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("error", event => note(`worker error: ${event.message ?? "it cannot be loaded"}`));
      this.addEventListener("messageerror", () => note("worker error: a message cannot be read"));
    }
  };

  // What an old browser does not have, or a network does not bring; see scenarios/failures.rs.
  const without = {
    "?no-simd": () => { WebAssembly.validate = () => false; },
    "?no-wasm": () => { delete window.WebAssembly; },
    "?no-module": () => { window.fetch = async () => new Response("", { status: 503 }); },
  };
  without[location.search]?.();

  // JSON has no NaN and no infinities; they travel as strings.
  const names = new Map([["NaN", NaN], ["Infinity", Infinity], ["-Infinity", -Infinity]]);
  window.__probe = {
    // A test's own script may run beside the page, where `Error` is another one.
    isError: value => value instanceof Error,
    load: path => import(new URL(path, document.baseURI)),
    decode: text => JSON.parse(text, (_key, value) => names.get(value) ?? value),
    encode: value => JSON.stringify(value ?? null, (_key, entry) =>
      typeof entry === "number" && !Number.isFinite(entry) ? String(entry) : entry),
    leave() { isLeft = true; },
    take() {
      const messages = JSON.parse(sessionStorage.getItem(key) ?? "[]");
      sessionStorage.removeItem(key);
      return messages;
    },
  };
})();

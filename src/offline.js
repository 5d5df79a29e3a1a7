// Keeps the whole site, so that it works without a network. SITE, its version and its files, is written before this by the
// build: another version is another script, which the browser then finds, fetches as a whole, and begins to use once no page of
// the old version is open, or when the reader asks for it.

const NAME = `unrolled ${self.registration.scope} `;
const CACHE = NAME + SITE.version;

self.addEventListener("install", (event) => {
  const requests = SITE.files.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

self.addEventListener("activate", (event) => {
  const forget = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(NAME) && name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(forget());
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  const answer = async () => {
    const cache = await caches.open(CACHE);
    // A folder is its index.
    const path = address.pathname.endsWith("/") ? `${address.pathname}index.html` : address.pathname;
    return (await cache.match(new URL(path, address).href)) ?? fetch(event.request);
  };
  event.respondWith(answer());
});

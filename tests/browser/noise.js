// Complains in every way that a page can; see scenarios/complaints.rs.
console.error("an error", new TypeError("with a reason"));
console.warn("a warning");
setTimeout(() => { throw new Error("thrown later"); });
Promise.reject(new Error("rejected"));
fetch("pkg/nowhere.js");
fetch("https://elsewhere.invalid/").catch(() => {});
new Worker("/@noise_worker.js", { type: "module" });

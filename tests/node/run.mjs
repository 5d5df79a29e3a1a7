// Loads the package as a Node program would, runs what standard input asks for, and answers on standard output.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const { initSync, trace, fingerprint } = await import(pathToFileURL(join(folder, "unrolled.js")));
initSync({ module: await readFile(join(folder, "unrolled_bg.wasm")) });

// JSON has no NaN and no infinities; they travel as strings.
const names = new Map([["NaN", NaN], ["Infinity", Infinity], ["-Infinity", -Infinity]]);
const decode = (_key, value) => names.get(value) ?? value;
const encode = (_key, value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value);

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { specs, cells } = JSON.parse(Buffer.concat(chunks).toString("utf8"), decode);

const traces = specs.map(spec => {
  try {
    return { value: trace(spec) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : `not an Error: ${error}` };
  }
});
const fingerprints = cells.map(cell => fingerprint(cell));
process.stdout.write(JSON.stringify({ traces, fingerprints }, encode));

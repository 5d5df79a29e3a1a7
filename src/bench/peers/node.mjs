// Answers each line on its input with the milliseconds of one medium training step of RNN, GRU and LSTM, as JSON.
// CPU time, not wall time: another process on the machine must not count.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";

const MEDIUM = 2;
const COUNT = 8;
// PyTorch's own GRU.
const CELLS = [0, 3, 1];

const module = await WebAssembly.compile(await readFile(process.argv[1]));
const cells = CELLS.map((cell) => {
  const wasm = new WebAssembly.Instance(module).exports;
  wasm.prepare(cell, MEDIUM);
  wasm.train(COUNT);
  return wasm;
});

function msOf(wasm) {
  const start = process.cpuUsage();
  wasm.train(COUNT);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / COUNT;
}

for await (const _ of createInterface({ input: process.stdin })) console.log(JSON.stringify(cells.map(msOf)));

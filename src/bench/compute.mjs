// Times training steps and the multiply-add peak in turns, in the wasm file named on the command line.
// Prints one line of JSON: for each case its rounds of [peak before, step, peak after], in operations per second.
// CPU time, not wall time: another process on the machine must not count.
import { readFile } from "node:fs/promises";

const ROUNDS = 60;
const ROUND_MS = 8;
const WARM_UP_MS = 400;

const [file, ...cases] = process.argv.slice(1);
const { instance } = await WebAssembly.instantiate(await readFile(file));
const wasm = instance.exports;

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function timeMs(run) {
  const start = cpuMs();
  run();
  return cpuMs() - start;
}

// How often `run` fits into a round.
function repetitions(run) {
  for (let count = 1; ; count *= 2) {
    const ms = timeMs(() => run(count));
    if (ms > ROUND_MS / 4) return Math.max(1, Math.round((count * ROUND_MS) / ms));
  }
}

function rate(run, count, flops) {
  return (count * flops) / (timeMs(() => run(count)) / 1000);
}

function measure(cell, size) {
  wasm.prepare(cell, size);
  const start = cpuMs();
  while (cpuMs() - start < WARM_UP_MS) {
    wasm.peak(100_000);
    wasm.train(1);
  }
  const peakCount = repetitions(wasm.peak);
  const trainCount = repetitions(wasm.train);
  const rounds = [];
  let before = rate(wasm.peak, peakCount, wasm.peak_flops());
  for (let round = 0; round < ROUNDS; round++) {
    const step = rate(wasm.train, trainCount, wasm.train_flops());
    const after = rate(wasm.peak, peakCount, wasm.peak_flops());
    rounds.push([before, step, after]);
    before = after;
  }
  return { flops: wasm.train_flops(), rounds };
}

console.log(JSON.stringify(cases.map((name) => measure(...name.split(",").map(Number)))));

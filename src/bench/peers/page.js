// Runs in the page while its threads are recorded: the same LSTM training step by ours, TensorFlow.js and brain.js, in
// turns. Marks say whose work it is; each piece is a task of its own.

const LEARNING_RATE = 0.01;
const ROUND_MS = 100;
const LSTM = 1;

const nextTask = () => new Promise((resolve) => setTimeout(resolve));

function load(script) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = `node_modules/${script}`;
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${script} does not load`));
    document.head.append(element);
  });
}

// Our module with a prepared network; its numbers are what the peers start from.
async function ours(size) {
  const { instance } = await WebAssembly.instantiateStreaming(fetch("unrolled_bench.wasm"));
  const wasm = instance.exports;
  wasm.prepare(LSTM, size);
  const tensor = (number) => new Float32Array(wasm.memory.buffer, wasm.weights(number), wasm.weight_count(number)).slice();
  const [weightIh, weightHh, biasIh, biasHh, weightHo, biasO] = [0, 1, 2, 3, 4, 5].map(tensor);
  const symbols = biasO.length;
  const units = weightHo.length / symbols;
  const [steps, batch] = [wasm.steps(), wasm.batch()];
  const rows = Array.from({ length: steps * batch }, (_, row) => row);
  const given = {
    symbols, units, steps, batch, weightIh, weightHh, biasIh, biasHh, weightHo, biasO,
    inputs: rows.map((row) => wasm.input(row)),
    targets: rows.map((row) => wasm.target(row)),
  };
  return { given, step: () => wasm.train(1), steps: (count) => wasm.train(count) };
}

// Written by hand with operations, all gates in one product, the input's product before the loop over time.
function tensorflowOperations({ symbols, units, steps, batch, ...given }) {
  const transposed = (numbers, rows, columns) => tf.variable(tf.transpose(tf.tensor2d(numbers, [rows, columns])));
  const weightIh = transposed(given.weightIh, 4 * units, symbols);
  const weightHh = transposed(given.weightHh, 4 * units, units);
  const [biasIh, biasHh] = [given.biasIh, given.biasHh].map((bias) => tf.variable(tf.tensor1d(bias)));
  const weightHo = transposed(given.weightHo, symbols, units);
  const biasO = tf.variable(tf.tensor1d(given.biasO));
  const oneHot = (numbers) => tf.cast(tf.oneHot(tf.tensor1d(numbers, "int32"), symbols), "float32");
  const [inputs, targets] = [oneHot(given.inputs), oneHot(given.targets)];
  const loss = () => {
    const projected = tf.split(tf.add(tf.matMul(inputs, weightIh), tf.add(biasIh, biasHh)), steps);
    let [h, c] = [tf.zeros([batch, units]), tf.zeros([batch, units])];
    const states = [];
    for (const part of projected) {
      const [i, f, g, o] = tf.split(tf.add(part, tf.matMul(h, weightHh)), 4, 1);
      c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
      h = tf.mul(tf.sigmoid(o), tf.tanh(c));
      states.push(h);
    }
    const logits = tf.add(tf.matMul(tf.concat(states), weightHo), biasO);
    return tf.mul(tf.losses.softmaxCrossEntropy(targets, logits), steps);
  };
  const optimizer = tf.train.sgd(LEARNING_RATE);
  const step = () => tf.tidy(() => optimizer.minimize(loss, true).dataSync()[0] / steps);
  return { step };
}

// The layers, with their one bias.
function tensorflowLayers({ symbols, units, steps, batch, ...given }) {
  const zeros = { kernelInitializer: "zeros", biasInitializer: "zeros" };
  const lstm = tf.layers.lstm({
    ...zeros, units, inputShape: [steps, symbols], returnSequences: true, recurrentActivation: "sigmoid",
    recurrentInitializer: "zeros", unitForgetBias: false,
  });
  const model = tf.sequential({ layers: [lstm, tf.layers.dense({ ...zeros, units: symbols })] });
  const transposed = (numbers, rows, columns) => tf.transpose(tf.tensor2d(numbers, [rows, columns]));
  lstm.setWeights([
    transposed(given.weightIh, 4 * units, symbols),
    transposed(given.weightHh, 4 * units, units),
    tf.add(tf.tensor1d(given.biasIh), tf.tensor1d(given.biasHh)),
  ]);
  model.layers[1].setWeights([transposed(given.weightHo, symbols, units), tf.tensor1d(given.biasO)]);
  const loss = (targets, logits) => tf.mul(tf.losses.softmaxCrossEntropy(targets, logits), steps);
  model.compile({ optimizer: tf.train.sgd(LEARNING_RATE), loss });
  // (T·B, V) to (B, T, V).
  const oneHot = (numbers) =>
    tf.transpose(tf.reshape(tf.cast(tf.oneHot(tf.tensor1d(numbers, "int32"), symbols), "float32"), [steps, batch, symbols]), [1, 0, 2]);
  const [inputs, targets] = [oneHot(given.inputs), oneHot(given.targets)];
  return { step: async () => (await model.trainOnBatch(inputs, targets)) / steps };
}

// Of the same sizes, but another model: its symbols are embedded, it starts each text with an end mark, and it updates by
// RMSprop after each sequence. What one step reads and answers is as much.
function brainJs({ symbols, units, steps, batch, inputs }) {
  const net = new brain.recurrent.LSTM({
    inputSize: symbols, inputRange: symbols - 1, outputSize: symbols - 1, hiddenLayers: [units],
  });
  net.options.dataFormatter = null;
  net.initialize();
  const sequences = Array.from({ length: batch }, (_, sequence) =>
    Array.from({ length: steps - 1 }, (_, t) => inputs[t * batch + sequence] % (symbols - 1)));
  return { step: () => sequences.reduce((sum, sequence) => sum + net.trainPattern(sequence, true), 0) };
}

async function repeat(peer, count) {
  if (peer.steps) return peer.steps(count);
  for (let done = 0; done < count; done++) await peer.step();
}

// The losses of the first updates of each, of brain.js also that of the last one, and how many updates each of its measured pieces has.
async function comparePeers(size, losses, rounds) {
  await load("@tensorflow/tfjs-core/dist/tf-core.min.js");
  await load("@tensorflow/tfjs-layers/dist/tf-layers.min.js");
  await load("@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js");
  await load("brain.js/dist/browser.js");
  tf.wasm.setWasmPaths("node_modules/@tensorflow/tfjs-backend-wasm/dist/");
  if (!(await tf.setBackend("wasm"))) throw new Error("TensorFlow.js has no wasm backend here");
  const { given, ...own } = await ours(size);
  const peers = {
    ours: own,
    operations: tensorflowOperations(given),
    layers: tensorflowLayers(given),
    brain: brainJs(given),
  };
  const result = {};
  for (const [name, peer] of Object.entries(peers)) {
    const found = [];
    for (let update = 0; update < losses; update++) found.push(await peer.step());
    result[name] = { losses: found, count: 1 };
    // So many that a piece is long enough for the clock, and the code is warm.
    for (let ms = 0; ; ) {
      const start = performance.now();
      await repeat(peer, result[name].count);
      ms = performance.now() - start;
      if (ms > ROUND_MS / 2) break;
      result[name].count = Math.ceil(result[name].count * Math.min(10, (1.2 * ROUND_MS) / Math.max(ms, 1)));
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const [name, peer] of Object.entries(peers)) {
      await nextTask();
      performance.mark(`${name} from`);
      await nextTask();
      await repeat(peer, result[name].count);
      await nextTask();
      performance.mark(`${name} to`);
    }
  }
  result.brain.losses.push(await peers.brain.step());
  return result;
}

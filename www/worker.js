// The training worker: a second instance of the page's compiled module, which comes with the first message.

import init, { training_request } from "./pkg/unrolled.js";

let started;

self.onmessage = ({ data }) => {
  if (started) {
    started.then(() => training_request(data));
  } else {
    started = init({ module_or_path: data });
    // A rejected promise does not reach the page by itself; an error thrown from a task does.
    started.catch((error) => setTimeout(() => { throw error; }));
  }
};

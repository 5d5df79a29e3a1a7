console.warn("from the worker");
throw new Error("thrown in the worker");

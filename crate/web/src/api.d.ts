/** T steps, I inputs, H hidden units, O outputs; G = 1 for rnn, 4 for lstm (i f g o), 3 for gru (r z n). */
export interface TraceSpec {
  cell: "rnn" | "lstm" | "gru";
  /** Of the rnn; "tanh" if left out. */
  activation?: "tanh" | "relu";
  /** Of the gru; "chung2014" if left out. */
  convention?: "chung2014" | "pytorch";
  weights: Weights;
  /** T entries of I numbers; null is no input at that step: zeros. */
  inputs: (number[] | null)[];
  /** T entries: a class index (cross_entropy), O numbers (mse), or null where there is no loss. */
  targets: (number | number[] | null)[];
  /** Natural logarithm; the mean over the O outputs. */
  loss: "cross_entropy" | "mse";
  h0?: number[] | null;
  /** Of the lstm. */
  c0?: number[] | null;
}

/** PyTorch's names, layouts and gate order. */
export interface Weights {
  /** (G·H, I) */
  weight_ih: number[][];
  /** (G·H, H) */
  weight_hh: number[][];
  /** (G·H) */
  bias_ih: number[];
  /** (G·H) */
  bias_hh: number[];
  /** (O, H) */
  weight_ho: number[][];
  /** (O) */
  bias_o: number[];
}

/** After their activation: {} for rnn, i f g o for lstm, r z n for gru. */
export type Gates = Record<string, number[]>;

export interface TraceStep {
  h: number[];
  c?: number[];
  gates: Gates;
  logits: number[];
  probs?: number[];
  /** null where there is no target. */
  loss: number | null;
  /** ∂L/∂ that very value, every path included. */
  grad: { h: number[]; c?: number[]; gates: Gates };
}

export interface Trace {
  loss: number;
  /** Where the first infinite or undefined number appeared, if one did; t is an index into `steps`. */
  first_non_finite?: { t: number; pass: "forward" | "backward"; quantity: string };
  steps: TraceStep[];
  /** ∂L/∂W, before any clipping. */
  grad: Weights;
  /** (T, T): ‖∂L_s/∂h_t‖₂ in row s, column t; a row is null if step s has no target. */
  influence: { h: (number[] | null)[]; c?: (number[] | null)[] };
}

export type FingerprintCell = "rnn" | "rnn_relu" | "lstm" | "gru" | "gru_pytorch";

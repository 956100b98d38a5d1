/**
 * Tables of the steps, the same in all graphs (test/shared/quant/graph/steps.test.ts has their sums): 257 values of the sigmoid and tanh at −8, −8 + 1/16, …, 8 in units of 2^−15, between
 * which lines are drawn; and 65535 · e^(−i / 64). A line is off by at most h²/8 · max |f''| with h = 1/16: 4.7 · 10^−5 for the sigmoid, 3.8 · 10^−4 for tanh; beyond ±8 they
 * are off by at most 3.4 · 10^−4.
 */
import { exp, sigmoid, tanh } from "../../math/index.ts";

const curve = (f: (x: number) => number) =>
  Int32Array.from({ length: 257 }, (_, i) => Math.round(32_768 * f((i - 128) / 16)));

export interface StepTables {
  readonly sigmoid: Int32Array;
  readonly tanh: Int32Array;
  readonly exp: Int32Array;
}

let kept: StepTables | undefined;

export function stepTables(): StepTables {
  kept ??= {
    sigmoid: curve(sigmoid),
    tanh: curve(tanh),
    exp: Int32Array.from({ length: 1024 }, (_, i) => Math.round(65_535 * exp(-i / 64))),
  };
  return kept;
}

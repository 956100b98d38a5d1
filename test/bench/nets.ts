import * as tf from "@tensorflow/tfjs-core";
import { fillUniform32 } from "../../shared/random/index.ts";
import { fresh } from "../wasm.ts";
import type { Bench, Row } from "./bench.ts";
import { training } from "./nets-training.ts";
import { comparisons, race } from "./race.ts";
import { startTorch } from "./torch.ts";

/** float32 products of 512 × 512 matrices in the three forms; 2 · 512³ operations each. */
async function products(): Promise<Row[]> {
  const n = 512;
  const module = fresh("tensors");
  const [a, b, c] = [0, 1, 2].map(() => module.alloc(n * n * 4));
  const memory = module.memory.buffer;
  for (const at of [a, b]) fillUniform32([1, at], 0, new Float32Array(memory, at, n * n));
  const [x, y] = [a, b].map((at) => tf.tensor2d(new Float32Array(memory, at, n * n).slice(), [n, n]));
  const rows: Row[] = [];
  const forms = [
    { form: "NN", product: () => module.dense(n, n, n, a, b, 0, c), left: false, right: false, goal: 1.2 },
    { form: "NT", product: () => module.gemmNT(n, n, n, a, b, c), left: false, right: true, goal: 14 },
    { form: "TN", product: () => module.gemmTN(n, n, n, a, b, c, n), left: true, right: false, goal: 14 },
  ] as const;
  for (const { form, product, left, right, goal } of forms) {
    const { ours, ...peers } = await race(
      {
        ours: product,
        "tfjs wasm": () => tf.tidy(() => void tf.matMul(x, y, left, right).dataSync()),
      },
      (2 * n ** 3) / 1e9,
      { rounds: 5 },
    );
    rows.push({
      work: `matrix product 512³, ${form}`,
      unit: "GFLOP/s, float32",
      ours,
      peers,
      goals: { "tfjs wasm": goal },
      notes: comparisons(ours, peers),
    });
  }
  tf.dispose([x, y]);
  return rows;
}

export const nets: Bench = {
  name: "nets",
  async run() {
    await import("../tensorflow.ts");
    const torch = await startTorch();
    try {
      return [...(await products()), ...(await training(torch))];
    } finally {
      torch?.close();
    }
  },
};

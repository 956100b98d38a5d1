import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digits } from "../../shared/data/generators/digits.ts";
import type { RbmMachine } from "../../shared/kernels/rbm/machine.ts";
import { wasmMachine } from "../../shared/kernels/rbm/wasm.ts";
import { fillNormal32, foldIn } from "../../shared/random/index.ts";
import { fresh } from "../wasm.ts";
import type { Bench, Row } from "./bench.ts";
import { startPython } from "./python.ts";
import { comparisons, race } from "./race.ts";
import { denseMachine } from "./rbm-dense.ts";

const VISIBLE = 784;
const HIDDEN = 500;
const BATCH = 100;
const ROWS = 2000;
/** Hidden biases at the start, which make the hidden units sparse (Hinton 2010, §8). */
const SPARSE = -4;
const RULE = { rate: 0.05, momentum: 0.5, decay: 0.0002 };
/** Activity of the hidden units below which the comparison is meant to be made. */
const DENSEST = 0.2;

interface Method {
  readonly name: string;
  readonly persistent: boolean;
  /** Argument of rbm.py. */
  readonly python: "cd" | "pcd";
  readonly peer: string;
  readonly goal: number;
  readonly note: readonly string[];
}
const METHODS: readonly Method[] = [
  { name: "CD-1", persistent: false, python: "cd", peer: "numpy float32", goal: 1.6, note: [] },
  {
    name: "PCD-1",
    persistent: true,
    python: "pcd",
    peer: "scikit-learn float32",
    goal: 1.9,
    note: ["scikit-learn by fit: its partial_fit casts to float64, which is slower"],
  },
];

function machine(pixels: Uint8Array): RbmMachine {
  const made = wasmMachine(fresh("rbm"), VISIBLE, HIDDEN, BATCH);
  const weights = new Float32Array(VISIBLE * HIDDEN);
  fillNormal32([1, 1], 0, weights);
  made.setParameters({
    weights: weights.map((z) => 0.01 * z),
    visibleBias: new Float32Array(VISIBLE),
    hiddenBias: new Float32Array(HIDDEN).fill(SPARSE),
  });
  made.loadPixels(pixels);
  return made;
}

/** A training step of the lab without what it records. */
function trainer(own: RbmMachine, persistent: boolean): () => void {
  let step = 0;
  return () => {
    const key = foldIn([2, 2], step);
    for (let n = 0; n < BATCH; n++) own.present(n, (step * BATCH + n) % ROWS, false, key);
    if (step === 0) own.startChains(BATCH);
    own.positivePhase(BATCH);
    own.negativePhase(BATCH, 1, persistent, key);
    own.update(BATCH, RULE);
    step++;
  };
}

function density(own: RbmMachine): number {
  const all = [own.hiddenProbabilities("positive", BATCH), own.hiddenProbabilities("negative", BATCH)];
  return all.reduce((sum, p) => sum + p.reduce((a, b) => a + b, 0) / p.length, 0) / all.length;
}

async function compare(method: Method, pixels: Uint8Array, file: string): Promise<Row> {
  const own = machine(pixels);
  const step = trainer(own, method.persistent);
  // Past the first epochs, so that the units have found their activity.
  for (let i = 0; i < 60; i++) step();
  const dense = denseMachine(VISIBLE, HIDDEN, BATCH, SPARSE, method.persistent);
  let at = 0;
  const plain = () => dense(pixels, (BATCH * at++) % ROWS, RULE);
  const python = await startPython("./rbm.py", [method.python, file, VISIBLE, HIDDEN, BATCH, SPARSE]);
  const isHere = typeof python !== "string";
  // The peer counts samples, ours steps of a batch.
  const peer = isHere ? { rate: async (seconds: number) => (await python.ask<number>(seconds)) / BATCH } : undefined;
  try {
    const { ours, ...rates } = await race(
      { ours: step, "plain JavaScript, dense": plain, ...(peer && { [method.peer]: peer }) },
      BATCH,
      { seconds: 0.25, warmUps: 1 },
    );
    const active = density(own);
    if (active > DENSEST) throw new Error(`hidden density: ${active} (must be at most ${DENSEST} for this comparison)`);
    return {
      work: `RBM ${VISIBLE}–${HIDDEN}, ${method.name}, batch ${BATCH}, hidden density ${active.toFixed(2)}`,
      unit: "samples per second of the processor",
      ours,
      peers: rates,
      goals: { [method.peer]: method.goal },
      notes: isHere
        ? [...comparisons(ours, rates), ...method.note]
        : [`skipped: ${method.peer} is not on this machine (${python})`],
    };
  } finally {
    if (isHere) python.close();
  }
}

export const bench: Bench = {
  name: "rbm",
  async run() {
    const table = digits.generate([1, 0], { count: ROWS, classes: 10, variation: 1 });
    const pixels = Uint8Array.from(table.values);
    const folder = mkdtempSync(join(tmpdir(), "rbm-"));
    try {
      const file = join(folder, "pixels");
      writeFileSync(
        file,
        pixels.map((pixel) => (pixel >= 128 ? 1 : 0)),
      );
      const rows: Row[] = [];
      for (const method of METHODS) rows.push(await compare(method, pixels, file));
      return rows;
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deadLeaves } from "../../shared/data/generators/dead-leaves.ts";
import { sources } from "../../shared/data/generators/sources.ts";
import { defaults } from "../../shared/experiment/schema.ts";
import { type IcaMethod, initIca, stepIca } from "../../shared/kernels/ica/ica.ts";
import { addSums, type IcaQuestion, passOver, shardCount } from "../../shared/kernels/ica/passes.ts";
import { wasmPasses } from "../../shared/kernels/ica/wasm.ts";
import { whiteningOf } from "../../shared/kernels/ica/whitening.ts";
import { blockCount, blockOf, momentsOf, type Rows } from "../../shared/kernels/moments/index.ts";
import { signalsOf } from "../../shared/labs/factors/ica/data.ts";
import { ica } from "../../shared/labs/factors/ica/lab.ts";
import { wasmEigen } from "../../shared/linalg/wasm.ts";
import { keyOfSeed } from "../../shared/random/index.ts";
import { generated } from "../run.ts";
import { fresh } from "../wasm.ts";
import { type Bench, median, type Row } from "./bench.ts";
import { gangRow } from "./gang-row.ts";
import { processorSeconds } from "./processor.ts";
import { startPython } from "./python.ts";

const REPEATS = 9;
/** Of FastICA, theirs and ours: of the change of a component. */
const FASTICA_TOLERANCE = 1e-4;
const METHOD: IcaMethod = {
  algorithm: "picard",
  contrast: "logcosh",
  extended: true,
  rate: 0.5,
  // Of the contrast; equal contrast is checked.
  tolerance: 5e-4,
  iterations: 200,
};
/** Mean log cosh of a standard normal. */
const GAUSSIAN = 0.374567207491438;
/** Share of the peer's negentropy that ours must reach for the comparison to count: medians of fits that end where they may differ by more. */
const LESS = 0.999;

interface Fit {
  readonly seconds: number;
  readonly iterations: number;
  readonly negentropy: number;
}

/** Whole fits from the starts of a seed: moments, whitening, iterations. Memory is taken once, as numpy takes its own. */
function fitter(data: Rows, components: number): (method: IcaMethod, seed: number) => Fit {
  const blocks = blockCount(data.rows);
  const eigen = wasmEigen(fresh("ica"));
  const whiten = () => whiteningOf(momentsOf(data, fresh("moments")), components, eigen);
  const passes = wasmPasses(fresh("ica"), whiten(), blocks);
  const { components: n } = passes;
  const part = (question: IcaQuestion, shard: number) =>
    passOver(passes, data.rows, shard, (i) => blockOf(data, i), question);
  const pass = (question: IcaQuestion) =>
    addSums(Array.from({ length: shardCount(blocks) }, (_, shard) => part(question, shard)));
  return (method, seed) => {
    const start = processorSeconds();
    whiten();
    for (let i = 0; i < blocks; i++) passes.whiten(i, blockOf(data, i));
    const own = { rows: data.rows, pass, eigen: passes.eigen, multiply: passes.multiply };
    let state = initIca([seed, 1], n, method, own);
    while (!state.done && state.iteration < method.iterations) state = stepIca(state, method, own);
    const seconds = processorSeconds() - start;
    const means = pass({ units: state.unmixing, contrast: "evaluate", sample: false }).slopes;
    const negentropy = means.reduce((sum, mean) => sum + (mean / data.rows - GAUSSIAN) ** 2, 0);
    return { seconds, iterations: state.iteration, negentropy };
  };
}

async function compare(name: string, data: Rows, components: number, goal: number, file: string): Promise<Row> {
  writeFileSync(file, Float32Array.from(data.values));
  const peer = await startPython("./ica.py", [file, data.rows, data.columns, components, FASTICA_TOLERANCE]);
  const race = fitter(data, components);
  race(METHOD, 100);
  const found = { picard: [] as Fit[], fastica: [] as Fit[], theirs: [] as Fit[] };
  for (let seed = 0; seed < REPEATS; seed++) {
    found.picard.push(race(METHOD, seed));
    if (typeof peer !== "string") found.theirs.push(await peer.ask<Fit>(seed));
    found.fastica.push(race({ ...METHOD, algorithm: "symmetric", tolerance: FASTICA_TOLERANCE }, seed));
  }
  if (typeof peer !== "string") peer.close();
  const rates = (fits: readonly Fit[]) => fits.map(({ seconds }) => 1 / seconds);
  const of = (fits: readonly Fit[], what: keyof Fit) => median(fits.map((one) => one[what]));
  const least = LESS * of(found.theirs.length > 0 ? found.theirs : found.fastica, "negentropy");
  if (of(found.picard, "negentropy") < least)
    throw new Error(`negentropy: ${of(found.picard, "negentropy")} (must be at least ${least} for this comparison)`);
  const told = (fits: readonly Fit[]) =>
    `${of(fits, "iterations")} passes, negentropy ${of(fits, "negentropy").toFixed(5)}`;
  return {
    work: `independent components ${name}: whole fits by Picard`,
    unit: "fits a second of the processor",
    ours: rates(found.picard),
    peers: {
      ...(found.theirs.length > 0 && { "scikit-learn FastICA float32": rates(found.theirs) }),
      "our symmetric FastICA": rates(found.fastica),
    },
    goals: { "scikit-learn FastICA float32": goal },
    notes: [
      `Picard ${told(found.picard)}; our FastICA ${told(found.fastica)}`,
      typeof peer === "string"
        ? `skipped: scikit-learn is not on this machine (${peer})`
        : `scikit-learn ${told(found.theirs)}`,
    ],
  };
}

/** Patches of dead leaves without their mean, float32. */
function patches(count: number): Rows {
  const params = { count: 20, side: 128, shape: "ellipses", smallest: 1, largest: 48 };
  const pictures = deadLeaves.generate([1, 0], params);
  const signals = signalsOf({ cut: true, side: 8, patches: count, own: [1, 1] } as never, pictures);
  const values = new Float32Array(count * signals.columns);
  for (let i = 0; i < blockCount(count); i++) values.set(signals.block(i), i * 256 * signals.columns);
  return { rows: count, columns: signals.columns, values };
}

/** A fit of the lab of so many iterations, whatever it converges to: long enough for a member to come in. */
function onTwoThreads(): Promise<Row> {
  const pictures = generated("dead-leaves", { count: 20, side: 128, shape: "ellipses", smallest: 1, largest: 48 });
  const own = { algorithm: "symmetric", cut: true, side: 8, patches: 50_000, components: 63, restarts: 1 };
  const params = { ...defaults(ica.params), ...own, iterations: 100, tolerance: 1e-10 };
  const [task] = ica.plan(params as never, pictures, keyOfSeed(1));
  return gangRow("FastICA 63 × 50,000 patches, 100 iterations of the lab", ica.id, task, pictures);
}

export const bench: Bench = {
  name: "ica",
  async run() {
    const folder = mkdtempSync(join(tmpdir(), "ica-"));
    try {
      const file = join(folder, "data");
      const counts = { laplace: 3, uniform: 2, student: 2, bimodal: 2, gaussian: 1, noise: 0 };
      const planted = sources.generate([1, 0], { rows: 100_000, ...counts } as never);
      const signals: Rows = { ...planted, values: Float32Array.from(planted.values) };
      return [
        await compare("10 × 100,000 planted sources", signals, 10, 3, file),
        await compare("63 × 50,000 patches", patches(50_000), 63, 1.5, file),
        await onTwoThreads(),
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deadLeaves } from "../../shared/data/generators/dead-leaves.ts";
import { sources } from "../../shared/data/generators/sources.ts";
import { type IcaMethod, initIca, stepIca } from "../../shared/kernels/ica/ica.ts";
import { passOver } from "../../shared/kernels/ica/passes.ts";
import { wasmPasses } from "../../shared/kernels/ica/wasm.ts";
import { whiteningOf } from "../../shared/kernels/ica/whitening.ts";
import { blockCount, blockOf, momentsOf, type Rows } from "../../shared/kernels/moments/index.ts";
import { signalsOf } from "../../shared/labs/factors/ica/data.ts";
import { wasmEigen } from "../../shared/linalg/wasm.ts";
import { fresh } from "../wasm.ts";
import { type Bench, median, type Row } from "./bench.ts";

const REPEATS = 9;
const METHOD: IcaMethod = {
  algorithm: "symmetric",
  contrast: "logcosh",
  extended: true,
  rate: 0.5,
  tolerance: 1e-4,
  iterations: 200,
};

/** Seconds and iterations of whole fits: moments, whitening, iterations, each from another start. Memory is taken once, as numpy takes its own. */
function ours(data: Rows, components: number) {
  const blocks = blockCount(data.rows);
  const eigen = wasmEigen(fresh("ica"));
  const whiten = () => whiteningOf(momentsOf(data, fresh("moments")), components, eigen);
  const passes = wasmPasses(fresh("ica"), whiten(), blocks);
  const race = (seed: number) => {
    const start = performance.now();
    whiten();
    for (let i = 0; i < blocks; i++) passes.whiten(i, blockOf(data, i));
    const own = {
      rows: data.rows,
      pass: (unmixing: Float64Array, contrast: IcaMethod["contrast"] | "evaluate") =>
        passOver(passes, blocks, (i) => blockOf(data, i), unmixing, contrast),
      eigen: passes.eigen,
    };
    let state = initIca([seed, 1], passes.components, METHOD, own.eigen);
    while (!state.done && state.iteration < METHOD.iterations) state = stepIca(state, METHOD, own);
    return { rate: 1000 / (performance.now() - start), iterations: state.iteration };
  };
  race(100);
  return Array.from({ length: REPEATS }, (_, seed) => race(seed));
}

interface Peer {
  readonly rates: readonly number[];
  readonly iterations: readonly number[];
}

function peer(file: string, { rows, columns }: Rows, components: number): Peer | string {
  const script = new URL("./ica.py", import.meta.url).pathname;
  const one = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
  const { status, stdout, stderr } = spawnSync(
    "/usr/bin/python3",
    [script, file, ...[rows, columns, components, METHOD.tolerance, REPEATS].map(String)],
    { encoding: "utf8", env: { ...process.env, ...one } },
  );
  if (status === 0) return JSON.parse(stdout) as Peer;
  return `scikit-learn is not on this machine (${stderr?.trim().split("\n").at(-1) ?? "no /usr/bin/python3"})`;
}

function compare(name: string, data: Rows, components: number, goal: number, file: string): readonly Row[] {
  writeFileSync(file, Float32Array.from(data.values));
  const own = ours(data, components);
  const other = peer(file, data, components);
  const rates = own.map(({ rate }) => rate);
  const steps = own.map(({ iterations }) => iterations);
  const isText = typeof other === "string";
  const each = own.map(({ rate, iterations }) => rate * iterations);
  return [
    {
      work: `FastICA ${name}, whole fits`,
      unit: "fits/s",
      ours: rates,
      peers: isText ? {} : { "scikit-learn float32": other.rates },
      ...(isText ? {} : { goals: { "scikit-learn float32": goal } }),
      notes: isText ? [`skipped: ${other}`] : [`iterations: ours ${median(steps)}, theirs ${median(other.iterations)}`],
    },
    {
      work: `FastICA ${name}, by iterations`,
      unit: "iterations/s, whitening included",
      ours: each,
      peers: isText ? {} : { "scikit-learn float32": other.rates.map((rate, i) => rate * other.iterations[i]) },
    },
  ];
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
        ...compare("10 × 100,000 planted sources", signals, 10, 2, file),
        ...compare("63 × 50,000 patches", patches(50_000), 63, 1.2, file),
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plantedFactors } from "../../shared/data/generators/planted-factors.ts";
import type { Table } from "../../shared/data/table.ts";
import { defaults } from "../../shared/experiment/schema.ts";
import { correlationOf, profile, startUniquenesses } from "../../shared/kernels/fa/fa.ts";
import { type NewtonState, newtonStep, projectedGradient } from "../../shared/kernels/fa/newton.ts";
import { momentsOf, type Rows } from "../../shared/kernels/moments/index.ts";
import { closedForm, spectrumOf } from "../../shared/kernels/ppca/ppca.ts";
import { ppca } from "../../shared/labs/factors/ppca/lab.ts";
import { keyOfSeed } from "../../shared/random/index.ts";
import { fresh } from "../wasm.ts";
import { type Bench, type Row, rate } from "./bench.ts";
import { gangRow } from "./gang-row.ts";

const BOUND = 0.005;

function table(rows: number, columns: number, factors: number, missing = 0): Table {
  const params = { rows, columns, factors, structure: "dense", unequal: "diagonal", noise: 1, missing };
  return plantedFactors.generate([1, 0], params);
}

/** Rows a second of the peer in Python, or why there are none. */
function python(method: "pca" | "fa", { rows, columns, values }: Table, factors: number): readonly number[] | string {
  const folder = mkdtempSync(join(tmpdir(), "ppca-"));
  try {
    const file = join(folder, "values");
    writeFileSync(file, values as Float64Array);
    const script = new URL("./ppca.py", import.meta.url).pathname;
    const one = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
    const { status, stdout, stderr } = spawnSync(
      "/usr/bin/python3",
      [script, method, file, ...[rows, columns, factors].map(String)],
      { encoding: "utf8", env: { ...process.env, ...one } },
    );
    if (status === 0) return JSON.parse(stdout);
    return stderr?.trim().split("\n").at(-1) ?? "no /usr/bin/python3";
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function row(
  work: string,
  ours: readonly number[],
  peer: string,
  found: readonly number[] | string,
  goal?: number,
): Row {
  const isMissing = typeof found === "string";
  return {
    work,
    unit: "rows/s",
    ours,
    peers: isMissing ? {} : { [peer]: found },
    ...(goal && { goals: { [peer]: goal } }),
    notes: isMissing ? [`skipped: ${peer} is not on this machine (${found})`] : [],
  };
}

async function pca(): Promise<Row> {
  const data = table(50_000, 64, 5);
  // One instance: making one is the pool's work, once a task.
  const instance = fresh("moments");
  const ours = await rate(data.rows, () => {
    const { mean, covariance } = momentsOf(data, instance);
    closedForm(mean, spectrumOf(covariance, data.columns), 5);
  });
  const peer = "numpy covariance + eigh";
  return row("PCA 64 × 50,000, float64", ours, peer, python("pca", data, 5), 0.9);
}

/** Only what goes by in blocks is in the module's memory. */
async function streaming(): Promise<Row> {
  const [rows, columns] = [4096, 784];
  const values = Uint8Array.from({ length: rows * columns }, (_, i) => (i * 2_654_435_761) >>> 24);
  const data: Rows = { rows, columns, values };
  const ours = await rate(rows, () => void momentsOf(data, fresh("moments")), { repeats: 5, seconds: 0.3 });
  const doubles: Table = { rows, columns, values: Float64Array.from(values, (v) => v / 255) };
  const found = python("pca", doubles, 5);
  return {
    ...row("mean and covariance of 784 columns of bytes", ours, "numpy with eigh, float64", found),
    notes: [
      `100,000 rows take ${(100_000 / ours[0]).toFixed(1)} s; the peer's figure includes eigenvectors once in ${rows} rows`,
    ],
  };
}

async function factorAnalysis(): Promise<Row> {
  const factors = 5;
  const data = table(2000, 40, factors);
  const { columns } = data;
  const ours = await rate(data.rows, () => {
    const { correlation } = correlationOf(momentsOf(data, fresh("moments")).covariance, columns);
    const uniquenesses = startUniquenesses(correlation, columns, factors, BOUND);
    let state: NewtonState = { uniquenesses, at: profile(correlation, columns, factors, uniquenesses) };
    for (let i = 0; i < 50 && projectedGradient(state, BOUND) > 1e-9; i++)
      state = newtonStep(correlation, columns, factors, state, BOUND);
  });
  return row(
    "factor analysis 40 × 2,000, 5 factors, to the maximum",
    ours,
    "scikit-learn (tol 1e-8)",
    python("fa", data, factors),
  );
}

/** EM of the lab where cells are missing: long enough for a member to come in. */
function onTwoThreads(): Promise<Row> {
  const data = table(20_000, 64, 10, 0.2);
  const params = { ...defaults(ppca.params), latent: 10, iterations: 40 };
  const [task] = ppca.plan(params as never, data, keyOfSeed(1));
  return gangRow("EM of PPCA, 64 × 20,000, 20 % missing, 10 dimensions, 40 iterations of the lab", ppca.id, task, data);
}

export const bench: Bench = {
  name: "ppca",
  run: async () => [await pca(), await streaming(), await factorAnalysis(), await onTwoThreads()],
};

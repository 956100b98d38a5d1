import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deadLeaves } from "../../shared/data/generators/dead-leaves.ts";
import { defaults } from "../../shared/experiment/schema.ts";
import { keepOf, learn, type SparseCoder, sparseCoder } from "../../shared/kernels/sparse/index.ts";
import { renewAtoms } from "../../shared/kernels/sparse/renew.ts";
import { sparseCoding } from "../../shared/labs/factors/sparse-coding/lab.ts";
import { rowSource } from "../../shared/labs/factors/sparse-coding/source.ts";
import { keyOfSeed } from "../../shared/random/index.ts";
import { generated } from "../run.ts";
import { fresh } from "../wasm.ts";
import { type Bench, type Row, rate } from "./bench.ts";
import { gangRow } from "./gang-row.ts";

const ROWS = 50_000;
const SIDE = 8;
const INPUTS = SIDE * SIDE;
const ATOMS = 100;
const BATCH = 256;
const PENALTY = 0.15;
/** How much larger our loss may be for the comparison to count. */
const WORSE = 1.01;

function patches(): readonly Float64Array[] {
  const params = { count: 20, side: 128, shape: "ellipses", smallest: 3, largest: 48 };
  const table = deadLeaves.generate([1, 0], params);
  const own = { goal: "learn", patch: SIDE, side: 256, whiten: false, dataKey: [2, 0], damageKey: [3, 0] };
  const source = rowSource(table, own as never);
  return Array.from({ length: ROWS }, (_, r) => {
    const row = new Float64Array(INPUTS);
    source.draw([4, 0], r, row);
    return row;
  });
}

function firstAtoms(rows: readonly Float64Array[]): Float64Array {
  const atoms = new Float64Array(ATOMS * INPUTS);
  for (let j = 0; j < ATOMS; j++) {
    const row = rows[100 + 37 * j];
    const norm = Math.hypot(...row) || 1;
    for (let i = 0; i < INPUTS; i++) atoms[j * INPUTS + i] = row[i] / norm;
  }
  return atoms;
}

function freshCoder(first: Float64Array): SparseCoder {
  const coder = sparseCoder(fresh("sparse"), INPUTS, ATOMS, BATCH);
  coder.setAtoms(first);
  return coder;
}

/** What a step of the lab does, its drawing of patches excepted. */
function epoch(rows: readonly Float64Array[], first: Float64Array): SparseCoder {
  const coder = freshCoder(first);
  for (let from = 0, step = 0; from < ROWS; from += BATCH, step++) {
    const chosen = rows.slice(from, from + BATCH);
    for (const [r, row] of chosen.entries()) coder.setRow(r, row);
    coder.code(chosen.length, { method: "cd", penalty: PENALTY, tolerance: 0.01, iterations: 200 });
    const { losses } = coder.reconstruct(chosen.length, PENALTY);
    learn(coder, chosen.length, keepOf(step), 1 / chosen.length);
    if (step % 10 === 9) renewAtoms(coder, chosen, losses);
  }
  return coder;
}

function lossOf(coder: SparseCoder, rows: readonly Float64Array[]): number {
  let sum = 0;
  for (let from = 0; from < 20 * BATCH; from += BATCH) {
    for (let r = 0; r < BATCH; r++) coder.setRow(r, rows[from + r]);
    coder.code(BATCH, { method: "cd", penalty: PENALTY, tolerance: 1e-6, iterations: 10_000 });
    for (const loss of coder.reconstruct(BATCH, PENALTY).losses) sum += loss / (20 * BATCH);
  }
  return sum;
}

interface Peer {
  readonly loss: number;
  readonly float64: readonly number[];
  readonly float32: readonly number[];
}

/** scikit-learn on the same rows from the same atoms, or why not. */
function python(rows: readonly Float64Array[], first: Float64Array): Peer | string {
  const folder = mkdtempSync(join(tmpdir(), "sparse-"));
  try {
    const [data, atoms] = [join(folder, "rows"), join(folder, "atoms")];
    writeFileSync(data, Buffer.concat(rows.map((row) => Buffer.from(row.buffer))));
    writeFileSync(atoms, Buffer.from(first.buffer));
    const script = new URL("./sparse-coding.py", import.meta.url).pathname;
    const one = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
    const { status, stdout, stderr } = spawnSync(
      "/usr/bin/python3",
      [script, data, atoms, ...[INPUTS, ATOMS, BATCH, PENALTY].map(String)],
      { encoding: "utf8", env: { ...process.env, ...one } },
    );
    if (status === 0) return JSON.parse(stdout) as Peer;
    return `scikit-learn is not on this machine (${stderr?.trim().split("\n").at(-1) ?? "no /usr/bin/python3"})`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A training of the lab, long enough for a member to come in. */
function onTwoThreads(): Promise<Row> {
  const pictures = generated("dead-leaves", { count: 20, side: 128, shape: "ellipses", smallest: 3, largest: 48 });
  const own = { atoms: ATOMS, patch: SIDE, batch: BATCH, penalty: PENALTY, steps: 1000 };
  const [task] = sparseCoding.plan({ ...defaults(sparseCoding.params), ...own } as never, pictures, keyOfSeed(1));
  const work = `dictionary learning, ${ATOMS} atoms, ${own.steps} minibatches of ${BATCH} patches ${SIDE} × ${SIDE} of the lab`;
  return gangRow(work, sparseCoding.id, task, pictures);
}

export const bench: Bench = {
  name: "sparse-coding",
  async run() {
    const rows = patches();
    const first = firstAtoms(rows);
    const ours = await rate(ROWS, () => void epoch(rows, first), { repeats: 5, seconds: 0.1 });
    const loss = lossOf(epoch(rows, first), rows);
    const peer = python(rows, first);
    const row: Row = {
      work: `dictionary learning, ${ATOMS} atoms, one epoch of ${ROWS.toLocaleString("en")} patches ${SIDE} × ${SIDE}, coordinate descent`,
      unit: "patches/s",
      ours,
      peers:
        typeof peer === "string" ? {} : { "scikit-learn float64": peer.float64, "scikit-learn float32": peer.float32 },
      goals: { "scikit-learn float64": 4, "scikit-learn float32": 4 },
      notes:
        typeof peer === "string"
          ? [`skipped: ${peer}`]
          : [`loss a patch after it: ours ${loss.toFixed(5)}, scikit-learn ${peer.loss.toFixed(5)}; ours is float64`],
    };
    if (typeof peer !== "string" && loss > WORSE * peer.loss)
      throw new Error(`loss: ${loss} (must be at most ${WORSE} × ${peer.loss} for this comparison)`);
    return [row, await onTwoThreads()];
  },
};

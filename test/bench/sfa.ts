import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { movingBars } from "../../shared/data/generators/moving-bars.ts";
import { defaults } from "../../shared/experiment/schema.ts";
import { sfa } from "../../shared/labs/factors/sfa/lab.ts";
import type { Context } from "../../shared/labs/lab.ts";
import { openNow } from "../open-now.ts";
import { fresh } from "../wasm.ts";
import { type Bench, type Row, rate } from "./bench.ts";

const FRAMES = 8000;
const SIDE = 14;
const INPUTS = 24;
const FEATURES = 6;

const table = movingBars.generate([1, 0], {
  frames: FRAMES,
  side: SIDE,
  motion: "turn",
  period: 400,
  noise: 0.02,
} as never);

/** One analysis from the frames to the features. */
function analyse(): void {
  const params = { ...defaults(sfa.params), inputs: INPUTS, features: FEATURES };
  const [task] = sfa.plan(params, table, [1, 0]);
  const context: Context = { device: "wasm", wasm: fresh, data: table, inputs: {} };
  const process = openNow(sfa, task, context);
  process.advance(task.steps);
  process.output();
}

function numpy(): readonly number[] | string {
  const folder = mkdtempSync(join(tmpdir(), "sfa-"));
  try {
    const file = join(folder, "frames");
    writeFileSync(file, table.values as Uint8Array);
    const script = new URL("./sfa.py", import.meta.url).pathname;
    // One thread, as ours.
    const env = { ...process.env, OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
    const { status, stdout, stderr } = spawnSync(
      "/usr/bin/python3",
      [script, file, ...[SIDE * SIDE, INPUTS, FEATURES].map(String)],
      { encoding: "utf8", env },
    );
    if (status === 0) return JSON.parse(stdout).rates;
    return `numpy is not on this machine (${stderr?.trim().split("\n").at(-1) ?? "no /usr/bin/python3"})`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const bench: Bench = {
  name: "sfa",
  async run(): Promise<readonly Row[]> {
    const peer = numpy();
    return [
      {
        work: `quadratic slow features: ${FRAMES} frames of ${SIDE} × ${SIDE}, ${INPUTS} inputs, 324 functions`,
        unit: "frames/s, one thread",
        ours: await rate(FRAMES, analyse, { repeats: 3 }),
        peers: typeof peer === "string" ? {} : { "numpy float64, all rows at once": peer },
        notes: [
          ...(typeof peer === "string" ? [peer] : []),
          "ours streams in blocks of 256 rows, with optimal stimuli",
        ],
      },
    ];
  },
};

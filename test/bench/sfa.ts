import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { movingBars } from "../../shared/data/generators/moving-bars.ts";
import { defaults } from "../../shared/experiment/schema.ts";
import { sfa } from "../../shared/labs/factors/sfa/lab.ts";
import { openNow } from "../open-now.ts";
import { fresh } from "../wasm.ts";
import type { Bench, Row } from "./bench.ts";
import { processorSeconds } from "./processor.ts";
import { startPython } from "./python.ts";
import { checkEqual, compared } from "./race.ts";

const FRAMES = 8000;
const SIDE = 14;
const INPUTS = 24;
const FEATURES = 6;
const ROUNDS = 9;
const NUMPY = "numpy float64, all rows at once";

const table = movingBars.generate([1, 0], {
  frames: FRAMES,
  side: SIDE,
  motion: "turn",
  period: 400,
  noise: 0.02,
} as never);

interface Analysis {
  readonly seconds: number;
  /** Of the slowest features. */
  readonly delta: ArrayLike<number>;
}

/** One analysis from the frames to the features. */
function analyse(): Analysis {
  const params = { ...defaults(sfa.params), inputs: INPUTS, features: FEATURES };
  const [task] = sfa.plan(params, table, [1, 0]);
  const start = processorSeconds();
  const process = openNow(sfa, task, { device: "wasm", wasm: fresh, data: table, inputs: {} });
  process.advance(task.steps);
  const { delta } = process.output();
  return { seconds: processorSeconds() - start, delta: Array.from(delta.values).slice(0, FEATURES) };
}

/** In turn, each on one thread. */
async function compare(file: string): Promise<Row> {
  const peer = await startPython("./sfa.py", [file, SIDE * SIDE, INPUTS, FEATURES]);
  const found = { ours: [] as Analysis[], theirs: [] as Analysis[] };
  analyse();
  for (let round = 0; round < ROUNDS; round++) {
    found.ours.push(analyse());
    if (typeof peer !== "string") found.theirs.push(await peer.ask<Analysis>(null));
  }
  if (typeof peer !== "string") {
    peer.close();
    const [{ delta }] = found.ours;
    checkEqual("Δ of the slowest features", delta, found.theirs[0].delta, 1e-6 * Math.max(...Array.from(delta)));
  }
  const rates = (all: readonly Analysis[]) => all.map(({ seconds }) => FRAMES / seconds);
  return {
    work: `quadratic slow features: ${FRAMES} frames of ${SIDE} × ${SIDE}, ${INPUTS} inputs, 324 functions`,
    unit: "frames a second of the processor, one thread",
    ours: rates(found.ours),
    peers: typeof peer === "string" ? {} : { [NUMPY]: rates(found.theirs) },
    goals: { [NUMPY]: 0.8 },
    notes: [
      typeof peer === "string"
        ? `skipped: numpy is not on this machine (${peer})`
        : compared(rates(found.ours), rates(found.theirs)),
      "ours streams in blocks of 256 rows, with optimal stimuli; the same Δ within a millionth",
    ],
  };
}

export const bench: Bench = {
  name: "sfa",
  async run(): Promise<readonly Row[]> {
    const folder = mkdtempSync(join(tmpdir(), "sfa-"));
    try {
      const file = join(folder, "frames");
      writeFileSync(file, table.values as Uint8Array);
      return [await compare(file)];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

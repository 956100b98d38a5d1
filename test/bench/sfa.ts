import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { movingBars } from "../../shared/data/generators/moving-bars.ts";
import { defaults } from "../../shared/experiment/schema.ts";
import { sfa } from "../../shared/labs/factors/sfa/lab.ts";
import { keyOfSeed } from "../../shared/random/index.ts";
import { openNow } from "../open-now.ts";
import { fresh } from "../wasm.ts";
import type { Bench, Row } from "./bench.ts";
import { gangRow } from "./gang-row.ts";
import { processorSeconds } from "./processor.ts";
import { startPython } from "./python.ts";
import { checkEqual, compared } from "./race.ts";

const FRAMES = 8000;
const SIDE = 14;
const INPUTS = 24;
const FEATURES = 6;
const ROUNDS = 9;
const NUMPY = "numpy float64, all rows at once";

const barsOf = (frames: number) =>
  movingBars.generate([1, 0], { frames, side: SIDE, motion: "turn", period: 400, noise: 0.02 } as never);
const table = barsOf(FRAMES);

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

/** A task of the lab, long enough for a member to come in: both passes that fit and many shuffles, or more frames. Decompositions are one thread's work, whatever the frames. */
function onTwoThreads(kind: "slow" | "chance", times = 1): Promise<Row> {
  const frames = times * FRAMES;
  const data = times > 1 ? barsOf(frames) : table;
  const params = { ...defaults(sfa.params), inputs: INPUTS, features: FEATURES, shuffles: 20 };
  const task = sfa.plan(params as never, data, keyOfSeed(1)).find(({ id }) => id === kind);
  if (!task) throw new Error(`no task ${kind}`);
  const work = kind === "slow" ? "quadratic slow features" : "Δ of 20 shuffles";
  return gangRow(`${work}: ${frames} frames of ${SIDE} × ${SIDE}, ${INPUTS} inputs, of the lab`, sfa.id, task, data);
}

export const bench: Bench = {
  name: "sfa",
  async run(): Promise<readonly Row[]> {
    const folder = mkdtempSync(join(tmpdir(), "sfa-"));
    try {
      const file = join(folder, "frames");
      writeFileSync(file, table.values as Uint8Array);
      return [
        await compare(file),
        await onTwoThreads("slow", 5),
        await onTwoThreads("slow", 20),
        await onTwoThreads("chance"),
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

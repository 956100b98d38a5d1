/**
 * Samples of the gallery one by one: over HTTP, as a script asks for them, and without it, in Node. An isolate that has a model computes each answer anew. What counts is the processor
 * that workerd takes for a request, all of it: so much can one core do, whatever else the machine does.
 */
import { cards, openModel, sample } from "../../shared/gallery/index.ts";
import { wasmGraphs } from "../../shared/quant/graph/index.ts";
import { fresh } from "../wasm.ts";
import { median, type Row } from "./bench.ts";
import { latency } from "./load.ts";
import { processSeconds } from "./processor.ts";
import { race } from "./race.ts";

/** Enough in a round that ticks of the processor's time, 10 ms, are a few per cent of it. */
const REQUESTS = 100;
const ROUNDS = 5;
/** Samples a second of one core. */
const GOAL = 50;

export async function gallery(origin: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const { id, steps } of cards) {
    const { wall, processor } = await asked((seed) => `${origin}/api/sample?model=${id}&seed=${seed}`);
    const model = await openModel(id);
    const engine = wasmGraphs(() => fresh("quant"));
    let seed = 0;
    const { alone } = await race({ alone: () => void sample(model, engine, { seed: seed++, n: 1 }) }, 1, { rounds: 5 });
    const perSecond = (milliseconds: readonly number[]) => milliseconds.map((each) => 1000 / each);
    const passes = steps ? `, ${steps.usual} steps` : "";
    const [took, what] = processor.length > 0 ? [processor, "the edge's processor"] : [wall, "the clock"];
    const ours = perSecond(took);
    rows.push({
      work: `gallery: one sample of ${id}${passes}, over HTTP, a second of ${what} (goal: ≥ ${GOAL})`,
      unit: "samples/s",
      ours,
      peers: { "in turn, a second of the clock": perSecond(wall), "the net alone, one thread of Node": alone },
      notes: [
        `${what} per request: least ${shown(Math.min(...took))}, median ${shown(median(took))}; goal ${GOAL} a second ${median(ours) >= GOAL ? "reached" : "MISSED"}`,
      ],
    });
  }
  return rows;
}

/** Milliseconds per request, of each round: by the clock, and of workerd's processor; the latter empty where the system does not tell. */
async function asked(url: (seed: number) => string) {
  const [wall, processor]: [number[], number[]] = [[], []];
  let seed = 0;
  for (let round = -1; round < ROUNDS; round++) {
    const before = processSeconds();
    let took = 0;
    for (let i = 0; i < REQUESTS; i++) took += await latency({ url: url(seed++), status: 200 });
    const after = processSeconds();
    // In the first, workerd still compiles.
    if (round < 0) continue;
    wall.push(took / REQUESTS);
    if (before && after) processor.push((1000 * (after.others - before.others)) / REQUESTS);
  }
  return { wall, processor };
}

const shown = (milliseconds: number) => `${milliseconds.toFixed(2)} ms`;

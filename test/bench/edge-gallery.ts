/** Samples of the gallery one by one: over HTTP, as a script asks for them, and without it on one core. An isolate that has a model computes each answer anew. */
import { cards, openModel, sample } from "../../shared/gallery/index.ts";
import { wasmGraphs } from "../../shared/quant/graph/index.ts";
import { fresh } from "../wasm.ts";
import type { Row } from "./bench.ts";
import { latencies, type Question } from "./load.ts";
import { race } from "./race.ts";

const REQUESTS = 60;
/** Samples a second of one core. */
const GOAL = 50;

export async function gallery(origin: string): Promise<readonly Row[]> {
  const questions = Object.fromEntries(
    cards.map(({ id }): [string, Question] => [id, { url: `${origin}/api/sample?model=${id}&seed=1`, status: 200 }]),
  );
  const times = await latencies(REQUESTS, questions);
  const rows: Row[] = [];
  for (const { id, steps } of cards) {
    const model = await openModel(id);
    const engine = wasmGraphs(() => fresh("quant"));
    let seed = 0;
    const { alone } = await race({ alone: () => void sample(model, engine, { seed: seed++, n: 1 }) }, 1, { rounds: 5 });
    const passes = steps ? `, ${steps.usual} steps` : "";
    rows.push({
      work: `gallery: one sample of ${id}${passes}, on one core (goal: ≥ ${GOAL})`,
      unit: "samples/s",
      ours: alone,
      peers: { "over HTTP, in turn": times[id].map((milliseconds) => 1000 / milliseconds) },
    });
  }
  return rows;
}

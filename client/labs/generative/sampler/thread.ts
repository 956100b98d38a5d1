/** A thread that draws samples for the page: it begins at once, so that what a visitor sees first does not wait for the threads of runs. */
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { latentsOf, openModel, type Samples, sample, stagesOf } from "../../../../shared/gallery/index.ts";
import { type GraphEngine, wasmGraphs } from "../../../../shared/quant/graph/index.ts";
import { instantiate } from "../../../../shared/wasm/instantiate.ts";
import quantUrl from "../../../../shared/wasm/quant.wasm?url";
import type { Answer, Order, Request } from "./protocol.ts";

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

let module: Promise<WebAssembly.Module> | null = null;
/** An instance serves one graph: each model has its own. */
const engines = new Map<string, GraphEngine>();
const withdrawn = new Set<number>();

async function engineOf(model: string): Promise<GraphEngine> {
  module ??= WebAssembly.compileStreaming(fetch(quantUrl));
  try {
    const compiled = await module;
    const known = engines.get(model) ?? wasmGraphs(() => instantiate("quant", compiled));
    engines.set(model, known);
    return known;
  } catch (error) {
    // What did not come over the wire may come the next time.
    module = null;
    throw error;
  }
}

const tell = (id: number, answer: Answer) => scope.postMessage({ id, answer });
/** Lets what was asked meanwhile be heard. */
const breathe = () => new Promise<void>((done) => setTimeout(done, 0));

async function fulfil(id: number, order: Order): Promise<void> {
  const [model, engine] = await Promise.all([openModel(order.model), engineOf(order.model)]);
  switch (order.kind) {
    case "samples":
      return tell(id, { kind: "samples", samples: sample(model, engine, order.asked), stage: 0, isLast: true });
    case "codes":
      return tell(id, { kind: "codes", codes: latentsOf(model, order.asked) });
    case "pictures": {
      const drawn = order.rows.map((latent) => sample(model, engine, { seed: order.seed, n: 1, latent }));
      return tell(id, { kind: "samples", samples: together(drawn), stage: 0, isLast: true });
    }
    case "way": {
      let [stage, before]: [number, Samples | null] = [0, null];
      for (const samples of stagesOf(model, engine, order.asked)) {
        if (before) tell(id, { kind: "samples", samples: before, stage: stage++, isLast: false });
        before = samples;
        await breathe();
        if (withdrawn.delete(id)) return;
      }
      if (before) tell(id, { kind: "samples", samples: before, stage, isLast: true });
      return;
    }
    default:
      return order satisfies never;
  }
}

/** Pictures of one model as if they had been drawn at once. */
function together(all: readonly Samples[]): Samples {
  const [first] = all;
  if (first.kind !== "pictures") return first;
  const levels = new Uint8Array(all.length * first.levels.length);
  for (const [i, one] of all.entries()) if (one.kind === "pictures") levels.set(one.levels, i * first.levels.length);
  return { ...first, count: all.length, levels };
}

scope.onmessage = ({ data: { id, order } }: MessageEvent<Request>) => {
  if (order === null) return void withdrawn.add(id);
  fulfil(id, order)
    .catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      const wrong = error instanceof ExperimentError && { path: error.path, code: error.code, values: error.values };
      tell(id, { kind: "failed", message, ...(wrong && { wrong }) });
    })
    .finally(() => withdrawn.delete(id));
};

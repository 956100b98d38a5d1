/** Samples of a model: a pure function of its bytes and of what is asked; the same bytes by every engine, in the page, the terminal and at the edge. */
import type { GraphEngine } from "../quant/graph/index.ts";
import { type Asked, type Whole, wholeOf } from "./asked.ts";
import { codesOf, decoded } from "./decoder.ts";
import { cleaned } from "./diffusion/steps.ts";
import type { GalleryModel } from "./model.ts";
import { levelsOf, openChain } from "./rbm/gibbs.ts";
import type { Samples } from "./samples.ts";
import { written } from "./text.ts";

/** Throws an ExperimentError for what does not fit the model. */
export function sample(model: GalleryModel, engine: GraphEngine, asked: Asked): Samples {
  let last: Samples | undefined;
  for (const stage of stagesOf(model, engine, asked)) last = stage;
  return last as Samples;
}

/**
 * The way to the samples, the last of which they are: each sweep of a machine, each step of diffusion (the noise itself first); of a decoder one. The stage that was
 * given last may be kept.
 */
export function stagesOf(model: GalleryModel, engine: GraphEngine, asked: Asked): Iterable<Samples> {
  return stages(model, engine, wholeOf(model.card, asked));
}

function* stages(model: GalleryModel, engine: GraphEngine, whole: Whole): Generator<Samples> {
  const { n, seed, steps, temperature } = whole;
  switch (model.kind) {
    case "decoder":
      yield pictures(model, n, decoded(model.graph, engine, latentsOf(model, whole)));
      return;
    case "rbm": {
      const chains = Array.from({ length: n }, (_, chain) => openChain(model.machine, seed, chain));
      for (let step = 0; step < steps; step++) {
        for (const chain of chains) chain.sweep(temperature);
        yield pictures(model, n, levelsOf(chains));
      }
      return;
    }
    case "diffusion":
      for (const rows of cleaned(model.diffusion, engine, whole)) yield ofNumbers(model, n, rows);
      return;
    case "text":
      for (const stage of written(model.text, engine, whole)) yield { kind: "texts", count: n, ...stage };
      return;
    default:
      model satisfies never;
  }
}

/** The codes that samples of a decoder are made of, n × `card.latent`, row by row: what a slider begins at. */
export function latentsOf({ card }: GalleryModel, asked: Asked): Float32Array {
  return codesOf(wholeOf(card, asked), card.latent ?? 0);
}

/** Rows in the units of the data: points, or shares of 255 of pixels. */
function ofNumbers(model: GalleryModel, count: number, values: Float64Array<ArrayBuffer>): Samples {
  if (model.card.gives.kind === "points") return { kind: "points", count, values };
  const level = (share: number) => Math.min(Math.max(Math.floor(255 * share + 0.5), 0), 255);
  return pictures(model, count, Uint8Array.from(values, level));
}

function pictures({ card }: GalleryModel, count: number, levels: Uint8Array<ArrayBuffer>): Samples {
  if (card.gives.kind !== "pictures") throw new Error(`model ${card.id} gives no pictures`);
  const { height, width, channels } = card.gives;
  return { kind: "pictures", count, height, width, channels, levels };
}

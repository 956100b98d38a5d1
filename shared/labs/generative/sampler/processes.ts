import { type GalleryModel, openModel, sample } from "../../../gallery/index.ts";
import { andThen, type Later } from "../../../later.ts";
import { scalarGraphs, wasmGraphs } from "../../../quant/graph/index.ts";
import { once } from "../../process.ts";
import { melodySound } from "../text/kinds/sound.ts";
import { arraysOf } from "./arrays.ts";
import { askedBy, seedOf } from "./asked.ts";
import type { SamplerParams } from "./fields.ts";

const brought = new Map<string, GalleryModel>();

export async function bringModel(id: string): Promise<GalleryModel> {
  const model = await openModel(id);
  brought.set(id, model);
  return model;
}

/** At once where it is there. */
const modelNamed = (id: string): Later<GalleryModel> => brought.get(id) ?? bringModel(id);

/** Output: `arraysOf` the samples. */
const drawn = once((params: SamplerParams, context, { key }) => {
  const engine = context.device === "scalar" ? scalarGraphs : wasmGraphs(() => context.wasm("quant"));
  return andThen(modelNamed(params.model), (model) => arraysOf(sample(model, engine, askedBy(params, seedOf(key)))));
});

export const processes = { sample: drawn, sound: melodySound };

import type { Fold } from "../../fold.ts";
import { layersOf } from "../../nets/coders/layers.ts";
import type { Keep, Recording } from "../../recording.ts";
import type { VaeTaskParams } from "./fields.ts";

/** Codes that are drawn as places, all of them; of longer ones, which fewer rows show. */
const FINE = 3;

/** The decoder, a byte each weight, and codes of held-out rows: all that pictures are made of. */
export function recordVae(_: Fold, params: VaeTaskParams): Recording {
  const { layers, encoder } = layersOf(params, { columns: 1 });
  const decoder = layers.slice(encoder).map(({ name }): [string, Keep] => [`output/train/${name}.*`, { bits: 8 }]);
  return {
    keep: {
      ...Object.fromEntries(decoder),
      "output/train/stopped": {},
      "output/train/*": "none",
      "records/*/*": { bits: "relative" },
      "output/moments/*": "none",
      "output/codes/codes": { bits: params.latent <= FINE ? 16 : 8 },
      "output/codes/picture": { bits: 16 },
      "output/quantise/file": "none",
      "answer/*/rows": { bits: 8 },
    },
  };
}

import type { Arrays } from "../../arrays.ts";
import type { Table } from "../../data/table.ts";
import type { Fold } from "../fold.ts";
import type { CoderParams } from "../nets/coders/fields.ts";
import { countOf } from "../nets/weights.ts";
import type { Keep, Recording } from "../recording.ts";
import { heldOutRows } from "./held-out.ts";
import { netQuestion, pcaQuestion, shownRows } from "./questions.ts";
import type { SampleParams } from "./samples.ts";

const MAX_WEIGHTS = 55_000;
const FILTERS = 36;
/** Components of PCA that are recorded, and numbers of a code that are recorded in two bytes: few are drawn as a place, many show as a picture alone. */
const MAX_COMPONENTS = 16;
const MAX_FINE = 3;

/** A net of at most so many weights is kept whole, a byte each; of a larger one so many filters alone. */
export function keptLayers(net: Arrays, most: number, filters: number) {
  const isWhole = countOf(net) <= most;
  const layers: Record<string, Keep> = isWhole
    ? { "output/train/*": { bits: 8 } }
    : { "output/train/layer0.weights": { bits: 8, columns: filters }, "output/train/*": "none" };
  return { isWhole, layers };
}

/** What the views draw at once. What is too large to be recorded answers for the rows that are shown first, and for no others. */
export function recordAutoencoder(fold: Fold, params: CoderParams & SampleParams, data: Table): Recording {
  const net = fold.output("train") as Arrays;
  const { mean, components } = fold.output("pca") as Arrays;
  const { isWhole, layers } = keptLayers(net, MAX_WEIGHTS, FILTERS);
  const hasComponents = components.shape[0] <= MAX_COMPONENTS;
  const rows = heldOutRows(data, params, shownRows);
  return {
    keep: {
      ...layers,
      "records/*/*": { bits: "relative" },
      "output/pca/mean": { bits: 8 },
      "output/pca/components": hasComponents ? { bits: 8 } : "none",
      "output/codes/codes": { bits: components.shape[0] <= MAX_FINE ? 16 : 8 },
      "output/codes/picture": { bits: 16 },
      "output/codes/codeMean": "none",
      "output/codes/codeCovariance": "none",
      "output/quantise/file": "none",
      "answer/*/rows": { bits: 8 },
    },
    answers: {
      ...(isWhole ? {} : { reconstructions: netQuestion("reconstruct", params, data, net, rows) }),
      ...(hasComponents ? {} : { pca: pcaQuestion(mean, components, rows) }),
    },
  };
}

import type { Arrays } from "../../../arrays.ts";
import { netQuestion, pcaQuestion } from "../questions.ts";
import { recordsCoder } from "../recording.ts";
import type { AutoencoderParams } from "./fields.ts";

/** Components of PCA that are recorded, and numbers of a code that are recorded in two bytes: few are drawn as a place, many show as a picture alone. */
const MAX_COMPONENTS = 16;
const MAX_FINE = 3;

const dimensionsOf = ({ components }: Arrays) => components.shape[0];

export const autoencoderRecording = recordsCoder<AutoencoderParams>({
  weights: 55_000,
  filters: 36,
  keep({ fold }) {
    const dimensions = dimensionsOf(fold.output("pca") as Arrays);
    return {
      "output/pca/mean": { bits: 8 },
      "output/pca/components": dimensions <= MAX_COMPONENTS ? { bits: 8 } : "none",
      "output/codes/codes": { bits: dimensions <= MAX_FINE ? 16 : 8 },
      "output/codes/picture": { bits: 16 },
      "output/codes/codeMean": "none",
      "output/codes/codeCovariance": "none",
      "output/quantise/file": "none",
    };
  },
  answers({ fold, params, data, net, isWhole, rows }) {
    const pca = fold.output("pca") as Arrays;
    return {
      ...(isWhole ? {} : { reconstructions: netQuestion("reconstruct", params, data, net, rows) }),
      ...(dimensionsOf(pca) <= MAX_COMPONENTS ? {} : { pca: pcaQuestion(pca.mean, pca.components, rows) }),
    };
  },
});

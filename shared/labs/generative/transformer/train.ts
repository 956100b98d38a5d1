import { rulesOf } from "../../nets/rules.ts";
import { training } from "../../training.ts";
import { learntOf, samplesOf } from "./data.ts";
import type { NetParams } from "./fields.ts";
import { modelOf, type NetKind, shapeOf } from "./net.ts";
import { TESTED } from "./size.ts";

/** A step is a minibatch of windows, or of lines. Records: `loss` in nats per character, `bits` the same in bits, of translations `exact`. */
const trainingOf = (kind: NetKind) =>
  training((params: NetParams, { data }) => {
    const learnt = learntOf(data, params);
    const { rows, held, ...values } = samplesOf(learnt);
    const columns = learnt.context;
    return {
      model: modelOf(kind, shapeOf(params, learnt.alphabet.signs.length, columns), params.content),
      sources: Object.fromEntries(Object.entries(values).map(([name, own]) => [name, { values: own, columns }])),
      ...rulesOf(params, rows),
      train: Uint32Array.from({ length: rows }, (_, row) => row),
      test: Uint32Array.from({ length: held }, (_, row) => rows + row),
      evaluation: { every: 20, samples: TESTED },
    };
  });

export const transformerTraining = trainingOf("transformer");
export const recurrentTraining = trainingOf("recurrent");

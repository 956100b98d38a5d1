import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { shapes } from "../../../data/generators/shapes.ts";
import { costOf } from "../../../nets/cost.ts";
import { heldOutChoices } from "../../choices.ts";
import { defineLab, type Task } from "../../lab.ts";
import { codeSteps } from "../../nets/blocks.ts";
import { trainsNet } from "../../nets/net-lab.ts";
import { trainingPlan } from "../../nets/plan.ts";
import { factorsChain } from "./chain.ts";
import { checkFactors, judgedRows, samplesOf, trainedLabels } from "./data.ts";
import { factorsOf } from "./factors.ts";
import { factorsOfVariationFields, taskParams } from "./fields.ts";
import { factorsMetrics, measureFactors } from "./metrics.ts";
import { factorsModel } from "./net.ts";
import { factorsOfVariationPresets } from "./presets.ts";
import { factorsPicture, recordFactors } from "./recording.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, codes: 1, scores: 2 } as const;

/**
 * Autoencoders that should find the factors that made pictures, one in each number of their code. Plan: "train" (a step is a minibatch), "codes", and
 * "scores" where the factors are known. Views ask "encode" and "decode".
 */
export const factorsOfVariation = defineLab({
  id: "factors-of-variation",
  revision: 1,
  family: "representation",
  title: { es: "Factores de variación", en: "Factors of variation" },
  summary: {
    es: "Forma, lugar, tamaño, color y luz: mira si cada número del código aprende uno de ellos sin que nadie se lo diga.",
    en: "Form, place, size, colour and light: see whether each number of a code learns one of them without being told.",
  },
  params: factorsOfVariationFields,
  data: {
    generators: named(shapes, digits),
    formats: ["idx", "csv", "npy", "png", "jpeg"],
    aboutFiles: {
      es: "Imágenes en IDX, NPY, CSV, PNG o JPEG. Con un segundo archivo de etiquetas la clase cuenta como un factor conocido; sin él se aprende igual, pero no hay con qué puntuar: quedan los recorridos.",
      en: "Pictures as IDX, NPY, CSV, PNG or JPEG. With a second file of labels their class counts as a known factor; without, the net learns as well, but there is nothing to score against: the traversals remain.",
    },
    use: { pictures: true, constants: true, twoValued: true, probabilities: true },
    reading: heldOutChoices,
  },
  presets: factorsOfVariationPresets,
  metrics: factorsMetrics,
  check: checkFactors,
  estimate(params, data) {
    if (data === null) return { multiplyAdds: 0, bytes: 0 };
    const own = taskParams(params);
    const batch = Math.min(params.batch, data.rows);
    const { forward, backward, parameters, arena } = costOf(factorsModel(own, data, trainedLabels(data, own)), batch);
    const rows = params.epochs * samplesOf(data, params).train.length;
    return {
      multiplyAdds: (rows * (forward + backward)) / batch + (data.rows * forward) / batch,
      bytes: data.rows * data.columns * 4 + (5 * parameters + arena) * 4,
    };
  },
  plan(params, data, key): Task[] {
    const table = checkFactors(params, data);
    const samples = samplesOf(table, params);
    const { learnt, held } = judgedRows(samples);
    const own = { ...taskParams(params), epochs: params.epochs };
    const span = { normalisation: params.method === "factor-vae" ? "batch" : "none" };
    const { train, task } = trainingPlan(key, KEY, own, samples.train.length, span);
    const steps = codeSteps(learnt.length) + codeSteps(held.length);
    return [
      train,
      task("codes", steps, ["train"]),
      ...(factorsOf(table).length > 0 ? [task("scores", 1, ["codes"])] : []),
    ];
  },
  ...trainsNet(
    ["train", "codes", "scores", "encode", "decode"],
    async () => (await import("./processes.ts")).factorsProcesses,
  ),
  measure: measureFactors,
  picture: factorsPicture,
  recording: recordFactors,
  chain: factorsChain,
  conventions: (params) => ({
    layout:
      "layerN.weights is inputs x outputs, row-major: y = x * weights + bias; the last layer gives logits of pixels",
    code: `the encoder's last layer gives ${params.latents} means, then ${params.latents} logarithms of variances; the decoder takes a code; in ONNX and model.json pictures become their reconstructions by the means`,
    activation: `${params.activation} after every layer but the code and the last`,
    initial: "before ReLU and its kin He's normal initialisation, otherwise Glorot's uniform one",
    optimizer: "Adam, beta1 0.9, beta2 0.999, epsilon 1e-7 outside the root",
  }),
});

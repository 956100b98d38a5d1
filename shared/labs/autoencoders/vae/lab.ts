import { barsAndStripes } from "../../../data/generators/bars-and-stripes.ts";
import { catsDogs } from "../../../data/generators/cats-dogs.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { plantedFactors } from "../../../data/generators/planted-factors.ts";
import { shapes } from "../../../data/generators/shapes.ts";
import { defineLab, type Task } from "../../lab.ts";
import { momentsTask } from "../../moments-task.ts";
import { codeSteps } from "../../nets/blocks.ts";
import { trainingPlan } from "../../nets/plan.ts";
import { coderData, trainsCoder } from "../coder-lab.ts";
import { canQuantise, quantisedModel } from "../integers.ts";
import { samplesOf } from "../samples.ts";
import { boundSteps, hasPpca } from "./beside.ts";
import { vaeChain } from "./chain.ts";
import { vaeConventions } from "./conventions.ts";
import { checkVae, given } from "./data.ts";
import { taskParams, vaeFields } from "./fields.ts";
import { vaeNumbers } from "./metrics.ts";
import { vaePresets } from "./presets.ts";
import { recordVae } from "./recording.ts";
import { vaeWork } from "./work.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, bounds: 1, codes: 2, quantise: 3, ppca: 4 } as const;
const MODULES = { moments: ["moments"], ppca: ["math"], quantise: ["quant"] } as const;

/**
 * Variational autoencoder (Kingma & Welling 2014; β-VAE: Higgins et al. 2017). Plan: "train" (a step is a minibatch), with a normal likelihood "moments" and
 * "ppca" beside it, then "bounds" and "codes", then "quantise". Views ask "encode", "decode", "reconstruct", and "sample" of what is published.
 */
export const vae = defineLab({
  id: "vae",
  revision: 2,
  title: { es: "Autoencoder variacional", en: "Variational autoencoder" },
  summary: {
    es: "Aprende un espacio latente del que salen imágenes nuevas, y mide con una cota cuánto explica de los datos.",
    en: "Learn a latent space that new pictures come out of, and measure by a bound how much of the data it explains.",
  },
  params: vaeFields,
  data: {
    ...coderData,
    generators: named(digits, shapes, catsDogs, plantedFactors, barsAndStripes),
    folders: true,
  },
  presets: vaePresets,
  ...vaeNumbers,
  check: (params, data) => {
    checkVae(taskParams(params), data);
  },
  estimate: (params, data) => ({ ...vaeWork(params, data), wasm: Object.values(MODULES).flat() }),
  plan(params, data, key): Task[] {
    const own = taskParams(params);
    const table = checkVae(own, data);
    const samples = samplesOf(table, own);
    const [rows, held] = [samples.train.length, samples.test.length];
    const { train, task } = trainingPlan(key, KEY, { ...own, epochs: params.epochs }, rows);
    const { loss, testFraction } = own;
    return [
      train,
      ...(hasPpca(own, rows, table.columns)
        ? [
            { ...momentsTask(rows, { loss, testFraction }), wasm: MODULES.moments },
            { ...task("ppca", 1), after: ["moments"], wasm: MODULES.ppca },
          ]
        : []),
      task("bounds", boundSteps(held, own.draws), ["train"]),
      task("codes", codeSteps(held) + codeSteps(rows), ["train"]),
      ...(canQuantise(own, table) ? [{ ...task("quantise", 1, ["train"]), wasm: MODULES.quantise }] : []),
    ];
  },
  ...trainsCoder(
    given,
    ["train", "moments", "ppca", "bounds", "codes", "quantise", "encode", "decode", "reconstruct", "sample"],
    async () => (await import("./processes.ts")).vaeProcesses,
  ),
  picture: (fold) => {
    const points = fold.output("codes")?.picture;
    return points && { kind: "points", series: [points] };
  },
  recording: (fold, { params }) => recordVae(fold, taskParams(params)),
  conventions: vaeConventions,
  model: quantisedModel,
  chain: vaeChain,
});

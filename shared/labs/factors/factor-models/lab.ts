import { factorFamily } from "../../../data/generators/factor-family.ts";
import { named } from "../../../data/generators/known.ts";
import { foldIn } from "../../../random/index.ts";
import { pictureChoices } from "../../choices.ts";
import type { Fold } from "../../fold.ts";
import { defineLab, type Metric, type Task } from "../../lab.ts";
import { momentsTask } from "../../moments-task.ts";
import { onlyOn } from "../../only-of.ts";
import { rowsAsImages } from "../../picture.ts";
import { familyMove, familyTruth } from "./ask.ts";
import { checkFamily, familyMoments, partsOf } from "./data.ts";
import { type FamilyFit, familyFields, models } from "./fields.ts";
import { familyFit } from "./fit.ts";
import { familyPresets } from "./presets.ts";

const members = {
  pca: { es: "PCA", en: "PCA" },
  ppca: { es: "PPCA", en: "PPCA" },
  fa: { es: "FA", en: "FA" },
  ica: { es: "ICA", en: "ICA" },
  sfa: { es: "SFA", en: "SFA" },
  sparse: { es: "(codificación dispersa)", en: "(sparse coding)" },
};

/** Those whose likelihood of the held-out rows follows from their second moments. */
const gaussian = new Set(["ppca", "fa"]);
/** Those that have one where they lose nothing: with as many latents as there are columns. */
const square = new Set(["ica", "sfa"]);

const metrics: readonly Metric[] = [
  {
    ...onlyOn((data, { latents }: FamilyFit, model) =>
      square.has(model) ? latents >= data.columns : gaussian.has(model),
    ),
    name: "logLikelihood.<model>",
    label: { es: "Log-verosimilitud", en: "Log-likelihood" },
    members,
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Log-verosimilitud media por fila de los datos de prueba, donde el modelo tiene una",
      en: "Mean log-likelihood per row of the held-out data, where the model has one",
    },
  },
  {
    name: "reconstructionMse.<model>",
    label: { es: "Error cuadrático", en: "Squared error" },
    members,
    unit: "",
    kind: "exact",
    meaning: {
      es: "Error cuadrático medio por valor al reconstruir los datos de prueba",
      en: "Mean squared error per value when reconstructing the held-out data",
    },
  },
];

/** Fits that go on for as many steps as `iterations` says; the others need one. */
const iterated = new Set(["fa", "ica", "sparse"]);
/**
 * The family of linear factor models: six of them on the same data, a task each, after the moments of the rows to learn from and of those held out. Views
 * ask "truth" and "move".
 */
export const factorModels = defineLab({
  id: "factor-models",
  revision: 2,
  family: "factors",
  title: { es: "Modelos de factores, lado a lado", en: "Factor models side by side" },
  summary: {
    es: "Genera datos a partir de factores ocultos y mira qué modelo de la familia los recupera.",
    en: "Generate data from hidden factors and see which model of the family recovers them.",
  },
  params: familyFields,
  data: {
    generators: named(factorFamily),
    formats: ["csv", "idx", "npy"],
    use: { pictures: true, twoValued: true },
    reading: [...pictureChoices, "standardise"],
  },
  presets: familyPresets,
  metrics,
  wasm: ["ica", "math", "moments", "sparse"],
  devices: ["wasm", "scalar"],
  check: (params, data) => {
    checkFamily(params, data);
  },
  estimate(params, data) {
    const [rows, columns] = [data?.rows ?? 0, data?.columns ?? 0];
    const latents = Math.min(params.latents, columns);
    const moments = rows * columns * (columns / 2 + 40);
    const passes = columns ** 2 * latents * 2 + rows * latents * (latents + 15) + batchCost(params, columns, latents);
    return {
      multiplyAdds:
        2 * moments +
        40 * columns ** 3 +
        params.iterations * passes +
        (rows * batchCost(params, columns, latents)) / 64,
      bytes:
        rows * (1 - params.testFraction) * latents * 4 + rows * params.testFraction * columns * 24 + 60 * columns ** 2,
    };
  },
  plan(params, data, key): Task[] {
    const parts = partsOf(params, checkFamily(params, data));
    // The number of iterations is in `steps` alone, so that a fit can be extended.
    const { iterations, ...own } = params;
    const { testFraction } = params;
    return [
      momentsTask(parts.train.rows, { testFraction, part: "train" }),
      momentsTask(parts.test.rows, { testFraction, part: "test" }, "moments.test"),
      ...models.map((model, i) => ({
        id: model,
        kind: "fit",
        key: foldIn(key, i),
        steps: iterated.has(model) ? iterations : 1,
        params: { ...own, model },
        after: gaussian.has(model) ? ["moments", "moments.test"] : ["moments"],
      })),
    ];
  },
  processes: { moments: familyMoments, fit: familyFit, truth: familyTruth, move: familyMove },
  measure(fold: Fold) {
    const out: Record<string, number> = {};
    for (const model of models) {
      const found = fold.output(model);
      if (found?.logLikelihood) out[`logLikelihood.${model}`] = found.logLikelihood.values[0];
      if (found) out[`reconstructionMse.${model}`] = found.mse.values[0];
    }
    return out;
  },
  picture(fold: Fold, data) {
    const { components, codes } = fold.output("pca") ?? {};
    if (components && data?.image) return rowsAsImages(components, data.image);
    return codes && codes.shape[1] > 1 ? { kind: "points", series: [codes] } : undefined;
  },
  recording: () => ({ keep: { "output/*/back": { bits: 8 }, "output/*/codes": { bits: 16 } } }),
  conventions: () => ({
    components: "latents x columns; the largest number of each is positive, except in the atoms of sparse coding",
    variance:
      "of latents 1, divided by n, except of sparse codes; noise of PPCA and FA at the maximum of the likelihood, divided by n",
  }),
  weights(fold: Fold) {
    const entries = models.flatMap((model) => {
      const found = fold.output(model);
      return found ? [[`${model}.mean`, found.mean] as const, [`${model}.components`, found.components] as const] : [];
    });
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  },
});

/** A minibatch of sparse coding: correlations, and sweeps over the atoms. */
function batchCost({ overcomplete }: FamilyFit, columns: number, latents: number): number {
  const atoms = latents * overcomplete;
  return 64 * atoms * (columns * 3 + 20 * atoms);
}

import { blockCount } from "../../kernels/factors/moments.ts";
import { fold } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { defineLab, type Metric, type Task } from "../lab.ts";
import { columnsAsImages } from "../picture.ts";
import { heldOutCurve } from "./ppca-curves.ts";
import { checkPpca, hasMissing, mostDimensions, type PpcaParams, ppcaFields } from "./ppca-fields.ts";
import { fitSteps, openFit } from "./ppca-fit.ts";
import { foldSteps, openFold, openHeld } from "./ppca-held.ts";
import {
  heldMissingSteps,
  imputedRows,
  imputeSteps,
  openFitMissing,
  openHeldMissing,
  openImpute,
} from "./ppca-missing.ts";
import { ppcaPresets } from "./ppca-presets.ts";
import { openQuestion, openSample, openScores, scoreSteps } from "./ppca-scores.ts";

/** Position of each kind of task under the run's key. */
const KEY = { fit: 0, folds: 1, held: 2, impute: 3, scores: 4 } as const;
/** EM iterations of what is fitted beside the model itself, at the most. */
const SIDE_ITERATIONS = 50;

const metrics: readonly Metric[] = [
  {
    name: "logLikelihood",
    label: { es: "Log-verosimilitud", en: "Log-likelihood" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Log-verosimilitud media por fila, de las celdas que hay",
      en: "Mean log-likelihood a row, of the cells that are there",
    },
  },
  {
    name: "sigma2",
    label: { es: "Ruido σ²", en: "Noise σ²" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Varianza del ruido: la media de los autovalores que se descartan",
      en: "Variance of the noise: the mean of the discarded eigenvalues",
    },
  },
  {
    name: "subspaceAngle",
    label: { es: "Ángulo con PCA", en: "Angle to PCA" },
    unit: "rad",
    kind: "exact",
    meaning: {
      es: "Mayor ángulo entre el subespacio de EM y el de la forma cerrada; no existe con celdas vacías",
      en: "Largest angle between the subspace of EM and that of the closed form; there is none with missing cells",
    },
  },
  {
    name: "heldOutLogLikelihood",
    label: { es: "En filas apartadas", en: "Held out" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "La misma en filas que no se usaron para ajustar, por validación cruzada",
      en: "The same on rows that were not fitted, by cross-validation",
    },
  },
  {
    name: "imputationRmse",
    label: { es: "Error al rellenar", en: "Imputation error" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Raíz del error cuadrático medio en celdas conocidas que se escondieron",
      en: "Root mean squared error on known cells that were hidden",
    },
  },
];

/**
 * Probabilistic PCA. Plan without missing cells: "fit"; "fold.<f>" (moments of a part of the rows), then "held.<f>". With missing cells: "fit" by rows, and
 * "held.<f>.<q>" for every fold and dimension, f = −1 being all rows (for BIC). Then "impute" and "scores". Views ask "decode", "complete", "sample".
 */
export const ppca = defineLab({
  id: "ppca",
  family: "factors",
  title: { es: "PCA probabilístico", en: "Probabilistic PCA" },
  summary: {
    es: "Resume cada fila en unos pocos números, rellena lo que falta e inventa filas nuevas.",
    en: "Sum up each row in a few numbers, fill in what is missing and make up new rows.",
  },
  params: ppcaFields,
  data: { generators: ["digits", "planted-factors", "bars-and-stripes"], formats: ["csv", "idx", "npy"] },
  presets: ppcaPresets,
  metrics,
  wasm: ["moments", "ppca", "math"],
  devices: ["wasm", "scalar"],
  check: (params, data) => {
    checkPpca(params, data);
  },
  estimate(params, data) {
    const [rows, columns] = [data?.rows ?? 0, data?.columns ?? 0];
    const { latent, iterations, folds, hide } = params;
    const byRows = (count: number, q: number) => count * (columns * q * q + (q * q * q) / 2 + 4 * columns * q);
    const side = Math.min(iterations, SIDE_ITERATIONS);
    const most = mostDimensions(params, columns);
    const eigen = 4 * columns * columns * columns;
    const square = columns * columns;
    const dense = rows * square + (folds + 1) * eigen + iterations * 2 * latent * square;
    const tried = Array.from({ length: most }, (_, q) => byRows(rows * folds, q + 1)).reduce((a, b) => a + b, 0);
    const sparse = iterations * byRows(rows, latent) + side * tried;
    const imputing = hide > 0 && data ? side * byRows(imputedRows(data).length, latent) : 0;
    const gaps = data !== null && hasMissing(data);
    const model = columns * (latent + 1) * (latent + 2) * 8;
    return {
      multiplyAdds: imputing + (gaps ? sparse : dense),
      bytes: rows * columns * 8 + square * 40 + model,
    };
  },
  plan(params, data, key): Task[] {
    const table = checkPpca(params, data);
    const { iterations, ...own } = params;
    const { rows } = table;
    const gaps = hasMissing(table);
    const steps = gaps ? iterations * blockCount(rows) : fitSteps(rows, iterations);
    const side = Math.min(iterations, SIDE_ITERATIONS);
    const later = { params: own as Task["params"], after: ["fit"] };
    return [
      { id: "fit", kind: gaps ? "fitMissing" : "fit", key: fold(key, KEY.fit), steps, params: own as Task["params"] },
      ...(gaps ? missingFolds(params, rows, table.columns, side, key) : denseFolds(params, rows, key)),
      ...(params.hide > 0
        ? [
            {
              id: "impute",
              kind: "impute",
              key: fold(key, KEY.impute),
              steps: imputeSteps(table, side),
              params: { ...own, iterations: side } as Task["params"],
            },
          ]
        : []),
      { id: "scores", kind: "scores", key: fold(key, KEY.scores), steps: scoreSteps(rows), ...later },
    ];
  },
  open(task, context, checkpoint) {
    switch (task.kind) {
      case "fit":
        return openFit(task, context, checkpoint);
      case "fitMissing":
        return openFitMissing(task, context, checkpoint);
      case "fold":
        return openFold(task, context, checkpoint);
      case "held":
        return openHeld(task, context);
      case "heldMissing":
        return openHeldMissing(task, context, checkpoint);
      case "impute":
        return openImpute(task, context, checkpoint);
      case "scores":
        return openScores(task, context, checkpoint);
      case "sample":
        return openSample(task, context);
      default:
        return openQuestion(task, context);
    }
  },
  measure(fold, experiment, data) {
    const output = fold.output("fit");
    const { latent } = experiment.params as unknown as PpcaParams;
    const held = data ? heldOutCurve(fold, data.rows) : [];
    const last = (record: string) =>
      Array.from(fold.records("fit", record)?.values ?? [])
        .filter(Number.isFinite)
        .at(-1);
    const found: Record<string, number | undefined> = {
      logLikelihood: output?.logLikelihood.values[0] ?? last("logLikelihood"),
      sigma2: output?.sigma2.values[0] ?? last("sigma2"),
      subspaceAngle: output?.angle?.values[0],
      heldOutLogLikelihood: held[latent],
      imputationRmse: fold.output("impute")?.rmse?.values[0],
    };
    return Object.fromEntries(
      Object.entries(found).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
    );
  },
  picture(fold, data) {
    const loadings = fold.output("fit")?.loadings;
    const latents = fold.output("scores")?.latents;
    if (loadings && data?.image) return columnsAsImages(loadings, data);
    return latents && latents.shape[1] > 1 ? { kind: "points", series: [latents] } : undefined;
  },
  weights(fold) {
    const output = fold.output("fit");
    return output && { mean: output.mean, loadings: output.loadings, sigma2: output.sigma2 };
  },
});

function denseFolds(params: PpcaParams, rows: number, key: Key): Task[] {
  const { latent } = params;
  const folds = Math.min(params.folds, rows);
  const shuffle = fold(key, KEY.folds);
  const all = Array.from({ length: folds }, (_, f) => f);
  return [
    ...all.map((f) => ({
      id: `fold.${f}`,
      kind: "fold",
      key: shuffle,
      steps: foldSteps(rows, f, folds),
      params: { fold: f, folds, shuffle, latent },
    })),
    ...all.map((f) => ({
      id: `held.${f}`,
      kind: "held",
      key: fold(key, KEY.held, f),
      steps: 1,
      params: { ...params, iterations: 1, folds, fold: f } as unknown as Task["params"],
      after: all.map((g) => `fold.${g}`),
    })),
  ];
}

/** Every fold with every dimension, and all rows (fold −1) for BIC. */
function missingFolds(params: PpcaParams, rows: number, columns: number, iterations: number, key: Key): Task[] {
  const folds = Math.min(params.folds, rows);
  const shuffle = fold(key, KEY.folds);
  const most = mostDimensions(params, columns);
  return Array.from({ length: (folds + 1) * most }, (_, i) => {
    const [part, latent] = [Math.floor(i / most) - 1, (i % most) + 1];
    const own = { latent, fold: part, folds, iterations };
    return {
      id: `held.${part}.${latent}`,
      kind: "heldMissing",
      key: fold(key, KEY.held, i),
      steps: heldMissingSteps(rows, own),
      params: { ...own, shuffle },
    };
  });
}

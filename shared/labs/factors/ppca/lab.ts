import { barsAndStripes } from "../../../data/generators/bars-and-stripes.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { plantedFactors } from "../../../data/generators/planted-factors.ts";
import { isWide } from "../../../kernels/ppca/wide.ts";
import { foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { pictureChoices } from "../../choices.ts";
import { defineLab, type Task } from "../../lab.ts";
import { columnsAsImages } from "../../picture.ts";
import { gangOf } from "../../task.ts";
import { ppcaCompletion, ppcaDecoding, ppcaSample } from "./ask.ts";
import { mostHeldOut } from "./curves.ts";
import { roundsOf } from "./e-step.ts";
import { checkPpca, hasMissing, maxDimensions, type PpcaParams, ppcaFields } from "./fields.ts";
import { ppcaFit } from "./fit.ts";
import { cvFoldTasks, ppcaDualHeld, ppcaDualSpectrum, ppcaHeld, ppcaMoments, ppcaSpectrum } from "./held.ts";
import { imputedRows, imputeRounds, imputeSteps, isImputing, ppcaImputation } from "./impute.ts";
import { measurePpca, ppcaMetrics } from "./metrics.ts";
import { fitMissingSteps, heldMissingSteps, ppcaFitMissing, ppcaHeldMissing } from "./missing.ts";
import { ppcaPresets } from "./presets.ts";
import { ppcaScores, scoreSteps } from "./scores.ts";

/** Position of each kind of task under the run's key. */
const KEY = { fit: 0, folds: 1, held: 2, impute: 3, scores: 4 } as const;
/** Maximum EM iterations of the fits other than the model itself. */
const SIDE_ITERATIONS = 50;

/**
 * Probabilistic PCA. Plan without missing cells: "moments.<f>" of each fold of the rows; "spectrum" of all of them, then "fit"; "held.<f>". With missing cells: "fit" by rows, and
 * "held.<f>.<q>" for every fold and dimension, f = −1 being all rows (for BIC). Then "impute" and "scores". Views ask "decode", "complete", "sample".
 */
export const ppca = defineLab({
  id: "ppca",
  revision: 4,
  family: "factors",
  title: { es: "PCA probabilístico", en: "Probabilistic PCA" },
  summary: {
    es: "Resume cada fila en unos pocos números, rellena lo que falta e inventa filas nuevas.",
    en: "Summarise each row in a few numbers, fill in what is missing and generate new rows.",
  },
  params: ppcaFields,
  data: {
    generators: named(digits, plantedFactors, barsAndStripes),
    formats: ["csv", "idx", "npy"],
    use: { pictures: true, twoValued: true, gaps: true },
    reading: [...pictureChoices, "standardise"],
  },
  presets: ppcaPresets,
  metrics: ppcaMetrics,
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
    const most = Math.max(maxDimensions(params, { rows, columns }), 0);
    // Of a wide table: the Gram matrix of each part instead of its covariance, and products with the rows instead of with it.
    const wide = isWide({ rows, columns });
    const gramSide = wide ? rows : columns;
    const eigen = 4 * gramSide ** 3;
    const square = wide ? rows * columns : columns * columns;
    const moments = wide ? (folds + 1) * rows * rows * columns : rows * square;
    const dense = moments + (folds + 1) * eigen + iterations * (wide ? 4 : 2) * latent * square;
    const tried = Array.from({ length: most }, (_, q) => byRows(rows * folds, q + 1)).reduce((a, b) => a + b, 0);
    const sparse = iterations * byRows(rows, latent) + side * tried;
    const imputing = hide > 0 && data ? side * byRows(imputedRows(data).length, latent) : 0;
    const gaps = data !== null && hasMissing(data);
    const model = columns * (latent + 1) * (latent + 2) * 8;
    const answers =
      gaps || imputing > 0 ? (roundsOf({ rows: Math.max(rows, 1), columns, latent }).shards * model) / 2 : 0;
    return {
      multiplyAdds: imputing + (gaps ? sparse : dense),
      bytes: rows * columns * 8 + square * 40 + model + answers,
    };
  },
  plan(params, data, key): Task[] {
    const table = checkPpca(params, data);
    const { iterations, ...own } = params;
    const { rows, columns } = table;
    const gaps = hasMissing(table);
    const wide = isWide(table);
    const side = Math.min(iterations, SIDE_ITERATIONS);
    const fit = { id: "fit", key: foldIn(key, KEY.fit), params: own };
    return [
      ...(gaps
        ? [
            {
              ...fit,
              kind: "fitMissing",
              steps: fitMissingSteps(table, own.latent, iterations),
              ...gangOf(roundsOf({ rows, columns, latent: own.latent }).shards),
            },
            ...missingFolds(params, rows, columns, side, key),
          ]
        : (wide ? wideTasks : denseTasks)(params, rows, key, {
            ...fit,
            kind: "fit",
            steps: iterations,
            after: ["spectrum"],
          })),
      ...(isImputing(params, table)
        ? [
            {
              id: "impute",
              kind: "impute",
              key: foldIn(key, KEY.impute),
              steps: imputeSteps(table, own.latent, side),
              params: { ...own, iterations: side },
              ...gangOf(imputeRounds(table, own.latent).shards),
            },
          ]
        : []),
      {
        id: "scores",
        kind: "scores",
        key: foldIn(key, KEY.scores),
        steps: scoreSteps(rows),
        params: own,
        after: ["fit"],
      },
    ];
  },
  processes: {
    fit: ppcaFit,
    fitMissing: ppcaFitMissing,
    moments: ppcaMoments,
    spectrum: ppcaSpectrum,
    spectrumDual: ppcaDualSpectrum,
    held: ppcaHeld,
    heldDual: ppcaDualHeld,
    heldMissing: ppcaHeldMissing,
    impute: ppcaImputation,
    scores: ppcaScores,
    sample: ppcaSample,
    decode: ppcaDecoding,
    complete: ppcaCompletion,
  },
  measure: measurePpca,
  picture(fold, data) {
    const loadings = fold.output("fit")?.loadings;
    const latents = fold.output("scores")?.latents;
    if (loadings && data?.image) return columnsAsImages(loadings, data);
    return latents && latents.shape[1] > 1 ? { kind: "points", series: [latents] } : undefined;
  },
  recording(_fold, _experiment, data) {
    const numbers = {
      "output/fit/components": "none",
      "output/scores/latents": { bits: 16 },
    } as const;
    if (!data?.image) return { keep: numbers };
    // As many pictures as fit in a row; the hidden cells show in them.
    const pictures = { bits: 8, rows: 9 } as const;
    return {
      keep: {
        ...numbers,
        "output/fit/loadings": { bits: 8 },
        "output/scores/original": pictures,
        "output/scores/ppca": pictures,
        "output/scores/pca": pictures,
        "output/impute/original": pictures,
        "output/impute/visible": pictures,
        "output/impute/completed": pictures,
        "output/impute/truth": { rows: 1 },
        "output/impute/guess": { rows: 1 },
      },
    };
  },
  conventions: () => ({
    variance: "divided by n: the maximum of the likelihood (by n - 1 it is n / (n - 1) times as large)",
    sign: "the largest loading of each direction is positive",
  }),
  weights(fold) {
    const output = fold.output("fit");
    return output && { mean: output.mean, loadings: output.loadings, sigma2: output.sigma2 };
  },
});

/** The moments of each fold; of all rows, and the spectrum; the fit; each fold predicted from the others. */
function denseTasks(params: PpcaParams, rows: number, key: Key, fit: Task): Task[] {
  const folds = Math.min(params.folds, rows);
  const moments = cvFoldTasks(rows, folds, foldIn(key, KEY.folds));
  const after = moments.map(({ id }) => id);
  return [
    ...moments,
    { id: "spectrum", kind: "spectrum", key: [0, 0], steps: 1, params: { folds }, after, intermediate: true },
    fit,
    ...moments.map((_, f) => ({
      id: `held.${f}`,
      kind: "held",
      key: foldIn(key, KEY.held, f),
      steps: 1,
      params: { ...params, iterations: 1, folds, fold: f },
      after,
    })),
  ];
}

/** The same of a wide table: its parts are not summarised by moments, which would be larger than they are. */
function wideTasks(params: PpcaParams, rows: number, key: Key, fit: Task): Task[] {
  const folds = Math.min(params.folds, rows);
  const shuffle = foldIn(key, KEY.folds);
  const { iterations: _, ...own } = params;
  return [
    { id: "spectrum", kind: "spectrumDual", key: [0, 0], steps: 1, params: own, intermediate: true },
    fit,
    ...Array.from({ length: folds }, (_, fold) => ({
      id: `held.${fold}`,
      kind: "heldDual",
      key: foldIn(key, KEY.held, fold),
      steps: 1,
      params: { ...own, folds, fold, shuffle },
    })),
  ];
}

/** Every fold with every dimension that its other rows allow, and all rows (fold −1) for BIC. */
function missingFolds(params: PpcaParams, rows: number, columns: number, iterations: number, key: Key): Task[] {
  const folds = Math.min(params.folds, rows);
  const shuffle = foldIn(key, KEY.folds);
  const most = maxDimensions(params, { rows, columns });
  const heldOut = mostHeldOut({ rows, columns }, folds);
  return Array.from({ length: (folds + 1) * most }, (_, i) => {
    const [part, latent] = [Math.floor(i / most) - 1, (i % most) + 1];
    const own = { latent, fold: part, folds, iterations };
    return {
      id: `held.${part}.${latent}`,
      kind: "heldMissing",
      key: foldIn(key, KEY.held, i),
      steps: heldMissingSteps({ rows, columns }, own),
      params: { ...own, shuffle },
      ...gangOf(roundsOf({ rows: part < 0 ? rows : rows - Math.ceil(rows / folds), columns, latent }).shards),
    };
  }).filter(({ params: { fold, latent } }) => fold < 0 || latent <= heldOut);
}

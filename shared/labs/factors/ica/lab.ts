import { type Arrays, pick } from "../../../arrays.ts";
import { deadLeaves } from "../../../data/generators/dead-leaves.ts";
import { digits } from "../../../data/generators/digits.ts";
import { heartbeats } from "../../../data/generators/heartbeats.ts";
import { named } from "../../../data/generators/known.ts";
import { plantedFactors } from "../../../data/generators/planted-factors.ts";
import { sources } from "../../../data/generators/sources.ts";
import { voices } from "../../../data/generators/voices.ts";
import type { Table } from "../../../data/table.ts";
import { shardCount } from "../../../kernels/ica/passes.ts";
import { foldIn } from "../../../random/index.ts";
import { pictureChoices } from "../../choices.ts";
import type { Fold } from "../../fold.ts";
import { defineLab, type Metric, type Task } from "../../lab.ts";
import { known } from "../../metrics.ts";
import { onlyOn } from "../../only-of.ts";
import { type CardPicture, rowsAsPatches, transposed } from "../../picture.ts";
import { gangOf } from "../../task.ts";
import { icaSignals, icaSpectrogram } from "./ask.ts";
import { checkIca, hasTruth, maxComponents, signalRows, whiteningSteps } from "./data.ts";
import { type IcaParams, icaFields } from "./fields.ts";
import { icaPresets } from "./presets.ts";
import { icaFit } from "./process.ts";

const besideTruth = onlyOn((data, params: IcaParams) => hasTruth(params, data));

const metrics: readonly Metric[] = [
  {
    ...besideTruth,
    absent: ({ siSdr }) => (siSdr === undefined ? undefined : { es: "faltan componentes", en: "too few components" }),
    name: "amari",
    label: { es: "Error de Amari", en: "Amari error" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "De 0 (cada componente es una fuente) a 1 (nada separado); hace falta conocer las fuentes",
      en: "From 0 (every component is one source) to 1 (nothing separated); needs known sources",
    },
  },
  {
    ...besideTruth,
    name: "siSdr",
    label: { es: "Peor fuente", en: "Worst source" },
    unit: "dB",
    kind: "exact",
    meaning: {
      es: "SI-SDR de la fuente peor separada: cuánto más fuerte se oye ella que el resto",
      en: "SI-SDR of the worst-separated source: how much louder it is than everything else in its component",
    },
  },
  {
    name: "iterations",
    label: { es: "Iteraciones", en: "Iterations" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Pasadas por todos los datos hasta converger, en el mejor de los reintentos",
      en: "Passes over all the data until the best restart converged",
    },
  },
];

/** Position of each kind of task under the run's key. */
const KEY = { data: 0, fit: 1 } as const;

/**
 * Independent component analysis. Plan: "fit.<r>", one for each restart, independent of each other (a step is a block of rows, then an iteration). Views ask
 * "signals" and "spectrogram".
 */
export const ica = defineLab({
  id: "ica",
  revision: 2,
  family: "factors",
  title: { es: "Análisis de componentes independientes", en: "Independent component analysis" },
  summary: {
    es: "Separa voces que hablan a la vez con solo escuchar sus mezclas, sin saber cómo se mezclaron.",
    en: "Separate voices that talk at once from their mixtures alone, without knowing how they were mixed.",
  },
  params: icaFields,
  data: {
    generators: named(voices, heartbeats, sources, deadLeaves, plantedFactors, digits),
    formats: ["wav", "csv", "npy", "idx"],
    use: { pictures: true, twoValued: true },
    reading: [...pictureChoices, "standardise"],
    aboutFiles: {
      es: "Si cada archivo es una sola fuente limpia, marca «Mezclar antes mis fuentes».",
      en: "If each file is one clean source, tick “Mix my sources first”.",
    },
  },
  presets: icaPresets,
  metrics,
  wasm: ["ica", "moments"],
  devices: ["wasm", "scalar"],
  check: checkIca,
  estimate(params, data) {
    if (data === null) return { multiplyAdds: 0, bytes: 0 };
    const rows = signalRows(params, data);
    const columns = params.cut ? (params.side ?? 0) ** 2 : data.columns;
    const n = maxComponents(params, data);
    const units = params.algorithm === "deflation" ? 5 * n : n;
    const whitening = rows * columns * (columns + n) + 12 * columns ** 3;
    // Most fits converge long before the last iteration that is allowed.
    const usual = { symmetric: 40, deflation: 40, picard: 25, infomax: 150 }[params.algorithm];
    const fitting = Math.min(params.iterations, usual) * (rows * units * (2 * n + 20) + 12 * n ** 3);
    return {
      multiplyAdds: params.restarts * (whitening + fitting),
      bytes: params.restarts * Math.min(rows * n * 4, 2 ** 27) + 40 * columns ** 2,
    };
  },
  plan(params, data, key): Task[] {
    const table = checkIca(params, data);
    const units = params.algorithm === "deflation" ? maxComponents(params, table) : 1;
    // The number of iterations is in `steps` alone, so that a fit can be extended.
    const steps = whiteningSteps(params, table) + params.iterations * units;
    const { iterations: _, ...own } = params;
    const shared = { ...own, own: foldIn(key, KEY.data) };
    const threads = shardCount(whiteningSteps(params, table));
    return Array.from({ length: params.restarts }, (_, r) => ({
      id: `fit.${r}`,
      kind: "fit",
      key: foldIn(key, KEY.fit, r),
      steps,
      params: shared,
      ...gangOf(threads),
    }));
  },
  processes: { fit: icaFit, signals: icaSignals, spectrogram: icaSpectrogram },
  measure(run) {
    const best = bestFit(run);
    if (best === null) return {};
    const last = (name: string) => run.records(best, name)?.values.at(-1);
    return known({
      amari: above(last("amari"), 0),
      siSdr: above(last("siSdr"), -149.99),
      iterations: last("iteration"),
    });
  },
  picture(run, data) {
    const best = bestFit(run);
    const output = best === null ? undefined : run.output(best);
    return output && data ? pictureOf(output, data) : undefined;
  },
  recording: () => ({
    keep: {
      "output/*/mixing": { bits: 16 },
      "output/*/unmixing": { bits: 16 },
      "output/*/whitening": { bits: 16 },
      "output/*/rotation": { bits: 16 },
    },
  }),
  conventions: () => ({
    variance: "components have mean 0 and variance 1, divided by n",
    order: "least Gaussian first",
    sign: "the strongest weight of each component in the mixtures is positive",
  }),
  weights(run) {
    const best = bestFit(run);
    const output = best === null ? undefined : run.output(best);
    return output && pick(output, "unmixing", "mixing", "mean");
  },
});

/** Of patches their features, else what was separated. */
function pictureOf({ unmixing, mixing, mean }: Arrays, data: Table): CardPicture {
  if (data.image) return rowsAsPatches(transposed(mixing));
  const [n, columns] = unmixing.shape;
  const signal = (k: number) =>
    Float64Array.from({ length: data.rows }, (_, row) => {
      let sum = 0;
      for (let c = 0; c < columns; c++)
        sum += unmixing.values[k * columns + c] * (data.values[row * columns + c] - mean.values[c]);
      return sum;
    });
  return { kind: "lines", lines: Array.from({ length: Math.min(n, 4) }, (_, k) => signal(k)), apart: true };
}

function above(value: number | undefined, least: number): number | undefined {
  return value !== undefined && value >= least ? value : undefined;
}

/** The finished fit with the most negentropy; while none is, the first that iterates. Null before. */
export function bestFit(run: Fold): string | null {
  let best: string | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const { id } of run.tasks) {
    const negentropy = run.output(id)?.facts?.values[5];
    if (negentropy === undefined || !(negentropy > most)) continue;
    [best, most] = [id, negentropy];
  }
  if (best !== null) return best;
  return run.tasks.find(({ id }) => (run.records(id, "iteration")?.values.at(-1) ?? 0) > 0)?.id ?? null;
}

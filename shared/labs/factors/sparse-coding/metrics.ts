import { plantedDictionary } from "../../../data/generators/planted-dictionary.ts";
import type { ParamsOf } from "../../../experiment/fields.ts";
import { log } from "../../../math/elementary.ts";
import { keyOfSeed } from "../../../random/index.ts";
import type { Fold } from "../../fold.ts";
import type { ExperimentOf, Metric } from "../../lab.ts";
import { known } from "../../metrics.ts";
import { onlyOf, onlyOn } from "../../only-of.ts";
import { hasPictures } from "./data.ts";
import type { sparseCodingFields } from "./fields.ts";
import { meanOf } from "./train.ts";

type SparseParams = ParamsOf<typeof sparseCodingFields>;

/** Whether a picture is damaged here, and what it was is known. */
const isJudged = ({ goal, noise }: SparseParams) => goal !== "learn" && noise !== "own";
const ofRestored = onlyOf(isJudged);
const ofPlanted: Pick<Metric, "applies" | "absent"> = {
  ...onlyOn((data) => !hasPictures(data)),
  absent: () => ({ es: "no hay átomos plantados", en: "no atoms were planted" }),
};

export const sparseCodingMetrics: readonly Metric[] = [
  {
    name: "objective",
    label: { es: "Objetivo", en: "Objective" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Media por parche de ½|x − Dα|² + λ|α|₁ en parches nuevos de norma media 1 (con OMP, sin λ)",
      en: "Mean of ½|x − Dα|² + λ|α|₁ per patch, on new patches of mean norm 1 (without the λ term for OMP)",
    },
  },
  {
    name: "sparsity",
    label: { es: "No nulos", en: "Non-zeros" },
    unit: "",
    kind: "exact",
    meaning: { es: "Media de átomos que usa cada parche", en: "Mean number of atoms used per patch" },
  },
  {
    ...ofPlanted,
    name: "atomsRecovered",
    label: { es: "Hallados", en: "Recovered" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Parte de los átomos plantados que tiene un átomo aprendido con |cos| ≥ 0,97",
      en: "Share of the planted atoms matched by a learnt atom with |cos| ≥ 0.97",
    },
  },
  {
    ...ofRestored,
    name: "psnr",
    label: { es: "PSNR", en: "PSNR" },
    unit: "dB",
    kind: "exact",
    meaning: {
      es: "Parecido de la imagen restaurada con la original; con huecos, solo en los píxeles que faltaban",
      en: "How close the restored picture is to the original; with gaps, on the missing pixels only",
    },
  },
  {
    ...ofRestored,
    name: "psnr.before",
    label: { es: "PSNR antes", en: "PSNR before" },
    unit: "dB",
    kind: "exact",
    meaning: {
      es: "Lo mismo de la imagen dañada; los huecos, con la media de lo conocido",
      en: "The same for the damaged picture, with gaps filled by the mean of the known pixels",
    },
  },
  {
    ...ofRestored,
    name: "psnr.gain",
    label: { es: "Ganancia", en: "Gain" },
    unit: "dB",
    kind: "exact",
    meaning: { es: "PSNR después menos PSNR antes", en: "PSNR after minus PSNR before" },
  },
];

/** |cos| from which a planted atom counts as found. */
const FOUND = 0.97;

type Experiment = ExperimentOf<typeof sparseCodingFields>;

export function measureSparse(fold: Fold, experiment: Experiment): Readonly<Record<string, number>> {
  const metrics: Record<string, number | undefined> = {};
  for (const name of ["objective", "sparsity"]) {
    const evaluated = fold.records("evaluate", name)?.values;
    // Until atoms are learnt: of the last minibatches.
    const recent = fold.records("train", name)?.values.slice(-20);
    const values = evaluated?.length ? evaluated : recent;
    if (values?.length) metrics[name] = meanOf(values);
  }
  metrics.atomsRecovered = recovered(fold, experiment);
  Object.assign(metrics, ratios(fold, experiment));
  return known(metrics);
}

function recovered(fold: Fold, { data }: Experiment): number | undefined {
  const atoms = (fold.output("train") ?? fold.snapshot("train"))?.atoms;
  if (!atoms || data === null || !("generator" in data) || data.generator !== "planted-dictionary") return undefined;
  const [count, inputs] = atoms.shape;
  const planted = data.params as { readonly atoms: number; readonly columns: number };
  if (planted.columns !== inputs) return undefined;
  const truth = plantedDictionary(keyOfSeed(data.seed), planted);
  let found = 0;
  for (let j = 0; j < planted.atoms; j++) {
    for (let k = 0; k < count; k++) {
      let [product, square] = [0, 0];
      for (let i = 0; i < inputs; i++) {
        const value = Number(atoms.values[k * inputs + i]);
        product += value * truth[j * inputs + i];
        square += value * value;
      }
      if (square === 0 || product * product < FOUND * FOUND * square) continue;
      found++;
      break;
    }
  }
  return found / planted.atoms;
}

/** 10·log₁₀(1 / mean squared error), once all strips are there. */
function ratios(fold: Fold, { params }: Experiment): Record<string, number> {
  if (!isJudged(params)) return {};
  const strips = fold.tasks.filter(({ kind }) => kind === "restore").map(({ id }) => fold.output(id));
  let [before, after, count] = [0, 0, 0];
  for (const strip of strips) {
    if (strip === undefined) return {};
    for (let i = 0; i < strip.truth.values.length; i++) {
      if (params.goal === "inpaint" && strip.known.values[i]) continue;
      const [was, is] = [strip.before.values[i] - strip.truth.values[i], strip.after.values[i] - strip.truth.values[i]];
      before += was * was;
      after += is * is;
      count++;
    }
  }
  const decibels = (sum: number) => (-10 * log(sum / count)) / Math.LN10;
  const [psnrBefore, psnr] = [decibels(before), decibels(after)];
  return { psnr, "psnr.before": psnrBefore, "psnr.gain": psnr - psnrBefore };
}

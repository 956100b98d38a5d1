import type { Params } from "../../../../experiment/fields.ts";
import { logSecondMoment } from "../../../../kernels/importance/theory.ts";
import { exp } from "../../../../math/index.ts";
import type { Fold } from "../../../fold.ts";
import type { Metric } from "../../../lab.ts";
import { known } from "../../../metrics.ts";
import type { CollapseParams } from "./fields.ts";

const applies = ({ task }: Params) => task === "collapse";

export const collapseMetrics: readonly Metric[] = [
  {
    name: "share.<dimension>",
    applies,
    unit: "",
    label: { es: "ESS / muestras", en: "ESS / draws" },
    meaning: {
      es: "Parte efectiva de las muestras en esa dimensión, media de las repeticiones",
      en: "Effective share of the draws in that dimension, mean of the repeats",
    },
    better: "higher",
    kind: "exact",
  },
  {
    name: "essTheory",
    applies,
    unit: "",
    label: { es: "ESS en teoría", en: "ESS in theory" },
    meaning: {
      es: "Tamaño efectivo en la mayor dimensión con infinitas muestras: su número entre E w²",
      en: "Effective size in the largest dimension in the limit of many draws: their number over E w²",
    },
    kind: "exact",
  },
  {
    name: "largest",
    applies,
    unit: "",
    label: { es: "Mayor peso", en: "Largest weight" },
    meaning: {
      es: "Parte de todo el peso que tiene una sola muestra, en la mayor dimensión",
      en: "Share of all the weight that a single draw has, in the largest dimension",
    },
    better: "lower",
    kind: "exact",
  },
];

export interface Level {
  readonly dimension: number;
  /** Of the repeats that are done. */
  readonly shares: Float64Array;
  readonly largest: Float64Array;
  readonly meanSquares: Float64Array;
}

export function levelsIn(fold: Fold, { dimensions }: CollapseParams): readonly Level[] {
  return dimensions.flatMap((dimension, i) => {
    const of = (name: string) => Float64Array.from(fold.records(`level.${i}`, name)?.values ?? []);
    const shares = of("share");
    return shares.length === 0 ? [] : [{ dimension, shares, largest: of("largest"), meanSquares: of("meanSquare") }];
  });
}

export const meanOf = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;

export function measureCollapse(fold: Fold, params: CollapseParams): Readonly<Record<string, number>> {
  const levels = levelsIn(fold, params);
  const last = levels.find(({ dimension }) => dimension === params.dimensions[params.dimensions.length - 1]);
  const theory = params.size * exp(-Math.max(...params.dimensions) * logSecondMoment(params.shift, params.scale));
  return known({
    ess: last && params.size * meanOf(last.shares),
    essTheory: Number.isFinite(theory) && levels.length > 0 ? theory : undefined,
    largest: last && meanOf(last.largest),
    ...Object.fromEntries(levels.map(({ dimension, shares }) => [`share.${dimension}`, meanOf(shares)])),
  });
}

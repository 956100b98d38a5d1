import { named } from "../../../data/generators/known.ts";
import { plantedFactors } from "../../../data/generators/planted-factors.ts";
import { foldIn } from "../../../random/index.ts";
import { tableChoices } from "../../choices.ts";
import { defineLab, type Metric, type Task } from "../../lab.ts";
import { momentsProcess } from "../../moments.ts";
import { momentsTask } from "../../moments-task.ts";
import { checkFactorTable, columnName } from "../table.ts";
import { checkFa, faFields } from "./fields.ts";
import { faFit } from "./fit.ts";
import { faPresets } from "./presets.ts";
import { faScores } from "./scores.ts";

/** Position of each kind of task under the run's key. */
const KEY = { fit: 0, scores: 1 } as const;

const metrics: readonly Metric[] = [
  {
    name: "logLikelihood",
    label: { es: "Log-verosimilitud", en: "Log-likelihood" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Log-verosimilitud media por fila, en las unidades de los datos",
      en: "Mean log-likelihood per row, in the units of the data",
    },
  },
  {
    name: "iterations",
    label: { es: "Iteraciones", en: "Iterations" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Iteraciones del mejor comienzo hasta que el gradiente se anuló, o todas",
      en: "Iterations of the best start until the gradient vanished, or until the maximum",
    },
  },
  {
    name: "uniqueness.<column>",
    unit: "",
    kind: "exact",
    meaning: {
      es: "Parte de la varianza de la columna que no explica ningún factor",
      en: "Share of the column's variance that no factor explains",
    },
  },
];

/** Factor analysis. Plan: "moments"; then "fit.<i>", one task per start; then "scores". */
export const fa = defineLab({
  id: "fa",
  revision: 2,
  family: "factors",
  title: { es: "Análisis factorial", en: "Factor analysis" },
  summary: {
    es: "Busca las causas comunes que mueven las columnas de una tabla, y deja a cada una su propio ruido.",
    en: "Look for the common causes that move the columns of a table, leaving each column its own noise.",
  },
  params: faFields,
  data: {
    generators: named(plantedFactors),
    formats: ["csv", "npy", "idx"],
    use: { twoValued: true },
    reading: [...tableChoices, "standardise"],
  },
  presets: faPresets,
  metrics,
  wasm: ["moments"],
  devices: ["wasm", "scalar"],
  check: (params, data) => {
    checkFa(params, data);
  },
  estimate({ iterations, starts, factors, method }, data) {
    const [rows, columns] = [data?.rows ?? 0, data?.columns ?? 0];
    const eigen = 6 * columns * columns * columns;
    // Newton converges within some ten iterations, the others after hundreds.
    const climbing =
      method === "ml" ? 20 * 3 * eigen : Math.min(iterations, 500) * (eigen + 4 * factors * columns * columns);
    return {
      multiplyAdds: rows * columns * columns + starts * climbing,
      bytes: rows * columns * 8 + columns * columns * 80,
    };
  },
  plan(params, data, key): Task[] {
    const { rows } = checkFa(params, data);
    const { iterations, ...own } = params;
    const starts = Array.from({ length: params.starts }, (_, i) => i);
    return [
      momentsTask(rows),
      ...starts.map((start) => ({
        id: `fit.${start}`,
        kind: "fit",
        key: foldIn(key, KEY.fit, start),
        steps: iterations,
        params: { ...own, start },
        after: ["moments"],
      })),
      {
        id: "scores",
        kind: "scores",
        key: foldIn(key, KEY.scores),
        steps: 1,
        params: own,
        after: ["moments", ...starts.map((start) => `fit.${start}`)],
      },
    ];
  },
  processes: {
    moments: momentsProcess((_, { data }) => ({ table: checkFactorTable(data, "complete") })),
    fit: faFit,
    scores: faScores,
  },
  measure(folded, { params: { starts } }, data) {
    const output = folded.output("scores");
    if (output && data) {
      const shares = Array.from(output.uniquenesses.values, (psi, j): [string, number] => [
        `uniqueness.${columnName(data, j)}`,
        psi,
      ]);
      return {
        logLikelihood: output.logLikelihood.values[0],
        iterations: output.iterations.values[0],
        ...Object.fromEntries(shares),
      };
    }
    const known = Array.from({ length: starts }, (_, i) => i).flatMap((i) =>
      Array.from(folded.records(`fit.${i}`, "logLikelihood")?.values ?? [])
        .filter(Number.isFinite)
        .slice(-1),
    );
    return known.length > 0 ? { logLikelihood: known.reduce((a, b) => Math.max(a, b)) } : {};
  },
  picture(folded) {
    const latents = folded.output("scores")?.latents;
    return latents && latents.shape[1] > 1 ? { kind: "points", series: [latents] } : undefined;
  },
  conventions: ({ rotation, bound }) => ({
    scale: "loadings and uniquenesses of standardised columns; deviations divide by n",
    rotation: rotation === "varimax" ? "varimax with Kaiser's normalisation of rows" : rotation,
    ...(rotation === "varimax" && { sign: "the largest loading of each factor is positive" }),
    uniqueness: `at least ${bound}: a column at this bound is a Heywood case`,
  }),
  weights(folded) {
    const output = folded.output("scores");
    return (
      output && {
        mean: output.mean,
        deviations: output.deviations,
        loadings: output.rotated,
        uniquenesses: output.uniquenesses,
      }
    );
  },
});

import type { Table } from "../../../data/table.ts";
import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { checkFactorTable, refuse } from "../table.ts";

export const ppcaFields = {
  latent: {
    kind: "integer",
    label: { es: "Dimensiones latentes", en: "Latent dimensions" },
    help: {
      es: "Cuántos números resumen cada fila. La vista «Cuántas dimensiones» aconseja un valor.",
      en: "How many numbers summarise a row. The view “How many dimensions” suggests a value.",
    },
    min: 1,
    max: 128,
    default: 2,
    scale: "log",
  },
  method: {
    kind: "choice",
    label: { es: "Método", en: "Method" },
    help: {
      es: "La forma cerrada sale de los autovalores; EM llega al mismo sitio paso a paso, también con celdas vacías.",
      en: "The closed form comes from the eigenvalues; EM gets there step by step, even with missing cells.",
    },
    options: [
      { value: "em", label: { es: "EM", en: "EM" } },
      { value: "closed", label: { es: "Forma cerrada", en: "Closed form" } },
    ],
    default: "em",
  },
  iterations: {
    kind: "integer",
    label: { es: "Iteraciones de EM", en: "EM iterations" },
    help: {
      es: "Cuanto más cerca están los autovalores que se separan, más hacen falta.",
      en: "The closer together the eigenvalues to be separated, the more are needed.",
    },
    min: 1,
    max: 10_000,
    default: 300,
    scale: "log",
  },
  candidates: {
    kind: "integer",
    label: { es: "Dimensiones que se prueban", en: "Dimensions tried" },
    help: {
      es: "De 1 hasta este número: cada una con validación cruzada y BIC.",
      en: "From 1 up to this number, each assessed by cross-validation and BIC.",
    },
    min: 1,
    max: 128,
    default: 8,
    scale: "log",
  },
  folds: {
    kind: "integer",
    label: { es: "Particiones", en: "Folds" },
    help: {
      es: "Partes en que se dividen las filas; cada una se predice con las demás.",
      en: "Number of parts the rows are split into; each is predicted from the others.",
    },
    min: 2,
    max: 20,
    default: 5,
    advanced: true,
  },
  hide: {
    kind: "number",
    label: { es: "Celdas que se esconden", en: "Hidden cells" },
    help: {
      es: "Parte de las celdas conocidas que se tapa aparte para medir cómo se rellenan. Con 0 no se mide.",
      en: "Share of the known cells hidden in a separate fit, to measure how well they are filled in. 0: not measured.",
    },
    min: 0,
    max: 0.6,
    default: 0.2,
    step: 0.05,
  },
} as const satisfies Fields;

export type PpcaParams = ParamsOf<typeof ppcaFields>;

/** Throws an ExperimentError for data or a number of dimensions that the model cannot take. */
export function checkPpca({ latent }: Pick<PpcaParams, "latent">, data: Table | null): Table {
  const table = checkFactorTable(data, "missing allowed", "wide too");
  const { rows, columns } = table;
  const max = mostDimensions(table);
  if (max < 1) throw refuse("too-few-rows", `rows: ${rows} (must be at least 3)`, { value: rows, min: 3 });
  if (latent > max)
    throw refuse(
      "too-many-dimensions",
      `latent dimensions: ${latent} (must be at most ${max}: less than the ${columns} columns, and than the ${rows} rows by two, so that something is left for the noise)`,
      { value: latent, max, columns, rows },
      "params.latent",
    );
  return table;
}

/** With more dimensions no variance is discarded, and the noise is what rounding makes it: centred rows span rows − 1 directions. */
export function mostDimensions({ rows, columns }: Pick<Table, "rows" | "columns">): number {
  return Math.min(columns - 1, rows - 2);
}

export function hasMissing({ mask }: Table): boolean {
  return mask !== undefined;
}

/** The largest dimension that is tried on so many rows; below 1 where they are too few for any. */
export function maxDimensions(
  { candidates, latent }: Pick<PpcaParams, "candidates" | "latent">,
  table: Pick<Table, "rows" | "columns">,
): number {
  return Math.min(Math.max(candidates, latent), mostDimensions(table));
}

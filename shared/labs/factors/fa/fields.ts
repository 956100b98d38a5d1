import type { Table } from "../../../data/table.ts";
import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { maxFactors } from "../../../kernels/fa/fa.ts";
import { checkFactorTable, columnName, factsOf, refuse } from "../table.ts";

/** Every iteration of the direct method takes the eigenvectors of so many columns. */
const MAX_COLUMNS = 256;

export const faFields = {
  factors: {
    kind: "integer",
    label: { es: "Factores", en: "Factors" },
    help: {
      es: "Causas comunes que se buscan. Con pocas columnas no caben muchas.",
      en: "Number of common causes to look for. Few columns leave no room for many.",
    },
    min: 1,
    max: 50,
    default: 2,
    scale: "log",
  },
  method: {
    kind: "choice",
    label: { es: "Método", en: "Method" },
    help: {
      es: "Newton sube derecho a un máximo de la verosimilitud; EM va despacio y seguro; ECME, a medio camino.",
      en: "Newton climbs straight to a maximum of the likelihood; EM is slow but sure; ECME lies in between.",
    },
    options: [
      { value: "ml", label: { es: "Newton (directo)", en: "Newton (direct)" } },
      { value: "ecme", label: { es: "ECME", en: "ECME" } },
      { value: "em", label: { es: "EM", en: "EM" } },
    ],
    default: "ml",
  },
  iterations: {
    kind: "integer",
    label: { es: "Iteraciones como mucho", en: "Maximum iterations" },
    help: {
      es: "Se detiene antes si el gradiente se anula. EM puede necesitar miles.",
      en: "The fit stops earlier once the gradient vanishes. EM may need thousands.",
    },
    min: 1,
    max: 100_000,
    default: 2000,
    scale: "log",
  },
  starts: {
    kind: "integer",
    label: { es: "Comienzos", en: "Starts" },
    help: {
      es: "El primero es el de Jöreskog; los demás, al azar. Se queda el mejor.",
      en: "The first is Jöreskog's; the others are random. The best is kept.",
    },
    min: 1,
    max: 32,
    default: 4,
    advanced: true,
  },
  rotation: {
    kind: "choice",
    label: { es: "Rotación", en: "Rotation" },
    help: {
      es: "La verosimilitud no distingue giros: varimax busca el más fácil de leer, con cada fila de cargas llevada antes a longitud 1 (normalización de Kaiser, como en R).",
      en: "The likelihood cannot tell rotations apart: varimax looks for the one easiest to read, with each row of loadings first scaled to length 1 (Kaiser's normalisation, as in R).",
    },
    options: [
      { value: "varimax", label: { es: "Varimax", en: "Varimax" } },
      { value: "none", label: { es: "Ninguna", en: "None" } },
    ],
    default: "varimax",
  },
  scores: {
    kind: "choice",
    label: { es: "Puntuaciones", en: "Scores" },
    help: {
      es: "Thomson: lo esperado, encogido hacia cero. Bartlett: sin sesgo, más disperso.",
      en: "Thomson: the posterior mean, shrunk towards zero. Bartlett: unbiased, more spread out.",
    },
    options: [
      { value: "thomson", label: { es: "Thomson (regresión)", en: "Thomson (regression)" } },
      { value: "bartlett", label: { es: "Bartlett", en: "Bartlett" } },
    ],
    default: "thomson",
  },
  bound: {
    kind: "number",
    label: { es: "Unicidad mínima", en: "Minimum uniqueness" },
    help: {
      es: "Una columna cuya unicidad llega aquí es un caso de Heywood.",
      en: "A column whose uniqueness falls to this value is a Heywood case.",
    },
    min: 0.0001,
    max: 0.1,
    default: 0.005,
    scale: "log",
    advanced: true,
  },
} as const satisfies Fields;

export type FaParams = ParamsOf<typeof faFields>;

/** Throws an ExperimentError for data or a number of factors that the model cannot take. */
export function checkFa({ factors }: Pick<FaParams, "factors">, data: Table | null): Table {
  const table = checkFactorTable(data, "complete");
  const { columns } = table;
  if (columns > MAX_COLUMNS)
    throw refuse("too-many-columns", `columns: ${columns} (must be at most ${MAX_COLUMNS}: use fewer)`, {
      value: columns,
      max: MAX_COLUMNS,
    });
  if (columns < 3)
    throw refuse(
      "too-few-for-factors",
      `columns: ${columns} (must be at least 3: two say nothing about a common cause)`,
      {
        value: columns,
        min: 3,
      },
    );
  const [constant] = factsOf(table).constant;
  if (constant !== undefined) {
    const column = columnName(table, constant);
    throw refuse("constant-column", `column ${column} has the same value in all rows (leave it out)`, { column });
  }
  const max = maxFactors(columns);
  if (factors > max)
    throw refuse(
      "too-many-factors",
      `factors: ${factors} (must be at most ${max} for ${columns} columns: with more, the model has more free parameters than the covariance has entries)`,
      { value: factors, max, columns },
      "params.factors",
    );
  return table;
}

import type { Fold } from "../../fold.ts";
import { type MetricTable, outputOf } from "../../metric-table.ts";
import { onlyOn } from "../../only-of.ts";

/** What only pictures have, and what is held against the density that generated the data, where it is known. */
export const ofPictures = onlyOn(({ image }) => image !== undefined);
export const ofKnownDensity = onlyOn(({ gaussians }) => gaussians !== undefined);

/** What the test of `compareSamples` measured. `mmd`: where its estimate comes from until the test is done. */
export function comparisonMetrics(
  mmd: (fold: Fold) => number | undefined = outputOf("mmd", "mmd"),
): MetricTable<unknown> {
  return {
    mmd: {
      label: { es: "MMD²", en: "MMD²" },
      better: "lower",
      meaning: {
        es: "Discrepancia máxima de medias al cuadrado entre datos de prueba y otras tantas muestras: estimador insesgado, núcleo gaussiano con la distancia mediana de ancho; alrededor de 0 si son iguales",
        en: "Squared maximum mean discrepancy between held-out data and as many samples: unbiased estimate, Gaussian kernel of median distance; about 0 where they are alike",
      },
      of: mmd,
    },
    mmdLevel: {
      label: { es: "Nivel del 95 %", en: "95 % level" },
      meaning: {
        es: "Lo que MMD² supera por azar una de cada veinte veces, por permutaciones: por debajo, la prueba no distingue muestras de datos",
        en: "What MMD² exceeds by chance one time in twenty, by permutations: below it the test cannot tell samples from data",
      },
      of: outputOf("mmd", "level"),
    },
    mmdP: {
      label: { es: "p de la prueba", en: "p of the test" },
      better: "higher",
      meaning: {
        es: "Parte de las permutaciones cuya MMD² es al menos la observada",
        en: "Share of permutations whose MMD² is at least the observed one",
      },
      of: outputOf("mmd", "p"),
    },
  };
}

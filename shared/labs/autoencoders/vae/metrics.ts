import type { Fold } from "../../fold.ts";
import { metricTable, outputOf, outputOrLast } from "../../metric-table.ts";
import { boundOf, variational } from "../../nets/variational/metrics.ts";
import { autoencoding, testMse } from "../metrics.ts";
import type { VaeParams } from "./fields.ts";

/** Variance above which a number of the code counts as active. */
const ACTIVE = 0.01;

const reconstructionOf = outputOrLast("bounds", "logLikelihood", "testLogLikelihood");
const klOf = outputOrLast("bounds", "kl", "testKl");

/** While the net trains, what held-out rows said last. */
export const vaeNumbers = metricTable<VaeParams>({
  elbo: {
    ...variational.elbo,
    meaning: {
      es: "Cota inferior de la log-verosimilitud de los datos de prueba, por fila: reconstrucción menos KL, sea cual sea β",
      en: "Lower bound of the log-likelihood of the held-out data, per row: reconstruction less KL, whatever β is",
    },
    of: (fold) => boundOf(reconstructionOf(fold), klOf(fold)),
  },
  reconstruction: {
    unit: "nats",
    label: { es: "Reconstrucción", en: "Reconstruction" },
    better: "higher",
    meaning: {
      es: "log p(x | z) medio por fila de prueba, con z sacado de q(z | x)",
      en: "Mean log p(x | z) per held-out row, with z drawn from q(z | x)",
    },
    of: reconstructionOf,
  },
  kl: {
    ...variational.kl,
    meaning: {
      es: "Divergencia media de q(z | x) a la normal estándar, por fila de prueba: lo que cuesta decir el código",
      en: "Mean divergence of q(z | x) from the standard normal, per held-out row: what it costs to tell the code",
    },
    of: klOf,
  },
  iwae: {
    unit: "nats",
    label: { es: "Cota con K muestras", en: "Bound with K samples" },
    better: "higher",
    meaning: {
      es: "Cota ponderada por importancia (Burda et al., 2016) con K códigos por fila de prueba: entre la ELBO y la log-verosimilitud",
      en: "Importance-weighted bound (Burda et al. 2016) with K codes per held-out row: between the ELBO and the log-likelihood",
    },
    of: (fold) => fold.output("bounds")?.bounds.values.at(-1),
  },
  ppcaLogLikelihood: {
    unit: "nats",
    label: { es: "PPCA", en: "PPCA" },
    meaning: {
      es: "Log-verosimilitud por fila de prueba del PCA probabilístico de tantas dimensiones como el código, en forma cerrada",
      en: "Log-likelihood per held-out row of probabilistic PCA with as many dimensions as the code, in closed form",
    },
    of: outputOf("ppca", "logLikelihood"),
  },
  activeUnits: {
    label: { es: "Unidades activas", en: "Active units" },
    meaning: {
      es: "Números del código cuya media varía de una fila a otra con varianza mayor que 0,01 (Burda et al., 2016)",
      en: "Numbers of the code whose mean varies from row to row with a variance above 0.01 (Burda et al. 2016)",
    },
    of: activeUnits,
  },
  testMse: { ...testMse, of: outputOrLast("codes", "testMse", "testMse") },
  quantizedTestMse: {
    ...autoencoding.quantizedTestMse,
    meaning: {
      es: "El error de prueba de la red cuantizada a enteros de ocho bits, la que se publica",
      en: "The test error of the net quantised to eight-bit integers, as published",
    },
  },
  stoppedAt: autoencoding.stoppedAt,
});

function activeUnits(fold: Fold): number | undefined {
  const covariance = fold.output("codes")?.codeCovariance;
  if (!covariance) return undefined;
  const { shape, values } = covariance;
  return Array.from({ length: shape[0] }, (_, i) => values[i * (shape[0] + 1)]).filter((own) => own > ACTIVE).length;
}

import type { Fold } from "../../fold.ts";
import { lastMinibatches, type MetricTable, outputOf } from "../../metric-table.ts";
import { told } from "../../metrics.ts";
import { stoppedAt, stoppedAtOf } from "../../stopped.ts";
import { comparisonMetrics, ofKnownDensity, ofPictures } from "../points/metrics.ts";
import type { DiffusionParams } from "./fields.ts";

function bitsPerDimension(fold: Fold): number | undefined {
  const { bound, generated, square } = fold.output("samples") ?? {};
  return bound && !square ? bound.values[0] / (generated.shape[1] * Math.LN2) : undefined;
}

export const diffusionMetrics: MetricTable<DiffusionParams> = {
  nll: {
    label: { es: "Cota de la NLL", en: "NLL bound" },
    unit: "nats",
    better: "lower",
    meaning: {
      es: "Cota variacional superior de menos el logaritmo de la densidad (de imágenes, de la probabilidad de sus bytes), media de datos de prueba (500 como mucho), en las unidades de los datos",
      en: "Variational upper bound on minus the log density (of pictures, of the probability of their bytes), mean over held-out data (500 at most), in the units of the data",
    },
    of: outputOf("samples", "bound"),
  },
  bitsPerDimension: {
    label: { es: "Bits por dimensión", en: "Bits per dimension" },
    unit: "bits",
    better: "lower",
    meaning: {
      es: "De imágenes, la misma cota por cada píxel y canal; 8 si todos los bytes son igual de probables",
      en: "Of pictures the same bound, for each pixel and channel; 8 where all bytes are as likely",
    },
    ...ofPictures,
    of: bitsPerDimension,
  },
  nllExact: {
    label: { es: "NLL verdadera", en: "True NLL" },
    unit: "nats",
    meaning: {
      es: "Lo que daría a los datos de prueba la densidad de la que salieron, si se conoce",
      en: "What the density that they were drawn from gives the held-out data, where it is known",
    },
    ...ofKnownDensity,
    of: outputOf("samples", "exact"),
  },
  loss: {
    label: { es: "Pérdida", en: "Loss" },
    better: "lower",
    meaning: {
      es: "Error cuadrático medio de lo que se predice, ruido o velocidad, en los últimos 50 minilotes; del ruido, 1 si no se sabe nada de él",
      en: "Mean squared error of what is predicted, noise or velocity, over the last 50 minibatches; of the noise 1 where nothing is known of it",
    },
    of: lastMinibatches("loss"),
  },
  testLoss: {
    label: { es: "Pérdida de prueba", en: "Held-out loss" },
    better: "lower",
    meaning: { es: "Lo mismo, con datos de prueba, al final", en: "The same of held-out data, at the end" },
    of: (fold) => told(fold, "train", "testLoss").at(-1),
  },
  ...comparisonMetrics(),
  stoppedAt: { ...stoppedAt, of: (fold) => stoppedAtOf(fold.output("train")) },
};

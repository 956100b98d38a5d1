import type { Fold } from "../../fold.ts";
import { type MetricTable, outputOf, outputOrLast } from "../../metric-table.ts";
import { mean, told } from "../../metrics.ts";
import { stoppedAt, stoppedAtOf } from "../../stopped.ts";
import { comparisonMetrics, ofKnownDensity, ofPictures } from "../points/metrics.ts";
import type { FlowParams } from "./fields.ts";

/** Of pictures. */
function bitsOf(fold: Fold, name: "nll" | "independent"): number | undefined {
  const { generated, independent, [name]: nats } = fold.output("samples") ?? {};
  return independent && nats.values[0] / (generated.shape[1] * Math.LN2);
}

export const flowMetrics: MetricTable<FlowParams> = {
  nll: {
    label: { es: "NLL de prueba", en: "Held-out NLL" },
    unit: "nats",
    better: "lower",
    meaning: {
      es: "Menos el logaritmo de la densidad, media de todos los datos de prueba, en las unidades de los datos; exacta, por cambio de variable. De imágenes, de sus bytes con ruido uniforme: en promedio, una cota superior de la de los bytes",
      en: "Minus the log density, mean over all held-out data, in the units of the data; exact, by change of variables. Of pictures that of their bytes with uniform noise: on average an upper bound on that of the bytes",
    },
    of: outputOrLast("samples", "nll", "testLoss"),
  },
  bitsPerDimension: {
    label: { es: "Bits por dimensión", en: "Bits per dimension" },
    unit: "bits",
    better: "lower",
    meaning: {
      es: "De imágenes, la NLL de prueba en bits por cada píxel y canal; 8 si todos los bytes son igual de probables",
      en: "Of pictures the held-out NLL in bits for each pixel and channel; 8 where all bytes are as likely",
    },
    ...ofPictures,
    of: (fold) => bitsOf(fold, "nll"),
  },
  bitsIndependent: {
    label: { es: "Píxeles independientes", en: "Independent pixels" },
    unit: "bits",
    meaning: {
      es: "Lo mismo de las mismas imágenes si cada píxel se cuenta por separado, por lo frecuente que fue cada byte en él al entrenar: lo que se sabe sin mirar a los demás",
      en: "The same of the same pictures where each pixel is told by itself, by how often it had each byte in training: what is known without looking at the others",
    },
    ...ofPictures,
    of: (fold) => bitsOf(fold, "independent"),
  },
  nllTrain: {
    label: { es: "NLL de entrenamiento", en: "Training NLL" },
    unit: "nats",
    better: "lower",
    meaning: {
      es: "Lo mismo, media de los últimos 20 minilotes de entrenamiento",
      en: "The same, mean over the last 20 minibatches of training",
    },
    of: (fold) => mean(told(fold, "train", "loss").slice(-20)),
  },
  nllExact: {
    label: { es: "NLL verdadera", en: "True NLL" },
    unit: "nats",
    meaning: {
      es: "Lo que daría a los mismos datos de prueba la densidad de la que salieron, si se conoce: en promedio ningún modelo queda por debajo",
      en: "What the density that they were drawn from gives the same held-out data, where it is known: on average no model gets below it",
    },
    ...ofKnownDensity,
    of: outputOf("samples", "exact"),
  },
  ...comparisonMetrics(),
  stoppedAt: { ...stoppedAt, of: (fold) => stoppedAtOf(fold.output("train")) },
};

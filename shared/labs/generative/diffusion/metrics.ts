import { lastMinibatches, type MetricTable, outputOf } from "../../metric-table.ts";
import { told } from "../../metrics.ts";
import { stoppedAt, stoppedAtOf } from "../../stopped.ts";
import { comparisonMetrics } from "../points/metrics.ts";
import type { DiffusionParams } from "./fields.ts";

export const diffusionMetrics: MetricTable<DiffusionParams> = {
  nll: {
    label: { es: "Cota de la NLL", en: "NLL bound" },
    unit: "nats",
    better: "lower",
    meaning: {
      es: "Cota variacional superior de menos el logaritmo de la densidad, media de datos de prueba (500 como mucho), en las unidades de los datos",
      en: "Variational upper bound on minus the log density, mean over held-out data (500 at most), in the units of the data",
    },
    of: outputOf("samples", "bound"),
  },
  nllExact: {
    label: { es: "NLL verdadera", en: "True NLL" },
    unit: "nats",
    meaning: {
      es: "Lo que daría a los datos de prueba la densidad de la que salieron, si se conoce",
      en: "What the density that they were drawn from gives the held-out data, where it is known",
    },
    of: outputOf("samples", "exact"),
  },
  loss: {
    label: { es: "Pérdida", en: "Loss" },
    better: "lower",
    meaning: {
      es: "Mitad del error al cuadrado del ruido predicho, media de los últimos 50 minilotes; 1 si no se sabe nada del ruido",
      en: "Half the squared error of the predicted noise, mean over the last 50 minibatches; 1 where nothing is known of the noise",
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

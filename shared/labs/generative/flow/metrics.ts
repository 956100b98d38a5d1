import { type MetricTable, outputOf, outputOrLast } from "../../metric-table.ts";
import { mean, told } from "../../metrics.ts";
import { stoppedAt, stoppedAtOf } from "../../stopped.ts";
import { comparisonMetrics } from "../points/metrics.ts";
import type { FlowParams } from "./fields.ts";

export const flowMetrics: MetricTable<FlowParams> = {
  nll: {
    label: { es: "NLL de prueba", en: "Held-out NLL" },
    unit: "nats",
    better: "lower",
    meaning: {
      es: "Menos el logaritmo de la densidad, media de todos los datos de prueba, en las unidades de los datos; exacta, por cambio de variable",
      en: "Minus the log density, mean over all held-out data, in the units of the data; exact, by change of variables",
    },
    of: outputOrLast("samples", "nll", "testLoss"),
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
    of: outputOf("samples", "exact"),
  },
  ...comparisonMetrics(),
  stoppedAt: { ...stoppedAt, of: (fold) => stoppedAtOf(fold.output("train")) },
};

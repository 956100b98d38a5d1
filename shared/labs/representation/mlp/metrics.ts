import type { NDArray } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";
import type { Metric } from "../../lab.ts";
import { known, mean, told } from "../../metrics.ts";
import { stoppedOf } from "../../stopped.ts";

export const mlpMetrics: readonly Metric[] = [
  {
    name: "accuracy",
    label: { es: "Exactitud de prueba", en: "Held-out accuracy" },
    unit: "",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "Parte de los datos de prueba cuya clase se acierta",
      en: "Share of the held-out data whose class is right",
    },
  },
  {
    name: "loss",
    label: { es: "Pérdida", en: "Loss" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "Pérdida media de los últimos 50 minilotes de entrenamiento, sin penalizaciones",
      en: "Mean loss over the last 50 training minibatches, without penalties",
    },
  },
  {
    name: "testLoss",
    label: { es: "Pérdida de prueba", en: "Held-out loss" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "Pérdida media de los datos de prueba: entropía cruzada en nats, o error cuadrático de la respuesta normalizada",
      en: "Mean loss on the held-out data: cross-entropy in nats, or squared error of the standardised response",
    },
  },
  {
    name: "trainAccuracy",
    label: { es: "Exactitud de entrenamiento", en: "Training accuracy" },
    unit: "",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "La misma parte entre los datos de entrenamiento, con la red ya entrenada",
      en: "The same share of the training data, once the net is trained",
    },
  },
  {
    name: "balancedAccuracy",
    label: { es: "Exactitud equilibrada", en: "Balanced accuracy" },
    unit: "",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "Media, entre las clases, de la parte que se acierta de cada una: no premia decir siempre la más frecuente",
      en: "Mean over the classes of the share that is right of each: always answering the commonest does not pay",
    },
  },
  {
    name: "rmse",
    label: { es: "Error (RMSE)", en: "Error (RMSE)" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "Raíz del error cuadrático medio de prueba, en las unidades de la respuesta",
      en: "Root of the mean squared held-out error, in the units of the response",
    },
  },
  {
    name: "r2",
    label: { es: "R²", en: "R²" },
    unit: "",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "Parte de la varianza de prueba que la red explica",
      en: "Share of the held-out variance that the net explains",
    },
  },
  {
    name: "stoppedAt",
    label: { es: "Paso de parada", en: "Stopped at" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Paso en el que el entrenamiento se detuvo antes del último: por divergir, por paciencia o por llegar al objetivo",
      en: "Step at which training stopped before the last one: diverged, out of patience, or on target",
    },
  },
];

/** Metrics so far; those of the whole data once the net has been evaluated. */
export function measureMlp(fold: Fold): Readonly<Record<string, number>> {
  const evaluated = fold.output("evaluate") ?? {};
  const found = (name: string) => evaluated[name]?.values[0];
  const stopped = stoppedOf(fold.output("train"));
  return known({
    accuracy: found("accuracy") ?? told(fold, "train", "testAccuracy").at(-1),
    loss: mean(told(fold, "train", "loss").slice(-50)),
    testLoss: found("testLoss") ?? told(fold, "train", "testLoss").at(-1),
    trainAccuracy: found("trainAccuracy"),
    balancedAccuracy: evaluated.confusion && balanced(evaluated.confusion),
    rmse: found("rmse"),
    r2: found("r2"),
    stoppedAt: stopped && stopped.step + 1,
  });
}

/** Mean over the classes that occur of the share that is right of each. */
function balanced({ shape: [classes], values }: NDArray): number | undefined {
  const shares = Array.from({ length: classes }, (_, c) => {
    const own = Array.from(values).slice(c * classes, (c + 1) * classes);
    const total = own.reduce((sum, count) => sum + count, 0);
    return total > 0 ? own[c] / total : null;
  });
  return mean(shares.filter((share) => share !== null));
}

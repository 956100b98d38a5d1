import type { Arrays, NDArray } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import type { Metric } from "../../lab.ts";
import { known, mean, told } from "../../metrics.ts";
import { deviationsOf, foldOf, meansOf, nameOf, type Trainings, trainingsOf } from "../../nets/trainings.ts";
import { onlyOf, onlyOn } from "../../only-of.ts";
import { stoppedAtOf } from "../../stopped.ts";

const hasClasses = ({ labels }: Table) => labels !== undefined;
const ofClasses = onlyOn(hasClasses);
const ofNumber = onlyOn((data) => !hasClasses(data));
const isEnsemble = ({ members }: Pick<Trainings, "members">) => members > 1;
const ofEnsemble = onlyOf(isEnsemble);
const ofClassEnsemble = onlyOf(isEnsemble, hasClasses);

/** What the tasks of one net are called in a run of one. */
export const NET_TASKS = ["train", "evaluate"] as const;

const MEMBERS = {
  accuracy: { es: "de la exactitud de prueba", en: "of held-out accuracy" },
  loss: { es: "de la pérdida", en: "of the loss" },
  testLoss: { es: "de la pérdida de prueba", en: "of the held-out loss" },
  trainAccuracy: { es: "de la exactitud de entrenamiento", en: "of training accuracy" },
  balancedAccuracy: { es: "de la exactitud equilibrada", en: "of balanced accuracy" },
  rmse: { es: "del RMSE", en: "of the RMSE" },
  r2: { es: "de R²", en: "of R²" },
  ensembleAccuracy: { es: "de la exactitud del conjunto", en: "of the ensemble’s accuracy" },
  ensembleTestLoss: { es: "de la pérdida del conjunto", en: "of the ensemble’s loss" },
} as const;

export const mlpMetrics: readonly Metric[] = [
  {
    ...ofClasses,
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
    ...ofClasses,
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
    ...ofClasses,
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
    ...ofNumber,
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
    ...ofNumber,
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
    ...ofClassEnsemble,
    name: "ensembleAccuracy",
    label: { es: "Exactitud del conjunto", en: "Ensemble accuracy" },
    unit: "",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "Parte de los datos de prueba cuya clase acierta la media de las probabilidades de sus redes; la exactitud de prueba es la media de las de cada red",
      en: "Share of the held-out data whose class is right by the mean of its nets’ probabilities; held-out accuracy is the mean of that of each net",
    },
  },
  {
    ...ofEnsemble,
    name: "ensembleTestLoss",
    label: { es: "Pérdida del conjunto", en: "Ensemble loss" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "Pérdida de prueba de la media de las predicciones; nunca mayor que la media de las pérdidas de las redes",
      en: "Held-out loss of the mean of the predictions; never above the mean of the nets’ losses",
    },
  },
  {
    name: "gain.<metric>",
    label: { es: "Ganancia del conjunto", en: "Ensemble gain" },
    members: MEMBERS,
    unit: "",
    kind: "exact",
    meaning: {
      es: "Cuánto mejor es el conjunto que la media de sus redes, en los datos de prueba: positivo, mejor",
      en: "How much better the ensemble is than the mean of its nets, on the held-out data: positive is better",
    },
  },
  {
    name: "sd.<metric>",
    label: { es: "Desviación típica", en: "Standard deviation" },
    members: MEMBERS,
    unit: "",
    kind: "exact",
    meaning: {
      es: "Entre las particiones, o entre las redes del conjunto si no hay particiones (n − 1)",
      en: "Over the folds, or over the nets of the ensemble where there are no folds (n − 1)",
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

/**
 * Metrics so far; those of the whole data once the nets have been evaluated. Of several nets the mean: over the members of each fold, then over the folds.
 * Deviations are over the folds; where there are none, over the members.
 */
export function measureMlp(fold: Fold, { folds, members }: Trainings): Metrics {
  const nets = trainingsOf({ folds, members });
  const each = nets.map(({ index }) => measureNet(foldOf(fold, index, NET_TASKS)));
  if (each.length === 1) return each[0];
  const parts = Array.from({ length: folds }, (_, part) => {
    const own = meansOf(each.slice(part * members, (part + 1) * members), fold.finished);
    return { ...own, ...ensembleMetrics(fold.output(nameOf("ensemble", part)), own) };
  });
  return { ...meansOf(parts, fold.finished), ...deviationsOf(folds > 1 ? parts : each) };
}

type Metrics = Readonly<Record<string, number>>;

/** Of the mean of the predictions, and how much better that is than the members are on average. */
function ensembleMetrics(output: Arrays | undefined, { accuracy, testLoss }: Metrics): Metrics {
  const [ownAccuracy, ownLoss] = [output?.accuracy, output?.testLoss].map((array) => array?.values[0]);
  return known({
    ensembleAccuracy: ownAccuracy,
    ensembleTestLoss: ownLoss,
    "gain.accuracy": ownAccuracy === undefined ? undefined : ownAccuracy - accuracy,
    "gain.testLoss": ownLoss === undefined ? undefined : testLoss - ownLoss,
  });
}

/** Metrics of one net. */
export function measureNet(fold: Fold): Metrics {
  const evaluated = fold.output("evaluate") ?? {};
  const found = (name: string) => evaluated[name]?.values[0];
  return known({
    accuracy: found("accuracy") ?? told(fold, "train", "testAccuracy").at(-1),
    loss: mean(told(fold, "train", "loss").slice(-50)),
    testLoss: found("testLoss") ?? told(fold, "train", "testLoss").at(-1),
    trainAccuracy: found("trainAccuracy"),
    balancedAccuracy: evaluated.confusion && balanced(evaluated.confusion),
    rmse: found("rmse"),
    r2: found("r2"),
    stoppedAt: stoppedAtOf(fold.output("train")),
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

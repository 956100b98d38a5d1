import type { Params } from "../../../experiment/fields.ts";
import { intervalOf, pairedDifference } from "../../../stats/paired.ts";
import type { Fold } from "../../fold.ts";
import { metricsIn } from "../../metric-table.ts";
import { known, told } from "../../metrics.ts";
import { onlyOf } from "../../only-of.ts";
import type { DbnParams } from "./fields.ts";
import { netTask, SIDES, type Side } from "./stack.ts";

const STARTS = {
  pretrained: { es: "preentrenada", en: "pre-trained" },
  random: { es: "al azar", en: "random" },
} as const;

const isClassifying = ({ goal }: Params) => goal === "classify";

export const dbnMetrics = metricsIn({
  "accuracy.<start>": {
    applies: isClassifying,
    label: { es: "Aciertos", en: "Accuracy" },
    members: STARTS,
    better: "higher",
    meaning: {
      es: "Parte de las filas apartadas que la red clasifica bien tras el ajuste fino; media de las repeticiones",
      en: "Share of the held-out rows that the net classifies rightly after fine-tuning; mean of the repeats",
    },
  },
  difference: {
    applies: isClassifying,
    label: { es: "Ganancia", en: "Gain" },
    meaning: {
      es: "Media de la diferencia de aciertos, preentrenada menos al azar, de cada par de redes; puede ser negativa",
      en: "Mean difference of accuracy, pre-trained minus random, of each pair of nets; it may be negative",
    },
  },
  "difference.<end>": {
    applies: isClassifying,
    label: { es: "Ganancia", en: "Gain" },
    members: { low: { es: "límite inferior", en: "lower limit" }, high: { es: "límite superior", en: "upper limit" } },
    meaning: {
      es: "Límites del intervalo del 95 % de esa media (t de Student sobre los pares): dice lo que varía por las filas con etiqueta y el azar, no por los datos apartados, que son los mismos",
      en: "Limits of the 95 % interval of that mean (Student's t over the pairs): it covers what varies with the labelled rows and chance, not the held-out data, which are the same",
    },
  },
  "loss.<start>": {
    applies: isClassifying,
    label: { es: "Pérdida", en: "Loss" },
    members: STARTS,
    unit: "nats",
    better: "lower",
    meaning: {
      es: "Entropía cruzada media por fila apartada tras el ajuste fino; media de las repeticiones",
      en: "Mean cross-entropy per held-out row after fine-tuning; mean of the repeats",
    },
  },
  labelAccuracy: {
    applies: ({ labels }) => labels === "top",
    label: { es: "Aciertos de las etiquetas", en: "Accuracy of the labels" },
    better: "higher",
    meaning: {
      es: "Parte de las filas apartadas (sin ellas, de las de entrenamiento) cuya clase es la de menor energía libre en la máquina de arriba",
      en: "Share of the held-out rows (without any, of the training rows) whose class has the least free energy in the top machine",
    },
  },
  "reconstruction.<layers>": {
    ...onlyOf(({ hidden }: DbnParams, layers) => Number(layers) <= hidden.length),
    label: { es: "Reconstrucción", en: "Reconstruction" },
    better: "lower",
    meaning: {
      es: "Error cuadrático medio por píxel de filas apartadas que suben por tantas capas de la primera pila y vuelven a bajar",
      en: "Mean squared error per pixel of held-out rows that go up through so many layers of the first stack and down again",
    },
  },
});

/** A held-out number of one net: of a finished run of all rows, before it of those that training looks at. Undefined as long as nothing is known. */
export function ofNet(
  fold: Fold,
  side: Side,
  repeat: number,
  seeds: number,
  name: "accuracy" | "loss",
): number | undefined {
  const all = fold.records("evaluate", name)?.values;
  if (all && all.length === SIDES.length * seeds) return all[SIDES.indexOf(side) * seeds + repeat];
  return told(fold, netTask(side, repeat), name === "accuracy" ? "testAccuracy" : "testLoss").at(-1);
}

function ofNets(fold: Fold, side: Side, seeds: number, name: "accuracy" | "loss"): readonly number[] {
  const all = Array.from({ length: seeds }, (_, r) => ofNet(fold, side, r, seeds, name));
  return all.filter((value) => value !== undefined);
}

export function measureDbn(fold: Fold, { params }: { readonly params: DbnParams }): Readonly<Record<string, number>> {
  const errors = Array.from(fold.output("reconstruct")?.errors.values ?? []);
  const returned = errors.map((error, l) => [`reconstruction.${l + 1}`, error] as const);
  const { seeds = 0 } = params;
  const nets = params.goal === "classify" ? ofClassifiers(fold, seeds) : {};
  const right = fold.output("reconstruct")?.right?.values[0];
  return known({
    ...nets,
    labelAccuracy: right === undefined ? undefined : Number(right),
    ...Object.fromEntries(returned),
  });
}

function ofClassifiers(fold: Fold, seeds: number): Readonly<Record<string, number | undefined>> {
  const [pretrained, random] = SIDES.map((side) => ofNets(fold, side, seeds, "accuracy"));
  const isPaired = pretrained.length === seeds && random.length === seeds;
  const difference = isPaired ? pairedDifference(pretrained, random) : undefined;
  const loss = (side: Side) => intervalOf(ofNets(fold, side, seeds, "loss"))?.mean;
  return {
    "accuracy.pretrained": intervalOf(pretrained)?.mean,
    "accuracy.random": intervalOf(random)?.mean,
    difference: difference?.mean,
    "difference.low": difference?.low,
    "difference.high": difference?.high,
    "loss.pretrained": loss("pretrained"),
    "loss.random": loss("random"),
  };
}

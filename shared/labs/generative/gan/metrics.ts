import type { Fold } from "../../fold.ts";
import { type MetricTable, outputOf } from "../../metric-table.ts";
import { mean, told } from "../../metrics.ts";
import { onlyOn } from "../../only-of.ts";
import { stoppedAt, stoppedAtOf } from "../../stopped.ts";
import { comparisonMetrics } from "../points/metrics.ts";
import type { GanParams } from "./fields.ts";

/** What is known at the end; until then the last that training told of few samples. */
const finalOr = (task: string, name: string, record: string) => (fold: Fold) =>
  outputOf(task, name)(fold) ?? (fold.output("samples") ? undefined : told(fold, "train", record).at(-1));

/** Mean of what was told after the last 100 steps of either side. */
const lastSteps = (record: string) => (fold: Fold) => mean(told(fold, "train", record).slice(-100));

/** Where the data come in groups. */
const ofGroups = onlyOn(
  ({ gaussians, labels, classes = [] }) => gaussians !== undefined || (labels !== undefined && classes.length > 1),
);

export const ganMetrics: MetricTable<GanParams> = {
  ...comparisonMetrics(finalOr("mmd", "mmd", "mmd")),
  modes: {
    ...ofGroups,
    label: { es: "Modas cubiertas", en: "Modes covered" },
    better: "higher",
    meaning: {
      es: "Gaussianas, o clases, a las que llega al menos una décima parte de las muestras que les tocarían; de una gaussiana son las que caen a menos de tres desviaciones, de una clase las que tienen de ella el dato más cercano",
      en: "Gaussians, or classes, that get at least a tenth of an equal share of the samples; a Gaussian's own lie within three deviations, a class's own have their nearest datum in it",
    },
    of: finalOr("modes", "covered", "modes"),
  },
  good: {
    ...ofGroups,
    label: { es: "En alguna moda", en: "In some mode" },
    better: "higher",
    meaning: {
      es: "Parte de las muestras que cae a menos de tres desviaciones de alguna gaussiana de los datos; 1 si los grupos son clases",
      en: "Share of samples within three deviations of some Gaussian of the data; 1 where groups are classes",
    },
    of: outputOf("modes", "good"),
  },
  kl: {
    label: { es: "KL", en: "KL" },
    unit: "nats",
    better: "lower",
    meaning: {
      es: "Divergencia de Kullback–Leibler de los datos a las muestras, por histogramas: del plano (20 × 20 casillas) o de las clases; media cuenta más en cada casilla",
      en: "Kullback–Leibler divergence from data to samples, by histograms: over the plane (20 × 20 cells) or the classes; half a count is added to each cell",
    },
    of: outputOf("modes", "divergences"),
  },
  js: {
    label: { es: "JS", en: "JS" },
    unit: "nats",
    better: "lower",
    meaning: {
      es: "Divergencia de Jensen–Shannon de los mismos histogramas, de 0 a log 2 = 0,69",
      en: "Jensen–Shannon divergence of the same histograms, from 0 to log 2 = 0.69",
    },
    of: outputOf("modes", "divergences", 1),
  },
  criticLoss: {
    label: { es: "Pérdida del discriminador", en: "Discriminator loss" },
    meaning: {
      es: "Media de la pérdida del discriminador en los últimos 100 pasos de entrenamiento, de las dos redes",
      en: "Mean loss of the discriminator over the last 100 steps of training, of both nets",
    },
    of: lastSteps("criticLoss"),
  },
  generatorLoss: {
    label: { es: "Pérdida del generador", en: "Generator loss" },
    meaning: {
      es: "Media de la pérdida del generador en los últimos 100 pasos de entrenamiento, de las dos redes",
      en: "Mean loss of the generator over the last 100 steps of training, of both nets",
    },
    of: lastSteps("generatorLoss"),
  },
  stoppedAt: { ...stoppedAt, of: (fold) => stoppedAtOf(fold.output("train")) },
};

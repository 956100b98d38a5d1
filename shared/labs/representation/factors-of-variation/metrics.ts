import type { Fold } from "../../fold.ts";
import { lastMinibatches, metricsIn } from "../../metric-table.ts";
import { known, told } from "../../metrics.ts";
import { boundOf, variational } from "../../nets/variational/metrics.ts";
import { stoppedAt, stoppedAtOf } from "../../stopped.ts";

export const factorsMetrics = metricsIn({
  mig: {
    label: { es: "MIG", en: "MIG" },
    better: "higher",
    meaning: {
      es: "De cada factor, cuánto sabe el número del código que más sabe por encima del siguiente, como parte de su entropía; media de los factores (Chen et al. 2018)",
      en: "Of each factor, how much the number of the code that knows most of it is ahead of the next one, as a share of its entropy; mean over factors (Chen et al. 2018)",
    },
  },
  "dci.disentanglement": {
    label: { es: "DCI: separación", en: "DCI disentanglement" },
    better: "higher",
    meaning: {
      es: "1 si cada número del código importa para un solo factor, 0 si para todos por igual (Eastwood y Williams 2018; importancias de árboles potenciados)",
      en: "1 if each number of the code matters for one factor only, 0 if for all alike (Eastwood & Williams 2018; importances of boosted trees)",
    },
  },
  "dci.completeness": {
    label: { es: "DCI: completitud", en: "DCI completeness" },
    better: "higher",
    meaning: {
      es: "1 si para cada factor importa un solo número del código, 0 si todos por igual",
      en: "1 if for each factor one number of the code matters only, 0 if all alike",
    },
  },
  "dci.informativeness": {
    label: { es: "DCI: información", en: "DCI informativeness" },
    better: "higher",
    meaning: {
      es: "Lo bien que los árboles predicen los factores de imágenes nuevas desde todo el código: R² de los números, acierto de las clases; media de los factores",
      en: "How well the trees predict the factors of new pictures from the whole code: R² of numbers, accuracy of classes; mean over factors",
    },
  },
  sap: {
    label: { es: "SAP", en: "SAP" },
    better: "higher",
    meaning: {
      es: "De cada factor, cuánto mejor lo predice un número del código él solo que el siguiente (R² de una recta, o acierto equilibrado de umbrales); media de los factores (Kumar et al. 2018)",
      en: "Of each factor, how much better one number of the code alone predicts it than the next one (R² of a line, or balanced accuracy of thresholds); mean over factors (Kumar et al. 2018)",
    },
  },
  elbo: {
    ...variational.elbo,
    meaning: {
      es: "Cota inferior de la log-verosimilitud de una imagen de prueba, con β = 1: ajuste menos KL",
      en: "Lower bound of the log-likelihood of a held-out picture, with β = 1: fit less KL",
    },
  },
  logLikelihood: {
    unit: "nats",
    label: { es: "Ajuste", en: "Fit" },
    meaning: {
      es: "log p(x | z) de una imagen de prueba con un código de su posterior",
      en: "log p(x | z) of a held-out picture for a code drawn from its posterior",
    },
  },
  kl: {
    ...variational.kl,
    meaning: {
      es: "Divergencia de la posterior a la normal, media de las imágenes de prueba: lo que el código cuesta",
      en: "Divergence of the posterior from the normal, mean over held-out pictures: what the code costs",
    },
  },
  active: {
    label: { es: "Números en uso", en: "Numbers in use" },
    meaning: {
      es: "Números del código con una KL media de más de 0,05 nats: los demás se quedaron en la normal",
      en: "Numbers of the code whose mean KL is above 0.05 nats: the others stayed at the normal",
    },
  },
  tc: {
    unit: "nats",
    label: { es: "Correlación total", en: "Total correlation" },
    meaning: {
      es: "Dependencia entre los números del código según el discriminador de FactorVAE, media de los últimos 50 minilotes",
      en: "Dependence among the numbers of the code as FactorVAE's discriminator sees it, mean of the last 50 minibatches",
    },
  },
  stoppedAt,
});

/** Mean divergence, in nats, above which a number of the code is in use. */
export const IN_USE = 0.05;

export function measureFactors(fold: Fold): Readonly<Record<string, number>> {
  const { divergences, logLikelihood } = fold.output("codes") ?? {};
  const kl = divergences ? sum(divergences.values) : told(fold, "train", "testKl").at(-1);
  const fit = logLikelihood?.values[0] ?? told(fold, "train", "testLogLikelihood").at(-1);
  const { scores, information } = fold.output("scores") ?? {};
  const [mig, disentanglement, completeness, informativeness, sap] = scores?.values ?? [];
  const [latents, factors] = information?.shape ?? [0, 0];
  return known({
    mig,
    // An entropy to the base of one says nothing: with one factor every code is "of one factor only".
    "dci.disentanglement": factors > 1 ? disentanglement : undefined,
    "dci.completeness": latents > 1 ? completeness : undefined,
    "dci.informativeness": informativeness,
    sap,
    elbo: boundOf(fit, kl),
    logLikelihood: fit,
    kl,
    active: divergences && Array.from(divergences.values).filter((own) => own > IN_USE).length,
    tc: lastMinibatches("tc")(fold),
    stoppedAt: stoppedAtOf(fold.output("train")),
  });
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

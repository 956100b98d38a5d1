import type { Params } from "../../../experiment/fields.ts";
import { essCap } from "../../../stats/ess-cap.ts";
import type { Localized } from "../../../text.ts";
import type { Metric } from "../../lab.ts";
import { CALIBRATION } from "./fields.ts";
import { hasMomentum } from "./sampler-rules.ts";

const exact = (
  name: string,
  es: string,
  en: string,
  label?: Localized,
  shown: Pick<Metric, "absent" | "most" | "applies"> = {},
): Metric => ({
  name,
  unit: "",
  ...(label && { label }),
  meaning: { es, en },
  ...shown,
  kind: "exact",
});

/** Whether a run has chains of one posterior. */
function ofChains({ target }: Params): boolean {
  return target !== CALIBRATION;
}

/** Whether trajectories can leave the density: only those that follow its gradient. */
function diverges(params: Params): boolean {
  return ofChains(params) && hasMomentum(String(params.sampler));
}

/** Why there is no R̂: there is an effective size of chains that stand still at different places, and none where all draws are equal. */
const standStill: Pick<Metric, "absent" | "applies"> = {
  applies: ofChains,
  absent: ({ essBulk, simulations }) =>
    simulations !== undefined
      ? undefined
      : essBulk === undefined
        ? { es: "las cadenas no se movieron", en: "the chains did not move" }
        : { es: "las cadenas no coinciden", en: "the chains do not agree" },
};

/** The most that an effective size says of `draws` draws of each chain: both halves of a chain count, the middle of an odd number does not. */
export function mostEss(chains: number, draws: number): number {
  return essCap(chains * 2 * Math.floor(draws / 2));
}
const capped: Pick<Metric, "most" | "applies"> = {
  applies: ofChains,
  most: ({ chains, draws }) => mostEss(Number(chains), Number(draws)),
};

export const mcmcMetrics: readonly Metric[] = [
  exact(
    "rhat",
    "El mayor R̂ de rangos normalizados de todos los parámetros; se pide ≤ 1,01",
    "Largest rank-normalised R̂ over all parameters; should be ≤ 1.01",
    { es: "R̂", en: "R̂" },
    standStill,
  ),
  exact(
    "essBulk",
    "El menor tamaño de muestra efectivo del centro de la distribución; «≥» marca el tope, S·log₁₀ S de S muestras",
    "Smallest bulk effective sample size over all parameters; “≥” marks the cap, S·log₁₀ S of S draws",
    { es: "ESS", en: "ESS" },
    capped,
  ),
  exact(
    "essTail",
    "El menor tamaño de muestra efectivo de las colas",
    "Smallest tail effective sample size over all parameters",
    {
      es: "ESS de colas",
      en: "Tail ESS",
    },
    capped,
  ),
  exact(
    "mcse",
    "El mayor error estándar de Monte Carlo de una media, en desviaciones típicas de su parámetro",
    "Largest Monte Carlo standard error of a mean, in units of its parameter's standard deviation",
    { es: "Error de MC", en: "MC error" },
  ),
  exact(
    "divergences",
    "Transiciones divergentes después del calentamiento",
    "Divergent transitions after warm-up",
    { es: "Divergencias", en: "Divergences" },
    { applies: diverges },
  ),
  exact(
    "acceptance",
    "Probabilidad media de aceptación después del calentamiento",
    "Mean acceptance probability after warm-up",
    { es: "Aceptación", en: "Acceptance" },
    { applies: ofChains },
  ),
  exact(
    "ebfmi",
    "La menor fracción bayesiana de información perdida sobre la energía (E-BFMI) de las cadenas; por debajo de 0,3 es mala señal",
    "Smallest energy Bayesian fraction of missing information (E-BFMI) over the chains; below 0.3 is a bad sign",
  ),
  exact("gradients", "Evaluaciones del gradiente, calentamiento incluido", "Gradient evaluations, including warm-up", {
    es: "Gradientes",
    en: "Gradients",
  }),
  exact(
    "evaluations",
    "Evaluaciones de la densidad, calentamiento incluido, de los algoritmos que no usan el gradiente",
    "Evaluations of the density, including warm-up, of samplers that need no gradient",
    { es: "Evaluaciones", en: "Evaluations" },
  ),
  exact(
    "swapRate",
    "La menor tasa de intercambios aceptados entre temperaturas vecinas; si es casi 0, la escalera está rota",
    "Smallest rate of accepted swaps between neighbouring temperatures; near 0 the ladder is broken",
    { es: "Intercambios", en: "Swaps" },
    { applies: ({ sampler }) => sampler === "tempering" },
  ),
  exact(
    "swapRate.<pair>",
    "Tasa de intercambios aceptados entre dos temperaturas vecinas, la más fría primero",
    "Rate of accepted swaps between two neighbouring temperatures, the coldest pair first",
  ),
  exact(
    "calibrationP",
    "Valor p de la calibración: la menor de las probabilidades de χ², por el número de parámetros. Casi 0: el algoritmo o el modelo está mal",
    "p-value of the calibration: the smallest χ² probability times the number of parameters. Near 0: sampler or model is wrong",
    { es: "Valor p", en: "p-value" },
    { applies: ({ target }) => target === CALIBRATION },
  ),
  exact("calibrationP.<parameter>", "Valor p de los rangos del parámetro", "p-value of the parameter's ranks"),
  exact("simulations", "Simulaciones hechas", "Simulations made"),
  exact("mean.<parameter>", "Media del parámetro", "Mean of the parameter"),
  exact("sd.<parameter>", "Desviación típica del parámetro", "Standard deviation of the parameter"),
  exact("q5.<parameter>", "Cuantil del 5 % del parámetro", "5 % quantile of the parameter"),
  exact("q25.<parameter>", "Cuantil del 25 % del parámetro", "25 % quantile of the parameter"),
  exact("q50.<parameter>", "Mediana del parámetro", "Median of the parameter"),
  exact("q75.<parameter>", "Cuantil del 75 % del parámetro", "75 % quantile of the parameter"),
  exact("q95.<parameter>", "Cuantil del 95 % del parámetro", "95 % quantile of the parameter"),
  exact("mcse.<parameter>", "Error estándar de Monte Carlo de la media", "Monte Carlo standard error of the mean"),
  exact(
    "mcseSd.<parameter>",
    "Error estándar de Monte Carlo de la desviación típica",
    "Monte Carlo standard error of the standard deviation",
  ),
  exact(
    "mcseQ5.<parameter>",
    "Error estándar de Monte Carlo del cuantil del 5 %",
    "Monte Carlo standard error of the 5 % quantile",
  ),
  exact(
    "mcseQ50.<parameter>",
    "Error estándar de Monte Carlo de la mediana",
    "Monte Carlo standard error of the median",
  ),
  exact(
    "mcseQ95.<parameter>",
    "Error estándar de Monte Carlo del cuantil del 95 %",
    "Monte Carlo standard error of the 95 % quantile",
  ),
  exact("rhat.<parameter>", "R̂ del parámetro", "R̂ of the parameter"),
  exact("essBulk.<parameter>", "Tamaño de muestra efectivo del centro", "Bulk effective sample size"),
  exact("essTail.<parameter>", "Tamaño de muestra efectivo de las colas", "Tail effective sample size"),
];

import { type Arrays, array, pick } from "../../../arrays.ts";
import { barFilm } from "../../../data/generators/bar-film.ts";
import { hiddenSeries } from "../../../data/generators/hidden-series.ts";
import { named } from "../../../data/generators/known.ts";
import { foldIn } from "../../../random/index.ts";
import { pictureChoices } from "../../choices.ts";
import { defineLab, type Metric, type Task } from "../../lab.ts";
import { known } from "../../metrics.ts";
import { onlyOf, onlyOn } from "../../only-of.ts";
import { answer } from "./answer.ts";
import { type StateSpaceParams, stateSpaceFields } from "./fields.ts";
import { fit } from "./fit.ts";
import { measuresOf } from "./measures.ts";
import { statesOf } from "./models.ts";
import { stateSpacePresets } from "./presets.ts";
import { checkSeries, DETAILED, seriesOf } from "./series.ts";

const besideTruth = onlyOn((data) => seriesOf(data).truth !== null);
const onHeldOut = onlyOf(({ holdOut }: StateSpaceParams) => holdOut);

const metrics: readonly Metric[] = [
  {
    name: "logLikelihood",
    label: { es: "Log-verosimilitud", en: "Log-likelihood" },
    unit: "nats",
    kind: "exact",
    better: "higher",
    meaning: {
      es: "Logaritmo de la densidad que el modelo da a todas las medidas",
      en: "Logarithm of the density that the model gives to all measurements",
    },
  },
  {
    ...besideTruth,
    name: "rmse",
    label: { es: "Error del suavizador", en: "Smoother's error" },
    unit: "",
    kind: "exact",
    better: "lower",
    meaning: {
      es: "Raíz del error cuadrático medio de lo suavizado frente a lo oculto, donde se conoce",
      en: "Root mean squared error of what was smoothed against what is hidden, where that is known",
    },
  },
  {
    ...besideTruth,
    name: "filterRmse",
    label: { es: "Error del filtro", en: "Filter's error" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Lo mismo del filtro, que en cada instante solo conoce el pasado",
      en: "The same of the filter, which at each step knows the past alone",
    },
  },
  {
    ...besideTruth,
    name: "coverage",
    label: { es: "Dentro de la banda", en: "Within the band" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Parte de lo oculto que cae dentro de la banda del suavizador, donde se conoce; cerca de la probabilidad de la banda si el modelo es cierto",
      en: "Share of what is hidden within the smoother's band, where it is known; near the band's probability if the model is true",
    },
  },
  {
    name: "predictedInside",
    label: { es: "Medidas previstas", en: "Measurements foreseen" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Parte de las medidas que cae dentro de la banda prevista un paso antes",
      en: "Share of the measurements within the band that was predicted one step before",
    },
  },
  {
    ...onHeldOut,
    name: "heldOutRmse",
    label: { es: "Error de la predicción", en: "Forecast error" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Raíz del error cuadrático medio de la predicción frente a las medidas que se ocultaron",
      en: "Root mean squared error of the forecast against the measurements that were held out",
    },
  },
  {
    ...onHeldOut,
    name: "heldOutInside",
    label: { es: "Predicciones en la banda", en: "Forecasts within the band" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Parte de las medidas ocultadas que cae dentro de la banda de la predicción",
      en: "Share of the held-out measurements within the band of the forecast",
    },
  },
  {
    name: "ljungBox",
    label: { es: "p de Ljung–Box", en: "Ljung–Box p" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Probabilidad de que unas innovaciones sin memoria parezcan tan relacionadas como estas (10 retardos, primera columna); cerca de 0, al modelo se le escapa algo",
      en: "Probability that innovations without memory look as related as these (10 lags, first column); near 0, the model misses something",
    },
  },
  {
    ...onlyOf(({ gate }: StateSpaceParams) => gate),
    name: "rejected",
    label: { es: "Descartadas", en: "Discarded" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Valores que se descartaron por imposibles según la predicción",
      en: "Values that were discarded as impossible according to the prediction",
    },
  },
];

/** Position of each task under the run's key. */
const KEY = { fit: 0, answer: 1 } as const;

/**
 * Linear-Gaussian state space. Plan: "fit" (EM; a step is a pass, the first weighs the start), then "answer" (filter, smoother and what else cleans the series).
 * Views ask "answer" with other noises.
 */
export const stateSpace = defineLab({
  id: "state-space",
  revision: 1,
  family: "graphs",
  title: { es: "Espacio de estados", en: "State space" },
  summary: {
    es: "Sigue lo que no se ve por sus huellas ruidosas: filtro y suavizador de Kalman, predicciones con su banda, y cadenas que limpian.",
    en: "Follow what cannot be seen by its noisy traces: Kalman filter and smoother, forecasts with their band, and chains that clean.",
  },
  params: stateSpaceFields,
  data: {
    generators: named(hiddenSeries, barFilm),
    formats: ["csv", "npy", "wav", "idx"],
    use: { gaps: true, pictures: true, twoValued: true, constants: true },
    reading: pictureChoices,
    aboutFiles: {
      es: "Cada fila es un instante y cada columna una medida; las celdas vacías son instantes sin medir. De un sonido se toman las muestras; de imágenes grises, dónde hay algo brillante.",
      en: "Each row is a step and each column a measurement; empty cells are steps without one. Of a sound the samples are taken; of grey pictures, where something is bright.",
    },
  },
  presets: stateSpacePresets,
  metrics,
  wasm: ["hmm"],
  devices: ["wasm", "scalar"],
  check: (params, data) => void checkSeries(params, data),
  estimate(params, data) {
    if (data === null) return { multiplyAdds: 0, bytes: 0 };
    const { steps, outputs } = seriesOf(data);
    const n = statesOf(params, outputs);
    // Covariances settle within a hundred steps where nothing is missing; else each step has its own.
    const own = data.mask || data.image ? steps : Math.min(steps, 200);
    const pass = 30 * own * n ** 3 + 12 * steps * n * (n + outputs) + 400 * steps;
    const grid = outputs === 1 && steps <= DETAILED ? 3 * steps * params.regimes ** 2 : 0;
    return {
      multiplyAdds: (params.iterations + 1) * pass + grid,
      kinds: { fit: params.iterations * pass, answer: pass + grid },
      bytes: 8 * (own * 7 * n * n + steps * (3 * n + 14 * outputs)),
    };
  },
  plan(params, data, key): Task[] {
    checkSeries(params, data);
    // The number of iterations is in `steps` alone, so that EM can go on.
    const { iterations, ...own } = params;
    return [
      { id: "fit", kind: "fit", key: foldIn(key, KEY.fit), steps: iterations, params: own },
      { id: "answer", kind: "answer", key: foldIn(key, KEY.answer), steps: 1, params: own, after: ["fit"] },
    ];
  },
  processes: { fit, answer },
  measure(run, { params }, data) {
    const found = run.output("answer");
    if (!found?.innovations || data === null)
      return known({ logLikelihood: run.records("fit", "logLikelihood")?.values.at(-1) });
    return known(measuresOf(found, params, seriesOf(data)));
  },
  picture(run, data) {
    const smoothed = run.output("answer")?.smoothed;
    if (!smoothed || data === null) return undefined;
    const { outputs, values, steps, mask, rate } = seriesOf(data);
    const column = (of: ArrayLike<number>, i: number, count: number) =>
      Float64Array.from({ length: count }, (_, t) => of[t * outputs + i]);
    if (outputs === 2) {
      const seen = Float64Array.from(values.filter((_, at) => mask?.[at] !== 0));
      return { kind: "points", series: [array(seen, [seen.length / 2, 2]), smoothed] };
    }
    if (outputs > 2 || rate !== undefined)
      return { kind: "lines", lines: [column(smoothed.values, 0, smoothed.shape[0])], apart: true };
    const drawn = column(values, 0, steps).map((value, t) => (mask && mask[t] === 0 ? smoothed.values[t] : value));
    return { kind: "lines", lines: [drawn, column(smoothed.values, 0, steps)] };
  },
  recording(run) {
    const isLong = !run.output("answer")?.gains;
    const rest = isLong ? ("none" as const) : { bits: 16 as const };
    // Beside those of vague first steps or far forecasts, other variances are less than one of 16 bits' levels.
    const wide = isLong ? ("none" as const) : {};
    return {
      keep: {
        "records/*/*": { evenly: 400 },
        "output/fit/*": {},
        "output/answer/facts": {},
        "output/answer/noise": {},
        "output/answer/smoothed": { bits: 16 },
        "output/answer/draws": { bits: 16, rows: 3 },
        "output/answer/*Cov": wide,
        "output/answer/*": rest,
      },
    };
  },
  conventions: () => ({
    model: "x(t+1) = A x(t) + b + w, y(t) = C x(t) + d + v",
    prior:
      "mean and factor are of the state at the first step, before its measurement is seen (the filter begins with an update)",
    factors:
      "lower triangular L with covariance L L^T: processFactor of Q, noiseFactor of R, factor of the first state",
  }),
  weights: (run): Arrays | undefined => {
    const model = run.output("fit");
    return (
      model &&
      pick(model, "transition", "drift", "processFactor", "observation", "offset", "noiseFactor", "mean", "factor")
    );
  },
});

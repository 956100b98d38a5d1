/** Which of the learned models is kept. */
import { type Arrays, array } from "../../../arrays.ts";
import { firstPart, type Observations, observedRows, openHmm, parametersOf } from "../../../kernels/hmm/index.ts";
import { log } from "../../../math/index.ts";
import { once } from "../../process.ts";
import { answerOf } from "./answer.ts";
import { sequencesIn } from "./data.ts";
import type { HmmParams } from "./fields.ts";
import { modelIn } from "./model-arrays.ts";

export interface ChosenParams extends Pick<HmmParams, "emissions" | "sequence" | "heldOut"> {
  readonly criterion: NonNullable<HmmParams["criterion"]>;
  readonly least: number;
  readonly most: number;
  readonly restarts: number;
}

/** Id of the task of a restart. */
export const fitId = (states: number, restart: number) => `fit.${states}.${restart}`;

const scalar = (arrays: Arrays, name: string) => arrays[name].values[0];

/**
 * Task "answer" after learning: of each number of states the restart with the largest objective, of these the best by the criterion; what that model says
 * of the data as of a given one. Also "tried" [n] (numbers of states), "bic", "aic", "logLikelihoodOf" [n] and "heldOutOf" [n], "restart" [n], and "best" (its place in these).
 */
export const chosen = once((params: ChosenParams, context) => {
  const { data, inputs } = context;
  const { observations } = sequencesIn(data, params);
  const heldOut = params.heldOut ?? 0;
  const tried = Array.from({ length: params.most - params.least + 1 }, (_, i) => {
    const all = Array.from({ length: params.restarts }, (_, r) => inputs[fitId(params.least + i, r)]);
    const restart = placeOfLargest(all.map((one) => scalar(one, "objective")));
    return { restart, ...criteria(all[restart], firstPart(observations, heldOut)), arrays: all[restart] };
  });
  const worth = tried.map((one) =>
    params.criterion === "held-out" ? scalar(one.arrays, "heldOut") : -one[params.criterion],
  );
  const best = placeOfLargest(worth);
  const column = (value: (one: (typeof tried)[number]) => number) => array(Float64Array.from(tried, value));
  return {
    ...answerOf(modelIn(tried[best].arrays), observations, openHmm(context), true),
    tried: array(Int32Array.from(tried, (_, i) => params.least + i)),
    restart: array(Int32Array.from(tried, ({ restart }) => restart)),
    bic: column(({ bic }) => bic),
    aic: column(({ aic }) => aic),
    logLikelihoodOf: column(({ logLikelihood }) => logLikelihood),
    ...(heldOut > 0 && { heldOutOf: column(({ arrays }) => scalar(arrays, "heldOut")) }),
    best: array(Int32Array.of(best), []),
  };
});

/** The first of equal ones; 0 where there is no number. */
function placeOfLargest(values: readonly number[]): number {
  let best = 0;
  for (const [i, value] of values.entries()) if (value > values[best]) best = i;
  return best;
}

/** Schwarz (1978) and Akaike (1974), as −2 log p + a charge per free number: smaller is better. */
function criteria(arrays: Arrays, training: Observations) {
  const logLikelihood = scalar(arrays, "logLikelihood");
  const free = parametersOf(modelIn(arrays));
  return {
    logLikelihood,
    bic: -2 * logLikelihood + free * log(observedRows(training)),
    aic: -2 * logLikelihood + 2 * free,
  };
}

/** New sequences from a model. */
import { array } from "../../../arrays.ts";
import { sample } from "../../../kernels/hmm/sample.ts";
import { once } from "../../process.ts";
import { modelIn } from "./model-arrays.ts";

/** Steps of the sequence that a run draws. */
const ROWS = 200;

/** Task "sample": "states" [rows] and "symbols" [rows], or "values" [rows, D], of a sequence of the model that answered. */
export const drawn = once((_params: object, { inputs }, { key }) => {
  const { states, observations } = sample(key, modelIn(inputs.answer), ROWS);
  const { symbols, values } = observations;
  return {
    states: array(states),
    ...(symbols && { symbols: array(symbols) }),
    ...(values && { values: array(values, [ROWS, values.length / ROWS]) }),
  };
});

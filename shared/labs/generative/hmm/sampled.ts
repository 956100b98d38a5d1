/** New sequences from a model. */
import { array } from "../../../arrays.ts";
import { type Hmm, sample } from "../../../kernels/hmm/index.ts";
import { foldIn } from "../../../random/index.ts";
import { iterate } from "../../process.ts";
import type { Records } from "../../records.ts";
import { modelIn } from "./model-arrays.ts";

/** Steps of each sequence that is drawn. */
export const SAMPLE_ROWS = 200;

interface State {
  readonly states: Int32Array;
  readonly symbols?: Int32Array | undefined;
  readonly values?: Float64Array | undefined;
}

const blank = ({ emissions }: Hmm): State =>
  emissions.kind === "discrete"
    ? { states: new Int32Array(SAMPLE_ROWS), symbols: new Int32Array(SAMPLE_ROWS) }
    : { states: new Int32Array(SAMPLE_ROWS), values: new Float64Array(SAMPLE_ROWS * emissions.dimensions) };

/**
 * Task "sample": in each step one sequence of the model that answered, or of the one that is given. Records "states" [rows], and "symbols" [rows] or "values" [rows × D]; its
 * output is the last of them.
 */
export const drawn = iterate({
  problem: (_params: object, { inputs }): Hmm => modelIn(inputs.answer ?? inputs.given),
  records: (model: Hmm): Records<"states" | "symbols" | "values"> => {
    const { states, symbols, values } = blank(model);
    return {
      states: array(states),
      ...(symbols && { symbols: array(symbols) }),
      ...(values && { values: array(values) }),
    } as Records<"states" | "symbols" | "values">;
  },
  init: (_key, model: Hmm): State => blank(model),
  step(key, model: Hmm, _state: State, n): State {
    const { states, observations } = sample(foldIn(key, n), model, SAMPLE_ROWS);
    return { states, symbols: observations.symbols, values: observations.values };
  },
  info: (_model, { states, symbols, values }) => ({ states, symbols, values }),
  output: (_model, { states, symbols, values }) => ({
    states: array(states),
    ...(symbols && { symbols: array(symbols) }),
    ...(values && { values: array(values) }),
  }),
});

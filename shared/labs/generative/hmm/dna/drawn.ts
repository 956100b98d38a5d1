import { categorical, cumulate } from "../../../../random/index.ts";
import { iterate } from "../../../process.ts";
import { isInIsland, STATES } from "./model.ts";

/** Bases that a step draws. */
const LINE = 60;

interface State {
  readonly last: number;
  /** The states of the line. */
  readonly line: Int32Array;
}

/** A new strand drawn from the model that the task "islands" left, `LINE` bases per step: `bases`, and `inside` (1: in an island). */
export const drawnTask = iterate<object, readonly Float64Array[], State, "bases" | "inside">({
  records: {
    bases: { shape: [LINE], values: new Int32Array(LINE) },
    inside: { shape: [LINE], values: new Int32Array(LINE) },
  },
  problem: (_params, { inputs }) => {
    const values = Float64Array.from(inputs.islands.transitions.values);
    return Array.from({ length: STATES }, (_, s) => cumulate(values.subarray(s * STATES, (s + 1) * STATES)));
  },
  // It begins outside an island, with any base.
  init: (key) => ({ last: STATES - 1 - categorical(key, 0, cumulate([1, 1, 1, 1])), line: new Int32Array(LINE) }),
  step(key, rows, { last }, n) {
    const line = new Int32Array(LINE);
    let state = last;
    for (let i = 0; i < LINE; i++) {
      state = categorical(key, 1 + n * LINE + i, rows[state]);
      line[i] = state;
    }
    return { last: state, line };
  },
  info: (_rows, { line }) => ({
    bases: line.map((state) => state % (STATES / 2)),
    inside: line.map((state) => Number(isInIsland(state))),
  }),
  output: () => ({}),
});

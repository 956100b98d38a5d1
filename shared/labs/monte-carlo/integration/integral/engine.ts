/** Values of the integrand and of its control variates at the points of a design, on the device of the run. */

import {
  addValues,
  controlledMean,
  type Estimate,
  emptyTally,
  meanOf,
  type Tally,
} from "../../../../kernels/integration/estimate.ts";
import { BLOCK, OWN_CONTROL, POINTS, VALUES } from "../../../../kernels/integration/integrands.ts";
import type { IntegrationMachine } from "../../../../kernels/integration/machine.ts";
import { scalarMachine } from "../../../../kernels/integration/scalar.ts";
import { wasmMachine } from "../../../../kernels/integration/wasm.ts";
import type { Key } from "../../../../random/index.ts";
import type { Context } from "../../../lab.ts";
import type { IntegrationParams } from "../fields.ts";
import type { Method } from "./method-fields.ts";
import { controlCount, designOf } from "./methods.ts";
import { setupOf } from "./problem.ts";

export interface Engine {
  readonly machine: IntegrationMachine;
  readonly dimension: number;
  /** An empty tally of the method's values. */
  empty(): Tally;
  open(bits: number, key: Key): void;
  /** The tally with the points from … to − 1 as well. `each` is told of every block: its values, and where its points lie in the machine's room. */
  add(tally: Tally, from: number, to: number, each?: (from: number, values: Float64Array) => void): Tally;
  /** Values at points whose coordinates the caller wrote to the room. */
  evaluate(count: number): Float64Array;
}

/** The estimate that the method makes of one tally. */
export function estimateOf(method: Method, tally: Tally): Estimate {
  return method === "control" ? controlledMean(tally) : meanOf(tally);
}

export function engineOf(params: IntegrationParams, method: Method, context: Pick<Context, "device" | "wasm">): Engine {
  const { problem, own } = setupOf(params);
  const { dimension } = problem;
  const machine =
    context.device === "scalar" ? scalarMachine(problem) : wasmMachine(context.wasm("integration"), problem);
  const width = method === "control" ? 1 + controlCount(params) : 1;
  const columns = Array.from({ length: width }, () => new Float64Array(BLOCK));

  const evaluate = (count: number): Float64Array => {
    machine.evaluate(count);
    const room = machine.room();
    const values = room.subarray(VALUES, VALUES + count);
    if (own) {
      const wrong = values.findIndex((value) => !Number.isFinite(value));
      const at = (j: number) => room[POINTS + j * BLOCK + wrong];
      if (wrong >= 0)
        throw own.refuse(
          values[wrong],
          Array.from({ length: dimension }, (_, j) => at(j)),
        );
    }
    return values;
  };

  const fillControls = (room: Float64Array, count: number) => {
    if (params.controls === "geometric") {
      columns[1].set(room.subarray(OWN_CONTROL, OWN_CONTROL + count));
      return;
    }
    for (let j = 0; j < dimension; j++) {
      const [at, linear, square] = [POINTS + j * BLOCK, columns[1 + j], columns[1 + dimension + j]];
      for (let i = 0; i < count; i++) linear[i] = room[at + i] - 0.5;
      // Legendre's second polynomial: its mean is 0 too.
      if (square) for (let i = 0; i < count; i++) square[i] = 6 * room[at + i] * (room[at + i] - 1) + 1;
    }
  };

  return {
    machine,
    dimension,
    empty: () => emptyTally(width),
    open: (bits, key) => machine.open(designOf(method), bits, key),
    evaluate,
    add(tally, from, to, each) {
      let all = tally;
      for (let at = from; at < to; at += BLOCK) {
        const count = Math.min(BLOCK, to - at);
        machine.draw(at, count);
        const values = evaluate(count);
        each?.(at, values);
        if (method === "antithetic") {
          // Pairs are what is independent.
          for (let p = 0; 2 * p < count; p++) columns[0][p] = (values[2 * p] + values[2 * p + 1]) / 2;
          all = addValues(all, columns, count / 2);
        } else {
          columns[0].set(values);
          if (width > 1) fillControls(machine.room(), count);
          all = addValues(all, columns, count);
        }
      }
      return all;
    },
  };
}

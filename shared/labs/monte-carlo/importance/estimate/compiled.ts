/** What the user wrote, compiled: loaded by threads alone. */
import {
  compileDensity,
  compilePoints,
  compileReports,
  newRoom,
  POINTS_AT_ONCE,
} from "../../../../densities/wasm/points.ts";
import type { Context } from "../../../lab.ts";
import { BATCH } from "./batch-size.ts";
import type { EstimateParams } from "./fields.ts";
import { knownQuantity, type Problem, problemOf } from "./model.ts";
import { orZero } from "./own.ts";
import { isWritten } from "./target.ts";

/** The problem on the device of the run: the same bits on each. */
export function openProblem(params: EstimateParams, context: Pick<Context, "data" | "device" | "memory">): Problem {
  const { data, device } = context;
  if (device === "scalar" || !isWritten(params)) return problemOf(params, data);
  const room = newRoom(context.memory?.());
  const problem = problemOf(params, data, (program) => compileDensity(program, room));
  const { target, integrand } = problem;
  const density = target.own && compileReports(target.own.program, BATCH, room);
  const written = integrand && compilePoints(integrand, BATCH, room);
  const padded = BATCH + POINTS_AT_ONCE;
  const [coordinates, values] = [room.alloc(8 * padded), room.alloc(8 * padded)];
  const numbers = (address: number, length: number) => new Float64Array(room.memory.buffer, address, length);

  /** f of what the density reports, or of the first coordinate. */
  const fill = (f: Float64Array, x: Float64Array) => {
    if (written) {
      if (!density) numbers(coordinates, BATCH).set(x.subarray(0, BATCH));
      written.evaluate(density?.reported ?? coordinates, values, BATCH);
      f.set(numbers(values, BATCH));
    } else if (density) {
      const of = knownQuantity(params);
      const first = numbers(density.reported, BATCH);
      for (let i = 0; i < BATCH; i++) f[i] = of(first[i]);
    }
  };

  const found = { logDensity: new Float64Array(BATCH), f: new Float64Array(BATCH) };
  const at = new Float64Array(target.dimension);
  return {
    ...problem,
    evaluate(x) {
      if (density) {
        density.positions().set(x);
        density.evaluate();
        found.logDensity.set(density.found().subarray(0, BATCH).map(orZero));
      } else {
        for (let i = 0; i < BATCH; i++) {
          for (let j = 0; j < at.length; j++) at[j] = x[j * BATCH + i];
          found.logDensity[i] = target.logDensity(at);
        }
      }
      fill(found.f, x);
      return found;
    },
  };
}

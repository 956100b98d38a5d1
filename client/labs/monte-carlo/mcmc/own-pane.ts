import type { Table } from "../../../../shared/data/table.ts";
import type { Target } from "../../../../shared/kernels/mcmc/target.ts";
import type { McmcParams } from "../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { modelOf } from "../../../../shared/labs/monte-carlo/mcmc/model.ts";
import type { Range } from "../../parts/axes.ts";
import { type Draws, series, strideFor } from "./draws.ts";
import type { Pane } from "./pane.ts";

/** The target of one's own text in the plane; null where it has not two coordinates that are reported as two numbers. */
export function ownTarget(params: McmcParams, data: Table | null): Target | null {
  try {
    const { target } = modelOf(params, data);
    return target.dimension === 2 && target.names.length === 2 ? target : null;
  } catch {
    // The text is of columns that are not there.
    return null;
  }
}

/** Draws that its pane is found from, and places that it has at least between one end and the other. */
const SOME = 4000;
const PLACES = 12;

/** Around the draws that count, with ends that move by steps, so that it stands still while draws arrive. */
export function paneAround(target: Target, draws: Draws): Pane {
  const ends = (column: number): Range => {
    const stride = strideFor(draws, SOME);
    const tasks = draws.rows > draws.from ? draws.tasks : [];
    const all = tasks.flatMap((task) => [...series(draws, task, column, draws.from, stride)]);
    const sorted = Float64Array.from(all.filter(Number.isFinite)).sort();
    const last = sorted.length - 1;
    const [low, high] = last < 20 ? [-4, 4] : [sorted[Math.floor(0.002 * last)], sorted[Math.ceil(0.998 * last)]];
    const room = 0.1 * (high - low) || 1;
    const step = 2 ** Math.round(Math.log2((high - low + 2 * room) / PLACES));
    return [Math.floor((low - room) / step) * step, Math.ceil((high + room) / step) * step];
  };
  const out = new Float64Array(2);
  const place = (x: number, y: number) => {
    target.constrain(Float64Array.of(x, y), out);
    return [out[0], out[1]] as const;
  };
  const [a, b] = draws.names;
  return { x: ends(0), y: ends(1), names: [a, b], place };
}

import { array } from "../../../../arrays.ts";
import { BLOCK, POINTS } from "../../../../kernels/integration/integrands.ts";
import { once } from "../../../process.ts";
import type { IntegrationParams } from "../fields.ts";
import { engineOf } from "./engine.ts";
import { shownOf, toUnit } from "./shown.ts";

/** Which variables go along the axes of the picture, and how many cells each has. */
export type SurfaceParams = IntegrationParams & {
  readonly across: number;
  readonly upright: number;
  readonly cells: number;
};

/** The integrand at the centres of cells over two of its variables, the others in the middle. Output "values": cells × cells, the first row at the top; of one variable one row. */
export const surface = once(({ across, upright, cells, ...params }: SurfaceParams, context) => {
  const engine = engineOf(params, "plain", context);
  const flat = engine.dimension === 1;
  const rows = flat ? 1 : cells;
  const shown = shownOf(params);
  const values = new Float64Array(rows * cells);
  const at = (share: number) => toUnit(shown.low + (shown.high - shown.low) * share, shown);
  for (let from = 0; from < values.length; from += BLOCK) {
    const count = Math.min(BLOCK, values.length - from);
    const room = engine.machine.room();
    for (let j = 0; j < engine.dimension; j++) room.fill(0.5, POINTS + j * BLOCK, POINTS + j * BLOCK + count);
    for (let i = 0; i < count; i++) {
      const cell = from + i;
      if (!flat) room[POINTS + upright * BLOCK + i] = at(1 - (Math.floor(cell / cells) + 0.5) / cells);
      room[POINTS + across * BLOCK + i] = at(((cell % cells) + 0.5) / cells);
    }
    values.set(engine.evaluate(count), from);
  }
  return { values: array(values, [rows, cells]) };
});

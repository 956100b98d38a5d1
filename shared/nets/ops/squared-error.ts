import { asRows } from "../rows.ts";
import type { Tensor } from "../tensor.ts";
import { scale } from "./scale.ts";
import { square } from "./square.ts";
import { subtract } from "./subtract.ts";
import { sumAxis } from "./sum.ts";

/** Mean over the numbers of each sample of (y − x)²: [rows]. */
export function squaredError(y: Tensor, x: Tensor): Tensor {
  const squares = square(subtract(asRows(y), asRows(x)));
  return scale(sumAxis(squares, -1), 1 / squares.shape[1]);
}

import type { Schedule } from "../../../kernels/bayes-net/messages.ts";
import type { Net } from "./net.ts";

/** Multiply-adds of so many rounds: each message of a factor goes through its table once; by priority, all wires are looked over for each that is sent. */
export function workOf({ model, wiring }: Net, rounds: number, schedule: Schedule): number {
  const round = model.factors.reduce((sum, { scope, table }) => sum + (2 + scope.length ** 2) * table.length, 0);
  return rounds * (schedule === "residual" ? 4 * round + wiring.wires.length ** 2 : round);
}

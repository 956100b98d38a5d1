/** What the bars of a batch are of: the run, what was measured in more places, and for as long as a run has no times the one before. */

import type { Fold } from "../../../../shared/labs/fold.ts";
import type { DeviceName } from "../../../../shared/labs/inference/devices.ts";
import { BATCHES } from "../../../../shared/labs/inference/hardware/batches.ts";
import { keptOf } from "../elsewhere/kept.ts";
import { type DeviceRow, rowOf, rowsOfRun } from "./state.ts";

/** The newest result with times that was shown. */
let timed: Fold | null = null;

/** What is drawn in place of a run that goes on and has no times yet: the result before it. */
export function timedFold(fold: Fold): Fold {
  if (rowsOfRun({ fold }, BATCHES[0]).length > 0) timed = fold;
  else if (!fold.finished && timed) return timed;
  return fold;
}

/**
 * What was measured once more, in turns with others, stands in the place of what the run says. Places that the run has not come when their measurement
 * is over: until then what is below keeps its place under the pointer, the button that ends it among it.
 */
export function barRows(fold: Fold, batch: number): readonly DeviceRow[] {
  const { of, over } = keptOf<DeviceName>(fold);
  const rows = (found: ReturnType<typeof of>) => (found?.spots ?? []).flatMap(({ id, rounds }) => rowOf(id, rounds));
  const [now, before] = [rows(of(batch)), rows(over(batch))];
  const newest = (row: DeviceRow) => now.find(({ device }) => device === row.device) ?? row;
  const run = rowsOfRun({ fold }, batch);
  const further = before.filter(({ device }) => run.every((row) => row.device !== device));
  return [
    ...run.map((row) => newest(before.find(({ device }) => device === row.device) ?? row)),
    ...further.map(newest),
  ];
}

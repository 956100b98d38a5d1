/** What is measured of the samples of a step: how it is called, and its means. */
import type { BuiltNet } from "./model.ts";
import { lossName, sideOf, type Turn } from "./sides.ts";
import type { Tensor } from "./tensor.ts";

/** Means over samples. */
export interface Means {
  readonly loss: number;
  readonly [measure: string]: number;
}

/** Their names, that of the loss first; of a net with sides those of each, its loss by its own name. */
export function measuresOf(net: BuiltNet): readonly string[] {
  if (net.sides) return Object.keys(net.sides).flatMap((side) => ownMeasures(net, { side, t: 1 }));
  return ["loss", ...Object.keys(net.measures ?? {})];
}

/** Those of one side, as they are called among those of all. */
export function ownMeasures(net: BuiltNet, turn: Turn | undefined): readonly string[] {
  if (!turn) return measuresOf(net);
  const [, ...others] = measuresOf(sideOf(net, turn));
  return [lossName(turn.side), ...others];
}

export function outputsOf({ losses, measures, outputs }: BuiltNet): Readonly<Record<string, Tensor>> {
  return { ...outputs, ...measures, loss: losses };
}

export function meansOf(measures: readonly string[], mean: (m: number) => number): Means {
  return Object.fromEntries(measures.map((name, m) => [name, mean(m)])) as unknown as Means;
}

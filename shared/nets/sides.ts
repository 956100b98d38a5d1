/**
 * Sides that learn in turns, each a loss of its own by parameters of its own while those of the others stand still: the two nets of an adversarial
 * training. A step of training is one side's; which one, and how many it has had, follow from the number of the step.
 */
import type { BuiltNet, Model, Side } from "./model.ts";
import type { Optimiser } from "./optimisers.ts";
import type { ParameterLayout } from "./plan.ts";

/** Whose a step is. */
export interface Turn {
  readonly side: string;
  /** Steps of this side up to this one, from 1: what its optimiser counts. */
  readonly t: number;
}

export interface Turns {
  /** Of each side. All keep as many states as that of the training. */
  readonly optimisers: Readonly<Record<string, Optimiser>>;
  /** Of step `step`, from 0: a function of that number alone. */
  of(step: number): Turn;
}

/** Rounds of so many steps of each side, in this order; 0 leaves a side as it is. Throws a RangeError where no side has a step. */
export function inRounds(steps: readonly (readonly [side: string, count: number])[]): Turns["of"] {
  const order = steps.flatMap(([side, count]) => Array.from({ length: count }, (_, n) => ({ side, n, count })));
  if (order.length === 0) throw new RangeError("no side has a step in a round (must be at least one)");
  return (step) => {
    const { side, n, count } = order[step % order.length];
    return { side, t: Math.floor(step / order.length) * count + n + 1 };
  };
}

/** The losses of a net in which one side learns at a time, or of all that it is. */
export function lossesOf({ losses, sides }: BuiltNet) {
  return sides ? Object.values(sides).map((side) => side.losses) : [losses];
}

/** The side of a net whose turn it is; the net itself where it has none. Throws a RangeError for a side that it does not have. */
export function sideOf(net: BuiltNet, turn?: Turn): BuiltNet & Partial<Pick<Side, "learns">> {
  if (turn === undefined) return net;
  const side = net.sides?.[turn.side];
  if (!side) throw new RangeError(`net without the side ${turn.side} (its turns name it)`);
  return { measures: {}, ...side, outputs: {} };
}

/** One side as a model of its own: what a step of it costs. */
export function sideModel(model: Model, side: string): Model {
  return { build: (rows, training) => sideOf(model.build(rows, training), { side, t: 1 }) };
}

/** What a side calls its loss among the measures of all. */
export const lossName = (side: string): string => `${side}Loss`;

/** The parts of floats [from, to) that a side learns. */
export function rangesOf(
  { parts }: ParameterLayout,
  learns: Side["learns"],
  from: number,
  to: number,
): readonly (readonly [from: number, to: number])[] {
  return parts.flatMap(({ name, offset, size, fixed }) => {
    const [begin, end] = [Math.max(from, offset), Math.min(to, offset + size)];
    return !fixed && learns(name) && begin < end ? [[begin, end] as const] : [];
  });
}

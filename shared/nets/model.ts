/** What a lab declares of its net, and the slopes that it is trained by: all that its cost follows from, without anything that runs it. */
import { grad } from "./grad.ts";
import { asParameter, constant, feed } from "./leaves.ts";
import { multiply } from "./ops/multiply.ts";
import { sum } from "./ops/sum.ts";
import { ordered } from "./order.ts";
import type { ParameterLayout } from "./plan.ts";
import type { Tensor } from "./tensor.ts";

/** A net and its loss for so many samples. */
export interface BuiltNet {
  /** Loss of each sample, [rows]: what is learnt is to make their mean small. */
  readonly losses: Tensor;
  /** Other numbers of each sample whose means are recorded, [rows]. */
  readonly measures?: Readonly<Record<string, Tensor>>;
  /** What views and questions read: outputs of layers, reconstructions, probabilities. */
  readonly outputs: Readonly<Record<string, Tensor>>;
  /** New values of the net's statistics (moving averages) after a step, by their name. */
  readonly statistics?: Readonly<Record<string, Tensor>>;
  /** Where several sides learn in turns (`sides.ts`): what each makes small. `losses` and `measures` then count only where nothing is learnt. */
  readonly sides?: Readonly<Record<string, Side>>;
}

/** One of several sides, with parameters of its own. */
export interface Side extends Pick<BuiltNet, "losses" | "measures"> {
  /** Whether the parameter of this name is its own: the others are given. */
  learns(parameter: string): boolean;
}

export interface Model {
  /** The net on inputs of `rows` samples. Training differs by dropout and by the statistics of normalisation over the minibatch. */
  build(rows: number, training: boolean): BuiltNet;
}

/** Feeds the weight of each sample in the loss: one over the samples of the minibatch. */
export const SHARE = "latente:share";

/** Of the sum of all losses, each times the share of its sample: by the name of the parameter, for all that are learnt; of those of other sides zero. */
export function gradientsOf(
  net: Pick<BuiltNet, "losses"> & Partial<Pick<Side, "learns">>,
  { parts }: ParameterLayout,
): Readonly<Record<string, Tensor>> {
  const { learns = () => true } = net;
  const learnt = parts.filter(({ name, fixed }) => !fixed && learns(name));
  // The tensors of another build of the same net are other objects: parameters are found by name.
  const own = new Map(
    ordered([net.losses]).flatMap((tensor) => (asParameter(tensor) ? [[asParameter(tensor)?.name, tensor]] : [])),
  );
  const loss = sum(multiply(net.losses, feed(SHARE, [])));
  const slopes = grad(
    loss,
    learnt.map(({ name, tensor }) => own.get(name) ?? tensor),
  );
  const others = parts.filter(({ name, fixed }) => !fixed && !learns(name));
  return Object.fromEntries([
    ...learnt.map(({ name }, i) => [name, slopes[i]] as const),
    ...others.map(({ name, tensor }) => [name, constant(0, tensor)] as const),
  ]);
}

import type { Arrays } from "../arrays.ts";
import type { Chain } from "../nets/chain.ts";
import type { Derived } from "../quant/float/before.ts";

/** The net of a finished run as a chain of layers, and what stands between it and the rows of the data. */
export interface TrainedChain extends Chain {
  /** Where they are not those of the lab's `weights`. */
  readonly weights?: Arrays | undefined;
  /** Means of its inputs, and then their deviations: (x − mean) / deviation goes in. Of pixels both are of shares of 255. */
  readonly inputScale?: ArrayLike<number>;
  /** The same of its outputs: y · deviation + mean is in the unit of the data. */
  readonly outputScale?: ArrayLike<number>;
  /** What is derived from its first two inputs, and follows them. */
  readonly derived?: readonly Derived[];
  /** Whether it takes pixels of 128 and more as 1, others as 0. */
  readonly isBlackAndWhite?: boolean;
  /** Rows that it can be given, where the lab has no data: rows × inputs. */
  readonly rows?: Float32Array;
}

/** What stands between rows and a net: it sees (x − mean)/deviation, and what it says is times the deviation, plus the mean. */
export type Scales = Pick<TrainedChain, "inputScale" | "outputScale">;

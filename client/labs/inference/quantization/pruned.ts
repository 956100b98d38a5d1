/** The pruned net that is measured beside the formats: asked of the pool, and kept as long as what was measured. */
import { type Signal, signal } from "@preact/signals";
import type { Arrays } from "../../../../shared/arrays.ts";
import type { Fold } from "../../../../shared/labs/fold.ts";
import { energyOf } from "../../../../shared/labs/inference/energy.ts";
import { SHARE } from "../../../../shared/labs/inference/quantization/shares.ts";
import { weightsIn } from "../../../../shared/labs/nets/weights.ts";
import type { QuantizationProps } from "./state.ts";

/** What a format costs one sample, and what it is worth on held-out ones. */
export interface Costs {
  readonly bytes: number;
  /** Nanojoules. */
  readonly energy: number;
  readonly accuracy: number;
  /** With what floats find; the floats themselves have none. */
  readonly agreement?: number | undefined;
}

export interface Pruned {
  readonly share: number;
  readonly file: Uint8Array;
  /** As floats, with their zeros. */
  readonly weights: Arrays;
  readonly costs: Costs;
}

interface Kept {
  /** The share to be measured next. */
  readonly share: Signal<number>;
  /** Null before it was asked for. */
  readonly made: Signal<Pruned | null>;
}

const all = new WeakMap<Fold, Kept>();

export function prunedOf(fold: Fold): Kept {
  const known = all.get(fold) ?? { share: signal(SHARE), made: signal(null) };
  all.set(fold, known);
  return known;
}

export async function askPruned({ experiment, ask }: QuantizationProps, weights: Arrays, share: number) {
  const answer = await ask({ kind: "askPruned", steps: 1, params: { ...experiment.params, share } }, weights);
  return prunedIn(answer, share);
}

/** `answer`: of `askPruned` of the lab. */
export function prunedIn(answer: Arrays, share: number): Pruned {
  const of = (name: string) => Number(answer[name].values[0]);
  const [multiplyAdds, weightBytes, valueBytes] = ["multiplyAdds", "weights", "values"].map(of);
  const { arithmetic, memory } = energyOf({ multiplyAdds, weightBytes, valueBytes }, "int8");
  return {
    share,
    file: answer.file.values as Uint8Array,
    weights: weightsIn(answer),
    costs: {
      bytes: weightBytes,
      energy: (arithmetic + memory) / 1000,
      accuracy: of("accuracy"),
      agreement: of("agreement"),
    },
  };
}

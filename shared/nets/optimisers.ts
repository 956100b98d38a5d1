/**
 * Optimisers: what follows for parameters and their moments from the gradient. `optimiserStep` makes the numbers of step t, `updateRange` is the rule on
 * a range of the blocks, the same on every machine. Conventions are those of tensorflow.js where libraries differ; the labs say them to the reader.
 */
import { pow } from "../math/power.ts";
import { adam, rmsprop, sgd } from "./kernels/optimisers.ts";

export type Optimiser =
  | { readonly kind: "sgd"; readonly rate: number; readonly momentum: number }
  | { readonly kind: "rmsprop"; readonly rate: number; readonly decay: number }
  /** `betas`: β₁ and β₂ where they are not those of `ADAM`; not on a GPU. */
  | { readonly kind: "adam"; readonly rate: number; readonly betas?: readonly [number, number] };

/**
 * What draws weights (parameters that are called "….weights") to zero: penalties λ₁ Σ|w| and λ₂/2 Σw², whose slopes λ₁·sign(w) and λ₂·w are added to the
 * gradient, or a decay apart from the gradient, w ← (1 − rate·decay)·w before the rule (Loshchilov & Hutter 2019: with Adam, AdamW).
 */
export interface Shrinkage {
  readonly l1: number;
  readonly l2: number;
  readonly decay: number;
}

/** β₁, β₂ and ε of Adam (Kingma & Ba 2015), which RMSprop shares; ε stands outside the root. */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;

/** The rule at one step, its numbers rounded to float32. */
export interface OptimiserStep {
  readonly kind: Optimiser["kind"];
  /** sgd: rate; momentum. rmsprop: rate; decay. adam: α/(1 − β₁ᵗ); √(1 − β₂ᵗ). */
  readonly a: number;
  readonly b: number;
  /** Of Adam, where they are not those of `ADAM`. */
  readonly betas?: readonly [number, number];
}

/** How many blocks of state an optimiser keeps. */
export function statesOf({ kind }: Pick<Optimiser, "kind">): number {
  return kind === "adam" ? 2 : 1;
}

const f = Math.fround;

/** `t` counts steps from 1; `scale` multiplies the rate: schedules. */
export function optimiserStep(optimiser: Optimiser, t: number, scale = 1): OptimiserStep {
  const { kind } = optimiser;
  const rate = optimiser.rate * scale;
  if (kind === "sgd") return { kind, a: f(rate), b: f(optimiser.momentum) };
  if (kind === "rmsprop") return { kind, a: f(rate), b: f(optimiser.decay) };
  const { betas } = optimiser;
  const [beta1, beta2] = betas ?? [ADAM.beta1, ADAM.beta2];
  const step = { kind, a: f(rate / (1 - pow(beta1, t))), b: f(Math.sqrt(1 - pow(beta2, t))) } as const;
  return betas ? { ...step, betas } : step;
}

/** Shrinkage at one step. */
export interface ShrinkStep {
  readonly l1: number;
  readonly l2: number;
  /** 1 − rate·decay. */
  readonly keep: number;
}

export function shrinkStep({ l1, l2, decay }: Shrinkage, rate: number): ShrinkStep {
  return { l1: f(l1), l2: f(l2), keep: f(1 - rate * decay) };
}

export interface Blocks {
  readonly parameters: Float32Array;
  readonly gradients: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** The reference of the rules of the module `tensors`. */
export function updateRange(blocks: Blocks, { kind, a, b, betas }: OptimiserStep, from: number, to: number): void {
  const { parameters, gradients, first, second } = blocks;
  const descent = { parameters, gradient: gradients };
  if (kind === "sgd") sgd([from, to], descent, first, a, b);
  else if (kind === "rmsprop") rmsprop([from, to], descent, first, { rate: a, decay: b, epsilon: ADAM.epsilon });
  else {
    const [beta1, beta2] = betas ?? [ADAM.beta1, ADAM.beta2];
    adam([from, to], { ...descent, first, second }, { rate: a, root: b, beta1, beta2, epsilon: ADAM.epsilon });
  }
}

export function shrinkRange(
  { parameters, gradients }: Blocks,
  { l1, l2, keep }: ShrinkStep,
  from: number,
  to: number,
): void {
  for (let p = from; p < to; p++) {
    const w = parameters[p];
    const sign = w > 0 ? l1 : w < 0 ? -l1 : 0;
    gradients[p] = f(gradients[p] + f(f(l2 * w) + sign));
    parameters[p] = f(w * keep);
  }
}

/**
 * Optimisers: what follows for parameters and their moments from the gradient. `optimiserStep` makes the numbers of step t, `apply…` is the rule on
 * a range of the blocks, the same on every machine. Conventions are those of tensorflow.js where libraries differ; the labs say them to the reader.
 */
import { pow } from "../math/power.ts";

export type Optimiser =
  | { readonly kind: "sgd"; readonly rate: number; readonly momentum: number }
  | { readonly kind: "rmsprop"; readonly rate: number; readonly decay: number }
  | { readonly kind: "adam"; readonly rate: number };

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
  return { kind, a: f(rate / (1 - pow(ADAM.beta1, t))), b: f(Math.sqrt(1 - pow(ADAM.beta2, t))) };
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
export function updateRange(blocks: Blocks, step: OptimiserStep, from: number, to: number): void {
  if (step.kind === "sgd") descend(blocks, step, from, to);
  else if (step.kind === "rmsprop") rootMeanSquare(blocks, step, from, to);
  else adam(blocks, step, from, to);
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

function descend({ parameters, gradients, first }: Blocks, { a, b }: OptimiserStep, from: number, to: number): void {
  for (let p = from; p < to; p++) {
    first[p] = f(f(b * first[p]) + gradients[p]);
    parameters[p] = f(parameters[p] - f(a * first[p]));
  }
}

/** Tieleman & Hinton 2012: v ← ρ v + (1 − ρ) g², w ← w − rate · g / (√v + ε). */
function rootMeanSquare(
  { parameters, gradients, first }: Blocks,
  { a, b }: OptimiserStep,
  from: number,
  to: number,
): void {
  const rest = f(1 - b);
  const epsilon = f(ADAM.epsilon);
  for (let p = from; p < to; p++) {
    const g = gradients[p];
    first[p] = f(f(b * first[p]) + f(rest * f(g * g)));
    parameters[p] = f(parameters[p] - f(f(a * g) / f(f(Math.sqrt(first[p])) + epsilon)));
  }
}

/** Kingma & Ba 2015, algorithm 1. */
function adam(
  { parameters, gradients, first, second }: Blocks,
  { a, b }: OptimiserStep,
  from: number,
  to: number,
): void {
  const [b1, b2, e] = [f(ADAM.beta1), f(ADAM.beta2), f(ADAM.epsilon)];
  const [n1, n2] = [f(1 - b1), f(1 - b2)];
  for (let p = from; p < to; p++) {
    const g = gradients[p];
    first[p] = f(f(b1 * first[p]) + f(n1 * g));
    second[p] = f(f(b2 * second[p]) + f(n2 * f(g * g)));
    const below = f(f(f(Math.sqrt(second[p])) / b) + e);
    parameters[p] = f(parameters[p] - f(f(a * first[p]) / below));
  }
}

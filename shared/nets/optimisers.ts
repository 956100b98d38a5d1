/**
 * Optimisers: what follows for parameters and their moments from the gradient. `optimiserStep` makes the numbers of step t, `apply…` is the rule on
 * a range of the blocks, the same on every machine. Conventions are those of tensorflow.js where libraries differ; the labs say them to the reader.
 */
import { pow } from "../math/power.ts";

export type Optimiser =
  | { readonly kind: "sgd"; readonly rate: number; readonly momentum: number }
  | { readonly kind: "rmsprop"; readonly rate: number; readonly decay: number }
  | { readonly kind: "adam"; readonly rate: number }
  | { readonly kind: "adamw"; readonly rate: number; readonly decay: number };

/** Added to the gradient of every learnt parameter before the rule: λ₂·w and λ₁·sign(w), of the penalties λ₂/2 Σw² and λ₁ Σ|w|. */
export interface Penalty {
  readonly l1: number;
  readonly l2: number;
}

/** β₁, β₂ and ε of Adam (Kingma & Ba 2015), ε outside the root; of RMSprop ε stands under the root. */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;

/** The rule at one step, its numbers rounded to float32. */
export interface OptimiserStep {
  readonly kind: Optimiser["kind"];
  /** sgd: rate; momentum. rmsprop: rate; decay. adam: α/(1 − β₁ᵗ); √(1 − β₂ᵗ). adamw: as adam, and α·decay in `c`. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly l1: number;
  readonly l2: number;
}

/** How many blocks of state an optimiser keeps. */
export function statesOf({ kind }: Pick<Optimiser, "kind">): number {
  return kind === "adam" || kind === "adamw" ? 2 : 1;
}

const f = Math.fround;

/** `t` counts steps from 1; `scale` multiplies the rate: schedules. */
export function optimiserStep(
  optimiser: Optimiser,
  t: number,
  { scale = 1, l1 = 0, l2 = 0 }: { readonly scale?: number } & Partial<Penalty> = {},
): OptimiserStep {
  const { kind } = optimiser;
  const rate = optimiser.rate * scale;
  const penalty = { l1: f(l1), l2: f(l2) };
  if (kind === "sgd") return { kind, a: f(rate), b: f(optimiser.momentum), c: 0, ...penalty };
  if (kind === "rmsprop") return { kind, a: f(rate), b: f(optimiser.decay), c: 0, ...penalty };
  const a = f(rate / (1 - pow(ADAM.beta1, t)));
  const b = f(Math.sqrt(1 - pow(ADAM.beta2, t)));
  return { kind, a, b, c: kind === "adamw" ? f(rate * optimiser.decay) : 0, ...penalty };
}

export interface Blocks {
  readonly parameters: Float32Array;
  readonly gradients: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** The reference of the rules of the module `tensors`. */
export function updateRange(blocks: Blocks, step: OptimiserStep, from: number, to: number): void {
  penalise(blocks, step, from, to);
  if (step.kind === "sgd") descend(blocks, step, from, to);
  else if (step.kind === "rmsprop") rootMeanSquare(blocks, step, from, to);
  else adam(blocks, step, from, to);
}

function penalise({ parameters, gradients }: Blocks, { l1, l2 }: OptimiserStep, from: number, to: number): void {
  if (l1 === 0 && l2 === 0) return;
  for (let p = from; p < to; p++) {
    const w = parameters[p];
    const sign = w > 0 ? l1 : w < 0 ? -l1 : 0;
    gradients[p] = f(gradients[p] + f(f(l2 * w) + sign));
  }
}

function descend({ parameters, gradients, first }: Blocks, { a, b }: OptimiserStep, from: number, to: number): void {
  for (let p = from; p < to; p++) {
    first[p] = f(f(b * first[p]) + gradients[p]);
    parameters[p] = f(parameters[p] - f(a * first[p]));
  }
}

/** Tieleman & Hinton 2012: v ← ρ v + (1 − ρ) g², w ← w − rate · g / √(v + ε). */
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
    parameters[p] = f(parameters[p] - f(f(a * g) / f(Math.sqrt(f(first[p] + epsilon)))));
  }
}

/** Kingma & Ba 2015, algorithm 1; with `c` the weights decay apart from the gradient (Loshchilov & Hutter 2019): w ← w − c·w before the step. */
function adam(
  { parameters, gradients, first, second }: Blocks,
  { a, b, c }: OptimiserStep,
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
    const w = c === 0 ? parameters[p] : f(parameters[p] - f(c * parameters[p]));
    parameters[p] = f(w - f(f(a * first[p]) / below));
  }
}

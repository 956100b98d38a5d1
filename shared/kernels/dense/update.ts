import { pow } from "../../math/index.ts";
import { ADAM, type Optimizer } from "./net.ts";

const f = Math.fround;

/** Parameters, the gradient at them, and the two moments of Adam (or the velocity and zeros), all of one length. */
export interface Learning {
  readonly parameters: Float32Array;
  readonly gradient: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** One step of the optimiser, every operation rounded to float32; `t` counts steps from 1. */
export function update(learning: Learning, optimizer: Optimizer, t: number): void {
  if (optimizer.kind === "adam") adam(learning, optimizer.rate, t);
  else descend(learning, optimizer.rate, optimizer.momentum);
}

/** Kingma & Ba 2015, algorithm 1. */
function adam({ parameters, gradient, first, second }: Learning, alpha: number, t: number): void {
  const rate = f(alpha / (1 - pow(ADAM.beta1, t)));
  const root = f(Math.sqrt(1 - pow(ADAM.beta2, t)));
  const [b1, b2, e] = [f(ADAM.beta1), f(ADAM.beta2), f(ADAM.epsilon)];
  const [n1, n2] = [f(1 - b1), f(1 - b2)];
  for (let p = 0; p < parameters.length; p++) {
    const g = gradient[p];
    first[p] = f(f(b1 * first[p]) + f(n1 * g));
    second[p] = f(f(b2 * second[p]) + f(n2 * f(g * g)));
    const below = f(f(f(Math.sqrt(second[p])) / root) + e);
    parameters[p] = f(parameters[p] - f(f(rate * first[p]) / below));
  }
}

function descend({ parameters, gradient, first }: Learning, rate: number, momentum: number): void {
  for (let p = 0; p < parameters.length; p++) {
    first[p] = f(f(f(momentum) * first[p]) + gradient[p]);
    parameters[p] = f(parameters[p] - f(f(rate) * first[p]));
  }
}

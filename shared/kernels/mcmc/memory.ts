import type { Key } from "../../random/key.ts";
import type { Conditionals } from "./conditionals.ts";
import type { Place, Transition } from "./hamiltonian.ts";

/** What a sampler with a memory may be told. */
export interface RememberingParams {
  readonly sampler: string;
  readonly warmup: number;
  readonly stepSize: number;
  readonly initRadius: number;
  /** Tempering: temperatures, ≥ 2, and the power of the density on the hottest level, in (0, 1). */
  readonly levels?: number;
  readonly hottest?: number;
  /** Ensemble: members, ≥ 3. */
  readonly walkers?: number;
  /** Gibbs: the full conditionals, or their number (conditionals.ts); the WebAssembly module knows numbers alone. */
  readonly conditionals?: number | Conditionals;
}

/**
 * A sampler with a memory: all that its future depends on besides the chain's place, as plain numbers, part of every checkpoint. memory[0] is the
 * step size that records show.
 */
export interface Remembering {
  /** Numbers of its memory. */
  readonly size: number;
  /** The memory of a chain that begins at `state`, with uniforms from `key`. */
  start(key: Key, state: Place, memory: Float64Array): void;
  /** One transition, with the random numbers of `key`. It learns in draws below `warmup`, and never afterwards. */
  step(key: Key, state: Place, memory: Float64Array, draw: number): Transition;
}

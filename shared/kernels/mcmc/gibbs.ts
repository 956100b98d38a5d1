import { normal, uniform } from "../../random/index.ts";
import { conditionalsOf } from "./conditionals.ts";
import type { Visit } from "./hamiltonian.ts";
import { UNIFORMS } from "./hamiltonian.ts";
import type { Remembering, RememberingParams } from "./memory.ts";
import { PATH } from "./path.ts";
import { densityAlone, type Target } from "./target.ts";

/**
 * Gibbs sampling (Geman and Geman 1984) by systematic scan: each coordinate in turn is drawn from its exact conditional distribution given the
 * others. Nothing is proposed and nothing rejected; only targets whose conditionals are known can be sampled so (conditionals.ts).
 */
export function gibbs(target: Target, { conditionals: known = 0 }: RememberingParams, visit?: Visit): Remembering {
  const conditionals = typeof known === "number" ? conditionalsOf(known) : known;
  const density = densityAlone(target);
  return {
    size: 1 + conditionals.auxiliaries,
    start(_key, _state, memory) {
      memory.fill(1);
    },
    step(key, state, memory) {
      let used = UNIFORMS;
      const noise = { normal: (i: number) => normal(key, i), uniform: () => uniform(key, used++) };
      const seen = (i: number) => visit?.(state.position, i + 1, PATH.accepted);
      conditionals.sweep(state.position, memory.subarray(1), noise, seen);
      state.logDensity = density(state.position);
      return { accept: 1, leapfrogs: 1, treeDepth: 0, divergent: false, energy: -state.logDensity };
    },
  };
}

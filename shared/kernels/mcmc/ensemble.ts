import { exp, log } from "../../math/elementary.ts";
import { foldIn, uniform } from "../../random/index.ts";
import type { Visit } from "./hamiltonian.ts";
import { makePhasePoint, UNIFORMS } from "./hamiltonian.ts";
import type { Remembering, RememberingParams } from "./memory.ts";
import { PATH } from "./path.ts";
import { densityAlone, type Target } from "./target.ts";

// The affine-invariant ensemble sampler: Goodman and Weare (2010), "Ensemble samplers with affine invariance", section 2, with the stretch move.
// The chain's state is a whole ensemble of W walkers; transition i moves walker i mod W along the line through another one, drawn at random, and
// is recorded as its position then. In the long run every walker is a draw from π.

/** Largest stretch a: Z lies within [1/a, a] with density ∝ 1/√z. */
const STRETCH = 2;
/** Starts that are tried for a walker; where none has a positive density, it starts where the chain does. */
const TRIALS = 100;

const NEXT = 1;
const WALKERS = 2;

export function ensemble(target: Target, { walkers = 3, initRadius }: RememberingParams, visit?: Visit): Remembering {
  const { dimension } = target;
  const width = dimension + 1;
  const proposal = makePhasePoint(dimension);
  const density = densityAlone(target);
  /** Where the numbers of a walker begin: its position, then its log density. */
  const at = (walker: number) => WALKERS + walker * width;
  return {
    size: WALKERS + walkers * width,
    start(key, state, memory) {
      memory[0] = STRETCH;
      for (let walker = 0; walker < walkers; walker++) {
        let found = state.logDensity;
        proposal.position.set(state.position);
        for (let trial = 0; walker > 0 && trial < TRIALS; trial++) {
          const uniforms = foldIn(key, trial, walker, 0);
          for (let i = 0; i < dimension; i++)
            proposal.position[i] = initRadius * (2 * uniform(uniforms, UNIFORMS + i) - 1);
          found = density(proposal.position);
          if (Number.isFinite(found)) break;
          found = state.logDensity;
          proposal.position.set(state.position);
        }
        memory.set(proposal.position.subarray(0, dimension), at(walker));
        memory[at(walker) + dimension] = found;
      }
    },
    step(key, state, memory) {
      const moved = at(memory[NEXT]);
      // One of the others, each as likely.
      const pick = Math.floor(uniform(key, UNIFORMS) * (walkers - 1));
      const other = at(pick < memory[NEXT] ? pick : pick + 1);
      const root = (STRETCH - 1) * uniform(key, UNIFORMS + 1) + 1;
      const stretch = (root * root) / STRETCH;
      for (let i = 0; i < dimension; i++)
        proposal.position[i] = memory[other + i] + stretch * (memory[moved + i] - memory[other + i]);
      const found = density(proposal.position);
      const gain = (dimension - 1) * log(stretch) + found - memory[moved + dimension];
      const ratio = exp(Math.min(gain, 0));
      const accept = Number.isNaN(ratio) ? 0 : ratio;
      const moves = uniform(key, UNIFORMS + 2) < accept;
      if (visit !== undefined) {
        const origin = proposal.gradient;
        origin.set(memory.subarray(other, other + dimension));
        visit(origin, 0, PATH.partner);
        origin.set(memory.subarray(moved, moved + dimension));
        visit(origin, 0, PATH.state);
        visit(proposal.position, 1, moves ? PATH.accepted : PATH.rejected);
      }
      if (moves) {
        memory.set(proposal.position.subarray(0, dimension), moved);
        memory[moved + dimension] = found;
      }
      state.position.set(memory.subarray(moved, moved + dimension));
      state.logDensity = memory[moved + dimension];
      memory[NEXT] = (memory[NEXT] + 1) % walkers;
      return { accept, leapfrogs: 1, treeDepth: 0, divergent: false, energy: -state.logDensity };
    },
  };
}

// The affine-invariant ensemble, as in shared/kernels/mcmc/ensemble.ts.
import { exp, log } from "../../../math/assembly/elementary";
import {
  dimension,
  makePlace,
  PATH_ACCEPTED,
  PATH_PARTNER,
  PATH_REJECTED,
  PATH_STATE,
  Place,
  report,
  visitMarked,
} from "./hamiltonian";
import { addressOf, fetch, keep, makeMemory, recall, remember } from "./memory";
import { fold, folded0, folded1 } from "./random";
import { logDensityAlone } from "./targets";
import { nextUniform, startUniforms } from "./transition";

const STRETCH: f64 = 2;
const TRIALS: i32 = 100;
const NEXT: i32 = 1;
const WALKERS: i32 = 2;

let walkers: i32 = 0;
let initRadius: f64 = 0;
let proposal: Place = changetype<Place>(0);

export function prepareEnsemble(newWalkers: i32, newRadius: f64): void {
  walkers = newWalkers;
  initRadius = newRadius;
  proposal = makePlace();
  makeMemory(WALKERS + walkers * (dimension + 1));
}

@inline
function placeOf(walker: i32): i32 {
  return WALKERS + walker * (dimension + 1);
}

export function startEnsemble(k0: u32, k1: u32, state: Place): void {
  remember(0, STRETCH);
  for (let walker = 0; walker < walkers; walker++) {
    let found = state.logDensity;
    memory.copy(proposal.position, state.position, <usize>dimension << 3);
    for (let trial = 0; walker > 0 && trial < TRIALS; trial++) {
      fold(k0, k1, trial, walker, 0);
      startUniforms(folded0, folded1);
      for (let i = 0; i < dimension; i++) {
        store<f64>(proposal.position + (<usize>i << 3), initRadius * (2 * nextUniform() - 1));
      }
      found = logDensityAlone(proposal.position);
      if (isFinite(found)) break;
      found = state.logDensity;
      memory.copy(proposal.position, state.position, <usize>dimension << 3);
    }
    keep(placeOf(walker), proposal.position, dimension);
    remember(placeOf(walker) + dimension, found);
  }
}

export function stepEnsemble(state: Place): void {
  const next = <i32>recall(NEXT);
  const moved = placeOf(next);
  const pick = <i32>floor(nextUniform() * <f64>(walkers - 1));
  const other = placeOf(pick < next ? pick : pick + 1);
  const root = (STRETCH - 1) * nextUniform() + 1;
  const stretch = (root * root) / STRETCH;
  for (let i = 0; i < dimension; i++) {
    const origin = recall(other + i);
    store<f64>(proposal.position + (<usize>i << 3), origin + stretch * (recall(moved + i) - origin));
  }
  const found = logDensityAlone(proposal.position);
  const gain = <f64>(dimension - 1) * log(stretch) + found - recall(moved + dimension);
  const ratio = exp(min<f64>(gain, 0));
  const accept: f64 = ratio >= 0 ? ratio : 0;
  const moves = nextUniform() < accept;
  visitMarked(addressOf(other), 0, PATH_PARTNER);
  visitMarked(addressOf(moved), 0, PATH_STATE);
  visitMarked(proposal.position, 1, moves ? PATH_ACCEPTED : PATH_REJECTED);
  if (moves) {
    keep(moved, proposal.position, dimension);
    remember(moved + dimension, found);
  }
  fetch(moved, state.position, dimension);
  state.logDensity = recall(moved + dimension);
  remember(NEXT, <f64>((next + 1) % walkers));
  report(accept, 1, 0, false, -state.logDensity);
}

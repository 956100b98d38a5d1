// Metropolis and Hamiltonian Monte Carlo, as in shared/kernels/mcmc/{metropolis,hmc}.ts.
import { exp } from "../../../math/assembly/elementary";
import {
  copyPlace,
  Place,
  dimension,
  DIVERGENCE,
  expOfNegative,
  leapfrog,
  makePlace,
  PATH_ACCEPTED,
  PATH_REJECTED,
  report,
  startMomentum,
  totalEnergy,
  vector,
  visit,
  visitMarked,
} from "./hamiltonian";
import { logDensityAlone } from "./targets";
import { nextUniform, transitionNormals } from "./transition";

let point: Place = changetype<Place>(0);
let momentum: usize = 0;
let force: usize = 0;

export function prepareSamplers(): void {
  point = makePlace();
  momentum = vector();
  force = vector();
}

export function metropolis(state: Place, scale: f64): void {
  const normals = transitionNormals();
  for (let i = 0; i < dimension; i++) {
    const at = <usize>i << 3;
    store<f64>(point.position + at, load<f64>(state.position + at) + scale * load<f64>(normals + at));
  }
  point.logDensity = logDensityAlone(point.position);
  const ratio = exp(min<f64>(point.logDensity - state.logDensity, 0));
  const accept: f64 = ratio >= 0 ? ratio : 0;
  const moves = nextUniform() < accept;
  visitMarked(point.position, 1, moves ? PATH_ACCEPTED : PATH_REJECTED);
  if (moves) copyPlace(point, state);
  report(accept, 0, 0, false, -state.logDensity);
}

export function hmc(state: Place, stepSize: f64, steps: i32): void {
  copyPlace(state, point);
  startMomentum(point, momentum, force);
  const start = totalEnergy(point, momentum);
  for (let step = 1; step <= steps; step++) {
    leapfrog(point, momentum, force, stepSize);
    visit(point.position, step);
  }
  const end = totalEnergy(point, momentum);
  const accept = expOfNegative(start - end);
  const moves = nextUniform() < accept;
  if (moves) copyPlace(point, state);
  report(accept, steps, 0, end - start > DIVERGENCE, moves ? end : start);
}

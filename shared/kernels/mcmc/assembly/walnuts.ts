// Macro steps of WALNUTS, as in shared/kernels/mcmc/walnuts.ts.
import { copyPlace, expOfNegative, leapfrog, makePlace, Place, totalEnergy, vector, vectorBytes } from "./hamiltonian";
import { copyVector } from "./vectors";

const MAX_HALVINGS: i32 = 10;

/** What the last macro step did: gradients, exp(−|ΔH|) of the undivided step, and whether no division was fine enough. */
export let macroGradients: i32 = 0;
export let macroAccept: f64 = 0;
export let macroDiverged: bool = false;

let before: Place = changetype<Place>(0);
let beforeMomentum: usize = 0;
let beforeForce: usize = 0;
let back: Place = changetype<Place>(0);
let backMomentum: usize = 0;
let backForce: usize = 0;

export function prepareWalnuts(): void {
  before = makePlace();
  beforeMomentum = vector();
  beforeForce = vector();
  back = makePlace();
  backMomentum = vector();
  backForce = vector();
}

/** Moves a point on by a macro step, in place; false where the trajectory must end. */
export function macroStep(point: Place, momentum: usize, force: usize, signedStep: f64, maxError: f64): bool {
  macroGradients = 0;
  macroDiverged = false;
  copyPoint(point, momentum, force, before, beforeMomentum, beforeForce);
  for (let halvings = 0; halvings <= MAX_HALVINGS; halvings++) {
    copyPoint(before, beforeMomentum, beforeForce, point, momentum, force);
    const error = change(point, momentum, force, signedStep, halvings);
    if (halvings === 0) macroAccept = expOfNegative(-error);
    if (!(error <= maxError)) continue;
    for (let fewer = halvings - 1; fewer >= 0; fewer--) {
      copyPoint(point, momentum, force, back, backMomentum, backForce);
      if (change(back, backMomentum, backForce, -signedStep, fewer) <= maxError) return false;
    }
    return true;
  }
  macroDiverged = true;
  return false;
}

function change(point: Place, momentum: usize, force: usize, signedStep: f64, halvings: i32): f64 {
  const start = totalEnergy(point, momentum);
  const parts = 1 << halvings;
  for (let part = 0; part < parts; part++) leapfrog(point, momentum, force, signedStep / <f64>parts);
  macroGradients += parts;
  return abs<f64>(totalEnergy(point, momentum) - start);
}

function copyPoint(from: Place, r: usize, f: usize, to: Place, toR: usize, toF: usize): void {
  copyPlace(from, to);
  copyVector(r, toR, vectorBytes);
  copyVector(f, toF, vectorBytes);
}

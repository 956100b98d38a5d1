// The door to the samplers with a memory, in the order of REMEMBERING of shared/kernels/mcmc/remembering.ts.
import { prepareAdaptive, startAdaptive, stepAdaptive } from "./adaptive-metropolis";
import { prepareEnsemble, startEnsemble, stepEnsemble } from "./ensemble";
import { prepareGibbs, startGibbs, stepGibbs } from "./gibbs";
import { Place } from "./hamiltonian";
import { makeMemory } from "./memory";
import { prepareSlice, startSlice, stepSlice } from "./slice";
import { prepareTempering, startTempering, stepTempering } from "./tempering";

const ADAPTIVE: i32 = 0;
const SLICE: i32 = 1;
const GIBBS: i32 = 2;
const TEMPERING: i32 = 3;
const ENSEMBLE: i32 = 4;

let sampler: i32 = -1;

/** `which` is negative for the samplers without a memory. */
export function prepareRemembering(
  which: i32,
  warmup: i32,
  levels: i32,
  hottest: f64,
  walkers: i32,
  conditionals: i32,
  stepSize: f64,
  initRadius: f64,
): void {
  sampler = which;
  if (which === ADAPTIVE) prepareAdaptive(warmup, stepSize);
  else if (which === SLICE) prepareSlice(warmup, stepSize);
  else if (which === GIBBS) prepareGibbs(conditionals);
  else if (which === TEMPERING) prepareTempering(warmup, stepSize, levels, hottest);
  else if (which === ENSEMBLE) prepareEnsemble(walkers, initRadius);
  else makeMemory(0);
}

export function startRemembering(k0: u32, k1: u32, state: Place): void {
  if (sampler === ADAPTIVE) startAdaptive();
  else if (sampler === SLICE) startSlice();
  else if (sampler === GIBBS) startGibbs();
  else if (sampler === TEMPERING) startTempering(state);
  else if (sampler === ENSEMBLE) startEnsemble(k0, k1, state);
}

export function stepRemembering(state: Place, draw: i32): void {
  if (sampler === ADAPTIVE) stepAdaptive(state, draw);
  else if (sampler === SLICE) stepSlice(state, draw);
  else if (sampler === GIBBS) stepGibbs(state);
  else if (sampler === TEMPERING) stepTempering(state, draw);
  else stepEnsemble(state);
}

// The No-U-Turn sampler and WALNUTS, as in shared/kernels/mcmc/{trajectories,nuts,walnuts}.ts. What depends on a random draw is chosen without a branch,
// and leaves are grown in pairs.
import {
  copyPlace,
  Place,
  DIVERGENCE,
  leapfrog,
  makePlace,
  report,
  startMomentum,
  totalEnergy,
  vector,
  vectorBytes,
  visit,
} from "./hamiltonian";
import { leapingNuts, prepareLeaping } from "./leaping";
import { DIAGONAL, kind, scale } from "./metric";
import { leaps, logDensity } from "./targets";
import { nextUniform } from "./transition";
import { extend, makeTree, reverse, startTree, swapProposals, Tree } from "./tree";
import { copyVector, sumLanes } from "./vectors";
import { weightsOf } from "./weights";
import { macroAccept, macroDiverged, macroGradients, macroStep, prepareWalnuts } from "./walnuts";

let trajectory: Tree = changetype<Tree>(0);
/** Addresses of one spare tree for each depth. */
let spare: usize = 0;
let forwards: Place = changetype<Place>(0);
let backwards: Place = changetype<Place>(0);
let forwardForce: usize = 0;
let backwardForce: usize = 0;
/** 0 for NUTS. */
let maxError: f64 = 0;

// What the growing tree shares: the newest leaf, from which the next one is made, the force there (not for a diagonal metric), and counters.
let place: Place = changetype<Place>(0);
let momentum: usize = 0;
let force: usize = 0;
let signedStep: f64 = 0;
let initialEnergy: f64 = 0;
let steps: i32 = 0;
let accepts: i32 = 0;
let acceptSum: f64 = 0;
let diverged: bool = false;
let time: i32 = 0;
let timeStep: i32 = 1;

/** `newMaxError` > 0: WALNUTS. */
export function prepareNuts(maxDepth: i32, newMaxError: f64): void {
  maxError = newMaxError;
  trajectory = makeTree();
  spare = heap.alloc(<usize>(maxDepth + 1) << 2);
  for (let depth = 0; depth <= maxDepth; depth++) {
    store<usize>(spare + (<usize>depth << 2), changetype<usize>(makeTree()));
  }
  forwards = makePlace();
  backwards = makePlace();
  forwardForce = vector();
  backwardForce = vector();
  if (newMaxError > 0) prepareWalnuts();
  else if (leaps) prepareLeaping(maxDepth);
}

@inline
function spareTree(depth: i32): Tree {
  return changetype<Tree>(load<usize>(spare + (<usize>depth << 2)));
}

export function nuts(state: Place, stepSize: f64, maxDepth: i32): void {
  if (leaps && kind === DIAGONAL && maxError === 0) {
    leapingNuts(state, stepSize, maxDepth);
    return;
  }
  copyPlace(state, forwards);
  copyPlace(state, backwards);
  startMomentum(state, trajectory.firstMomentum, forwardForce);
  copyVector(forwardForce, backwardForce, vectorBytes);
  steps = 0;
  accepts = 0;
  acceptSum = 0;
  diverged = false;
  initialEnergy = totalEnergy(state, trajectory.firstMomentum);
  startTree(trajectory, state, initialEnergy);

  let depth: i32 = 0;
  let forwardTime: i32 = 0;
  let backwardTime: i32 = 0;
  while (depth < maxDepth) {
    const ahead = nextUniform() > 0.5;
    const end = ahead ? forwards : backwards;
    place = end;
    momentum = ahead ? trajectory.lastMomentum : trajectory.firstMomentum;
    force = ahead ? forwardForce : backwardForce;
    signedStep = ahead ? stepSize : -stepSize;
    time = ahead ? forwardTime : backwardTime;
    timeStep = ahead ? 1 : -1;
    const subtree = spareTree(depth);
    if (!grow(depth, subtree)) break;
    if (ahead) forwardTime = time;
    else backwardTime = time;
    depth++;
    // The newest leaf may lie in a proposal that the other direction writes over.
    copyPlace(place, end);
    swapProposals(subtree, trajectory, nextUniform() * trajectory.weight < subtree.weight);
    trajectory.weight += subtree.weight;
    reverse(trajectory, !ahead);
    const goesOn = extend(trajectory, subtree);
    reverse(trajectory, !ahead);
    if (!goesOn) break;
  }
  copyPlace(trajectory.proposal, state);
  report(acceptSum / <f64>accepts, steps, depth, diverged, trajectory.proposal.energy);
}

function grow(depth: i32, tree: Tree): bool {
  if (depth === 1) return growPair(tree);
  if (depth === 0) return growSingle(tree);
  const second = spareTree(depth - 1);
  if (!grow(depth - 1, tree) || !grow(depth - 1, second)) return false;
  const total = tree.weight + second.weight;
  swapProposals(second, tree, nextUniform() * total < second.weight);
  tree.weight = total;
  return extend(tree, second);
}

function growSingle(tree: Tree): bool {
  const goesOn = growLeaf(tree.firstMomentum, tree.proposal);
  weigh(tree.proposal.energy, Infinity);
  tree.weight = firstWeight;
  copyVector(tree.firstMomentum, tree.lastMomentum, vectorBytes);
  copyVector(tree.firstMomentum, tree.momentumSum, vectorBytes);
  return goesOn;
}

/** Two leaves at once: each is an end, and the checks with the nearest state of the other part are the check of the whole. */
function growPair(tree: Tree): bool {
  const second = spareTree(0);
  // Where a leaf diverges, its weight is zero.
  if (!growLeaf(tree.firstMomentum, tree.proposal)) return false;
  const goesOn = growLeaf(tree.lastMomentum, second.proposal);
  weigh(tree.proposal.energy, second.proposal.energy);
  if (!goesOn) return false;
  const total = firstWeight + secondWeight;
  tree.weight = total;
  swapProposals(second, tree, nextUniform() * total < secondWeight);
  let start = f64x2.splat(0);
  let end = start;
  const firstAt = tree.firstMomentum;
  const lastAt = tree.lastMomentum;
  const sumAt = tree.momentumSum;
  for (let i: usize = 0; i < vectorBytes; i += 16) {
    const first = v128.load(firstAt + i);
    const last = v128.load(lastAt + i);
    const both = f64x2.add(first, last);
    start = f64x2.add(start, f64x2.mul(first, both));
    end = f64x2.add(end, f64x2.mul(last, both));
    v128.store(sumAt + i, both);
  }
  return (<i32>(sumLanes(start) > 0) & <i32>(sumLanes(end) > 0)) != 0;
}

let firstWeight: f64 = 0;
let secondWeight: f64 = 0;

/** The weights of two leaves by their energies, and (NUTS) what step-size adaptation is told of them. */
function weigh(energy: f64, secondEnergy: f64): void {
  const weights = weightsOf(initialEnergy, energy, secondEnergy);
  firstWeight = f64x2.extract_lane(weights, 0);
  secondWeight = f64x2.extract_lane(weights, 1);
  if (maxError > 0) return;
  const accepted = f64x2.pmin(weights, f64x2.splat(1));
  acceptSum = acceptSum + f64x2.extract_lane(accepted, 0) + f64x2.extract_lane(accepted, 1);
}

/** Makes the next state of the trajectory: its momentum goes to `end`, its place and energy to `proposal`. False where the trajectory must end. */
function growLeaf(end: usize, proposal: Place): bool {
  const from = place;
  let goesOn: bool;
  if (maxError > 0) goesOn = walk(from, end, proposal);
  else {
    if (kind === DIAGONAL) leapDiagonal(from, end, proposal);
    else {
      moveOn(from, end, proposal);
      leapfrog(proposal, end, force, signedStep);
      proposal.energy = totalEnergy(proposal, end);
    }
    steps++;
    accepts++;
    goesOn = !(proposal.energy - initialEnergy > DIVERGENCE);
    diverged = diverged || !goesOn;
  }
  place = proposal;
  momentum = end;
  time += timeStep;
  visit(proposal.position, time);
  return goesOn;
}

function moveOn(from: Place, end: usize, proposal: Place): void {
  copyVector(momentum, end, vectorBytes);
  if (changetype<usize>(from) !== changetype<usize>(proposal)) copyPlace(from, proposal);
}

/** A macro step of WALNUTS. */
function walk(from: Place, end: usize, proposal: Place): bool {
  moveOn(from, end, proposal);
  const goesOn = macroStep(proposal, end, force, signedStep, maxError);
  proposal.energy = totalEnergy(proposal, end);
  steps += macroGradients;
  accepts++;
  acceptSum += macroAccept;
  diverged = diverged || macroDiverged;
  return goesOn;
}

/** A leapfrog step with a diagonal metric, from one place to another (or the same), with few passes over memory. */
function leapDiagonal(from: Place, end: usize, proposal: Place): void {
  const bytes = vectorBytes;
  const metric = scale;
  const r = momentum;
  const q = from.position;
  const g = from.gradient;
  const toPosition = proposal.position;
  const toGradient = proposal.gradient;
  const step = f64x2.splat(signedStep);
  const half = f64x2.splat(0.5 * signedStep);
  for (let i: usize = 0; i < bytes; i += 16) {
    const w = v128.load(metric + i);
    const pushed = f64x2.add(v128.load(r + i), f64x2.mul(half, f64x2.mul(w, v128.load(g + i))));
    v128.store(end + i, pushed);
    v128.store(toPosition + i, f64x2.add(v128.load(q + i), f64x2.mul(step, f64x2.mul(pushed, w))));
  }
  const density = logDensity(toPosition, toGradient);
  let squares = f64x2.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const pulled = f64x2.mul(half, f64x2.mul(v128.load(metric + i), v128.load(toGradient + i)));
    const pushed = f64x2.add(v128.load(end + i), pulled);
    v128.store(end + i, pushed);
    squares = f64x2.add(squares, f64x2.mul(pushed, pushed));
  }
  const total = 0.5 * sumLanes(squares) - density;
  proposal.logDensity = density;
  proposal.energy = isNaN(total) ? Infinity : total;
}

// The No-U-Turn sampler, as in shared/kernels/mcmc/nuts.ts. What depends on a random draw is chosen without a branch, and leaves are grown in pairs.
import { expd2 } from "../../../math/assembly/elementary2";
import {
  copyPlace,
  Place,
  DIVERGENCE,
  inverseMetric,
  makePlace,
  report,
  startMomentum,
  totalEnergy,
  vector,
  vectorBytes,
  visit,
} from "./hamiltonian";
import { logDensity } from "./targets";
import { nextUniform } from "./transition";
import { copyVector, sumLanes } from "./vectors";

const LARGEST_LOG_WEIGHT: f64 = 700;

let trajectory: Tree = changetype<Tree>(0);
/** Addresses of one spare tree for each depth. */
let spare: usize = 0;
let forwards: Place = changetype<Place>(0);
let backwards: Place = changetype<Place>(0);
let forwardMomentum: usize = 0;
let backwardMomentum: usize = 0;

// What the growing tree shares.
let point: Place = changetype<Place>(0);
let momentum: usize = 0;
let signedStep: f64 = 0;
let initialEnergy: f64 = 0;
let steps: i32 = 0;
let acceptSum: f64 = 0;
let leafWeight: f64 = 0;
let diverged: bool = false;
let time: i32 = 0;
let timeStep: i32 = 1;

export function prepareNuts(maxDepth: i32): void {
  trajectory = makeTree();
  spare = heap.alloc(<usize>(maxDepth + 1) << 2);
  for (let depth = 0; depth <= maxDepth; depth++) {
    store<usize>(spare + (<usize>depth << 2), changetype<usize>(makeTree()));
  }
  forwards = makePlace();
  backwards = makePlace();
  forwardMomentum = vector();
  backwardMomentum = vector();
}

@inline
function spareTree(depth: i32): Tree {
  return changetype<Tree>(load<usize>(spare + (<usize>depth << 2)));
}

export function nuts(state: Place, stepSize: f64, maxDepth: i32): void {
  copyPlace(state, forwards);
  startMomentum(forwardMomentum);
  copyPlace(state, backwards);
  copyVector(forwardMomentum, backwardMomentum, vectorBytes);
  steps = 0;
  acceptSum = 0;
  diverged = false;
  initialEnergy = totalEnergy(forwards, forwardMomentum);
  startTree(trajectory, forwards, forwardMomentum, initialEnergy);

  let depth: i32 = 0;
  let forwardTime: i32 = 0;
  let backwardTime: i32 = 0;
  while (depth < maxDepth) {
    const ahead = nextUniform() > 0.5;
    point = ahead ? forwards : backwards;
    momentum = ahead ? forwardMomentum : backwardMomentum;
    signedStep = ahead ? stepSize : -stepSize;
    time = ahead ? forwardTime : backwardTime;
    timeStep = ahead ? 1 : -1;
    const subtree = spareTree(depth);
    if (!grow(depth, subtree)) break;
    if (ahead) forwardTime = time;
    else backwardTime = time;
    depth++;
    swapProposals(subtree, trajectory, nextUniform() * trajectory.weight < subtree.weight);
    if (!ahead) reverse(trajectory);
    const goesOn = extend(trajectory, subtree);
    if (!ahead) reverse(trajectory);
    if (!goesOn) break;
  }
  copyPlace(trajectory.proposal, state);
  report(acceptSum / <f64>steps, steps, depth, diverged, trajectory.proposal.energy);
}

function grow(depth: i32, tree: Tree): bool {
  if (depth === 1) return growPair(tree);
  if (depth === 0) return growSingle(tree);
  const second = spareTree(depth - 1);
  if (!grow(depth - 1, tree) || !grow(depth - 1, second)) return false;
  swapProposals(second, tree, nextUniform() * (tree.weight + second.weight) < second.weight);
  return extend(tree, second);
}

function growSingle(tree: Tree): bool {
  const goesOn = growLeaf(tree.firstMomentum, tree.proposal);
  tree.weight = leafWeight;
  copyVector(tree.firstMomentum, tree.lastMomentum, vectorBytes);
  copyVector(tree.firstMomentum, tree.momentumSum, vectorBytes);
  return goesOn;
}

/** Two leaves at once: each is an end, and the checks with the nearest state of the other part are the check of the whole. */
function growPair(tree: Tree): bool {
  const second = spareTree(0);
  if (!growLeaf(tree.firstMomentum, tree.proposal)) return false;
  const weight = leafWeight;
  if (!growLeaf(tree.lastMomentum, second.proposal)) return false;
  tree.weight = weight + leafWeight;
  swapProposals(second, tree, nextUniform() * (weight + leafWeight) < leafWeight);
  let start = f64x2.splat(0);
  let end = start;
  for (let i: usize = 0; i < vectorBytes; i += 16) {
    const first = v128.load(tree.firstMomentum + i);
    const last = v128.load(tree.lastMomentum + i);
    const metric = v128.load(inverseMetric + i);
    const both = f64x2.add(first, last);
    start = f64x2.add(start, f64x2.mul(f64x2.mul(metric, first), both));
    end = f64x2.add(end, f64x2.mul(f64x2.mul(metric, last), both));
    v128.store(tree.momentumSum + i, both);
  }
  return (<i32>(sumLanes(start) > 0) & <i32>(sumLanes(end) > 0)) != 0;
}

/** Makes a leapfrog step; its momentum goes to `end`, its place to `proposal`, its weight to `leafWeight`. False when it diverges. */
function growLeaf(end: usize, proposal: Place): bool {
  const bytes = vectorBytes;
  const p = momentum;
  const q = point.position;
  const g = point.gradient;
  const metric = inverseMetric;
  const step = f64x2.splat(signedStep);
  const half = f64x2.splat(0.5 * signedStep);
  for (let i: usize = 0; i < bytes; i += 16) {
    const pushed = f64x2.add(v128.load(p + i), f64x2.mul(half, v128.load(g + i)));
    v128.store(p + i, pushed);
    const moved = f64x2.add(v128.load(q + i), f64x2.mul(step, f64x2.mul(v128.load(metric + i), pushed)));
    v128.store(q + i, moved);
    v128.store(proposal.position + i, moved);
  }
  const density = logDensity(q, g);
  let squares = f64x2.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const gradient = v128.load(g + i);
    v128.store(proposal.gradient + i, gradient);
    const pushed = f64x2.add(v128.load(p + i), f64x2.mul(half, gradient));
    v128.store(p + i, pushed);
    v128.store(end + i, pushed);
    squares = f64x2.add(squares, f64x2.mul(f64x2.mul(pushed, pushed), v128.load(metric + i)));
  }
  time += timeStep;
  visit(q, time);
  const total = 0.5 * sumLanes(squares) - density;
  const energy = isNaN(total) ? Infinity : total;
  proposal.logDensity = density;
  proposal.energy = energy;
  const gained = smaller(initialEnergy - energy, LARGEST_LOG_WEIGHT);
  leafWeight = f64x2.extract_lane(expd2(f64x2.splat(gained)), 0);
  steps++;
  acceptSum += smaller(leafWeight, 1);
  const diverges = energy - initialEnergy > DIVERGENCE;
  if (diverges) diverged = true;
  return !diverges;
}

/** min without a branch. */
@inline
function smaller(x: f64, y: f64): f64 {
  return f64x2.extract_lane(f64x2.pmin(f64x2.splat(x), f64x2.splat(y)), 0);
}

// Trees: stretches of a trajectory. Ends and proposals are swapped by address instead of copied.

/** Ends and sum are addresses; velocities are made anew from momenta where they are needed. */
@unmanaged
class Tree {
  weight: f64;
  momentumSum: usize;
  firstMomentum: usize;
  lastMomentum: usize;
  proposal: Place;
}

function makeTree(): Tree {
  const tree = changetype<Tree>(heap.alloc(offsetof<Tree>()));
  tree.weight = 0;
  tree.momentumSum = vector();
  tree.firstMomentum = vector();
  tree.lastMomentum = vector();
  tree.proposal = makePlace();
  return tree;
}

/** Makes `tree` the single state from which the trajectory starts. */
function startTree(tree: Tree, place: Place, p: usize, energy: f64): void {
  tree.weight = 1;
  copyVector(p, tree.momentumSum, vectorBytes);
  copyVector(p, tree.firstMomentum, vectorBytes);
  copyVector(p, tree.lastMomentum, vectorBytes);
  copyPlace(place, tree.proposal);
  tree.proposal.energy = energy;
}

/** Joins `second`, which begins where `first` ends, to `first` (all but the proposal); false when it turns back. */
function extend(first: Tree, second: Tree): bool {
  let whole0 = f64x2.splat(0);
  let whole1 = whole0;
  let left0 = whole0;
  let left1 = whole0;
  let right0 = whole0;
  let right1 = whole0;
  const firstSumAt = first.momentumSum;
  const secondSumAt = second.momentumSum;
  const firstFirstAt = first.firstMomentum;
  const firstLastAt = first.lastMomentum;
  const secondFirstAt = second.firstMomentum;
  const secondLastAt = second.lastMomentum;
  for (let i: usize = 0; i < vectorBytes; i += 16) {
    const metric = v128.load(inverseMetric + i);
    const firstSum = v128.load(firstSumAt + i);
    const secondSum = v128.load(secondSumAt + i);
    const firstLast = v128.load(firstLastAt + i);
    const secondFirst = v128.load(secondFirstAt + i);
    const startVelocity = f64x2.mul(metric, v128.load(firstFirstAt + i));
    const endVelocity = f64x2.mul(metric, v128.load(secondLastAt + i));
    const both = f64x2.add(firstSum, secondSum);
    whole0 = f64x2.add(whole0, f64x2.mul(startVelocity, both));
    whole1 = f64x2.add(whole1, f64x2.mul(endVelocity, both));
    const left = f64x2.add(firstSum, secondFirst);
    left0 = f64x2.add(left0, f64x2.mul(startVelocity, left));
    left1 = f64x2.add(left1, f64x2.mul(f64x2.mul(metric, secondFirst), left));
    const right = f64x2.add(secondSum, firstLast);
    right0 = f64x2.add(right0, f64x2.mul(f64x2.mul(metric, firstLast), right));
    right1 = f64x2.add(right1, f64x2.mul(endVelocity, right));
    v128.store(firstSumAt + i, both);
  }
  first.weight += second.weight;
  first.lastMomentum = secondLastAt;
  second.lastMomentum = firstLastAt;
  return (
    (<i32>(sumLanes(whole0) > 0) &
      <i32>(sumLanes(whole1) > 0) &
      <i32>(sumLanes(left0) > 0) &
      <i32>(sumLanes(left1) > 0) &
      <i32>(sumLanes(right0) > 0) &
      <i32>(sumLanes(right1) > 0)) !==
    0
  );
}

/** Swaps the ends, to extend a trajectory backwards in time. */
function reverse(tree: Tree): void {
  const momentum = tree.firstMomentum;
  tree.firstMomentum = tree.lastMomentum;
  tree.lastMomentum = momentum;
}

/** Without a branch: whether to swap is a coin's toss, which no processor foresees. */
@inline
function swapProposals(a: Tree, b: Tree, swaps: bool): void {
  const left = changetype<usize>(a.proposal);
  const right = changetype<usize>(b.proposal);
  const change = (left ^ right) & (0 - <usize>swaps);
  a.proposal = changetype<Place>(left ^ change);
  b.proposal = changetype<Place>(right ^ change);
}

// The No-U-Turn sampler, as in shared/kernels/mcmc/nuts.ts; trees are swapped by address instead of copied.
import { exp } from "./elementary";
import {
  copyPlace,
  Place,
  DIVERGENCE,
  drawMomentum,
  inverseMetric,
  leapfrog,
  makePlace,
  report,
  totalEnergy,
  vector,
  vectorBytes,
  visit,
} from "./mcmc-hamiltonian";
import { nextUniform, startUniforms } from "./mcmc-random";
import { copyVector, sumLanes } from "./mcmc-vectors";

const LARGEST_LOG_WEIGHT: f64 = 700;

@unmanaged
class Tree {
  weight: f64;
  momentumSum: usize;
  firstMomentum: usize;
  lastMomentum: usize;
  firstVelocity: usize;
  lastVelocity: usize;
  proposal: Place;
}

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

function makeTree(): Tree {
  const tree = changetype<Tree>(heap.alloc(offsetof<Tree>()));
  tree.weight = 0;
  tree.momentumSum = vector();
  tree.firstMomentum = vector();
  tree.lastMomentum = vector();
  tree.firstVelocity = vector();
  tree.lastVelocity = vector();
  tree.proposal = makePlace();
  return tree;
}

// @ts-ignore: decorator
@inline
function spareTree(depth: i32): Tree {
  return changetype<Tree>(load<usize>(spare + (<usize>depth << 2)));
}

export function nuts(k0: u32, k1: u32, state: Place, stepSize: f64, maxDepth: i32): void {
  copyPlace(state, forwards);
  drawMomentum(k0, k1, forwardMomentum);
  copyPlace(state, backwards);
  copyVector(forwardMomentum, backwardMomentum, vectorBytes);
  startUniforms(k0, k1);
  steps = 0;
  acceptSum = 0;
  diverged = false;
  initialEnergy = totalEnergy(forwards, forwardMomentum);
  startTree(trajectory, forwards, forwardMomentum, initialEnergy, 1);

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
    if (nextUniform() * trajectory.weight < subtree.weight) swapProposals(subtree, trajectory);
    if (!ahead) reverse(trajectory);
    const goesOn = extend(trajectory, subtree);
    if (!ahead) reverse(trajectory);
    if (!goesOn) break;
  }
  copyPlace(trajectory.proposal, state);
  report(acceptSum / <f64>steps, steps, depth, diverged, trajectory.proposal.energy);
}

function grow(depth: i32, tree: Tree): bool {
  if (depth === 0) return growLeaf(tree);
  const second = spareTree(depth - 1);
  if (!grow(depth - 1, tree) || !grow(depth - 1, second)) return false;
  if (nextUniform() * (tree.weight + second.weight) < second.weight) swapProposals(second, tree);
  return extend(tree, second);
}

function growLeaf(tree: Tree): bool {
  leapfrog(point, momentum, signedStep);
  time += timeStep;
  visit(point.position, time);
  const energy = totalEnergy(point, momentum);
  const weight = exp(min<f64>(initialEnergy - energy, LARGEST_LOG_WEIGHT));
  steps++;
  acceptSum += min<f64>(weight, 1);
  startTree(tree, point, momentum, energy, weight);
  const diverges = energy - initialEnergy > DIVERGENCE;
  if (diverges) diverged = true;
  return !diverges;
}

function startTree(tree: Tree, place: Place, p: usize, energy: f64, weight: f64): void {
  tree.weight = weight;
  const proposal = tree.proposal;
  for (let i: usize = 0; i < vectorBytes; i += 16) {
    const lanes = v128.load(p + i);
    v128.store(tree.momentumSum + i, lanes);
    v128.store(tree.firstMomentum + i, lanes);
    v128.store(tree.lastMomentum + i, lanes);
    const velocity = f64x2.mul(v128.load(inverseMetric + i), lanes);
    v128.store(tree.firstVelocity + i, velocity);
    v128.store(tree.lastVelocity + i, velocity);
    v128.store(proposal.position + i, v128.load(place.position + i));
    v128.store(proposal.gradient + i, v128.load(place.gradient + i));
  }
  proposal.logDensity = place.logDensity;
  proposal.energy = energy;
}

function extend(first: Tree, second: Tree): bool {
  let whole0 = f64x2.splat(0);
  let whole1 = whole0;
  let left0 = whole0;
  let left1 = whole0;
  let right0 = whole0;
  let right1 = whole0;
  for (let i: usize = 0; i < vectorBytes; i += 16) {
    const firstSum = v128.load(first.momentumSum + i);
    const secondSum = v128.load(second.momentumSum + i);
    const firstFirst = v128.load(first.firstVelocity + i);
    const secondLast = v128.load(second.lastVelocity + i);
    const both = f64x2.add(firstSum, secondSum);
    whole0 = f64x2.add(whole0, f64x2.mul(firstFirst, both));
    whole1 = f64x2.add(whole1, f64x2.mul(secondLast, both));
    const left = f64x2.add(firstSum, v128.load(second.firstMomentum + i));
    left0 = f64x2.add(left0, f64x2.mul(firstFirst, left));
    left1 = f64x2.add(left1, f64x2.mul(v128.load(second.firstVelocity + i), left));
    const right = f64x2.add(secondSum, v128.load(first.lastMomentum + i));
    right0 = f64x2.add(right0, f64x2.mul(v128.load(first.lastVelocity + i), right));
    right1 = f64x2.add(right1, f64x2.mul(secondLast, right));
    v128.store(first.momentumSum + i, both);
  }
  first.weight += second.weight;
  const lastMomentum = first.lastMomentum;
  first.lastMomentum = second.lastMomentum;
  second.lastMomentum = lastMomentum;
  const lastVelocity = first.lastVelocity;
  first.lastVelocity = second.lastVelocity;
  second.lastVelocity = lastVelocity;
  return (
    sumLanes(whole0) > 0 &&
    sumLanes(whole1) > 0 &&
    sumLanes(left0) > 0 &&
    sumLanes(left1) > 0 &&
    sumLanes(right0) > 0 &&
    sumLanes(right1) > 0
  );
}

function reverse(tree: Tree): void {
  const momentum = tree.firstMomentum;
  tree.firstMomentum = tree.lastMomentum;
  tree.lastMomentum = momentum;
  const velocity = tree.firstVelocity;
  tree.firstVelocity = tree.lastVelocity;
  tree.lastVelocity = velocity;
}

function swapProposals(a: Tree, b: Tree): void {
  const proposal = a.proposal;
  a.proposal = b.proposal;
  b.proposal = proposal;
}

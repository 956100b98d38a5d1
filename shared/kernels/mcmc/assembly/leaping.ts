// The No-U-Turn sampler where the density makes the leapfrog steps itself, with a diagonal metric: as in nuts.ts, bit for bit, but arranged so that a
// processor seldom waits. States at the ends of the trajectory are moved on in place, at addresses that no random draw decides. Of each pair of leaves the
// momenta are looked at at once, whereas its weights (exponentials of its energies) are computed by the steps of the next pair, in whose shadow they lie;
// what depends on weights is put down, and made up for then. So a trajectory learns that it diverged a pair late: what it did since then is in vain.
import { copyPlace, dimension, DIVERGENCE, makePlace, momentumOf, Place, report, vectorBytes, visit } from "./hamiltonian";
import { scale } from "./metric";
import { densityFinish, densityLeap, densityLeaps } from "./targets";
import { drawAhead, nextUniform, transitionNormals } from "./transition";
import { extend, makeTree, reverse, swapProposals, Tree } from "./tree";
import { sumLanes } from "./vectors";
import { weightsOf } from "./weights";

let trajectory: Tree = changetype<Tree>(0);
/** Addresses of one spare tree for each depth. */
let spare: usize = 0;
/** The second leaves of pairs, in turn: those of the last pair are still needed while the next is made. */
let seconds: usize = 0;
let forwards: Place = changetype<Place>(0);
let backwards: Place = changetype<Place>(0);

let initialEnergy: f64 = 0;
let signedStep: f64 = 0;
let time: i32 = 0;
let timeStep: i32 = 1;
/** The place that is moved on. */
let end: Place = changetype<Place>(0);
let steps: i32 = 0;
let acceptSum: f64 = 0;
let depth: i32 = 0;
let diverged: bool = false;

// Leaves whose weights are not known yet (0, 1 or 2): their trees, the random number of the choice between them, and when they were visited.
let leaves: i32 = 0;
let firstTree: Tree = changetype<Tree>(0);
let secondTree: Tree = changetype<Tree>(0);
let choice: f64 = 0;
let leafTime: i32 = 0;
let leafTimeStep: i32 = 0;
const weights = memory.data(16, 16);
// Joins that wait for them: trees (the trajectory, where it is the first) and random numbers.
let joins: usize = 0;
let joinsEnd: usize = 0;
const JOIN: usize = 16;

export function prepareLeaping(maxDepth: i32): void {
  trajectory = makeTree();
  spare = makeTrees(maxDepth + 1);
  seconds = makeTrees(2);
  forwards = makePlace();
  backwards = makePlace();
  joins = heap.alloc(<usize>(maxDepth + 2) * JOIN);
}

function makeTrees(count: i32): usize {
  const at = heap.alloc(<usize>count << 2);
  for (let i = 0; i < count; i++) store<usize>(at + (<usize>i << 2), changetype<usize>(makeTree()));
  return at;
}

@inline
function treeAt(trees: usize, i: i32): Tree {
  return changetype<Tree>(load<usize>(trees + (<usize>i << 2)));
}

export function leapingNuts(state: Place, stepSize: f64, maxDepth: i32): void {
  start(state);
  let forwardTime: i32 = 0;
  let backwardTime: i32 = 0;
  let grown: i32 = 0;
  while (grown < maxDepth) {
    const ahead = nextUniform() > 0.5;
    const back = <usize>!ahead;
    end = changetype<Place>(changetype<usize>(forwards) ^ ((changetype<usize>(forwards) ^ changetype<usize>(backwards)) & (0 - back)));
    signedStep = reinterpret<f64>(reinterpret<u64>(stepSize) ^ (<u64>back << 63));
    timeStep = 1 - (<i32>back << 1);
    time = ahead ? forwardTime : backwardTime;
    const subtree = treeAt(spare, grown);
    if (!(grown === 0 ? growSingle(subtree) : grow(1 << (grown - 1), subtree))) break;
    if (ahead) forwardTime = time;
    else backwardTime = time;
    grown++;
    join(trajectory, subtree);
    reverse(trajectory, !ahead);
    const goesOn = extend(trajectory, subtree);
    reverse(trajectory, !ahead);
    if (!goesOn) break;
  }
  if (leaves > 0) {
    densityFinish(changetype<usize>(firstTree.proposal), changetype<usize>(secondTree.proposal));
    // The last weights lie in no shadow: random numbers of later transitions do, in theirs.
    drawAhead();
    const energy = firstTree.proposal.energy;
    v128.store(weights, weightsOf(initialEnergy, energy, leaves > 1 ? secondTree.proposal.energy : energy));
    drawAhead();
    settle();
  }
  copyPlace(trajectory.proposal, state);
  report(acceptSum / <f64>steps, steps, depth, diverged, trajectory.proposal.energy);
}

/** The single state from which the trajectory starts, with all copies that are needed, in one pass. */
function start(state: Place): void {
  const normals = transitionNormals();
  const odd = (dimension & 1) !== 0;
  const proposal = trajectory.proposal;
  let squares = f64x2.splat(0);
  for (let i: usize = 0; i < vectorBytes; i += 16) {
    const q = v128.load(state.position + i);
    v128.store(forwards.position + i, q);
    v128.store(backwards.position + i, q);
    v128.store(proposal.position + i, q);
    const g = v128.load(state.gradient + i);
    v128.store(forwards.gradient + i, g);
    v128.store(backwards.gradient + i, g);
    v128.store(proposal.gradient + i, g);
    let r = v128.load(normals + i);
    if (odd && i + 16 === vectorBytes) r = f64x2.replace_lane(r, 1, 0);
    v128.store(momentumOf(forwards) + i, r);
    v128.store(momentumOf(backwards) + i, r);
    v128.store(trajectory.firstMomentum + i, r);
    v128.store(trajectory.lastMomentum + i, r);
    v128.store(trajectory.momentumSum + i, r);
    squares = f64x2.add(squares, f64x2.mul(r, r));
  }
  const total = 0.5 * sumLanes(squares) - state.logDensity;
  initialEnergy = isNaN(total) ? Infinity : total;
  proposal.logDensity = state.logDensity;
  proposal.energy = initialEnergy;
  trajectory.weight = 1;
  steps = 0;
  acceptSum = 0;
  depth = 0;
  diverged = false;
  leaves = 0;
  joinsEnd = joins;
}

function growSingle(tree: Tree): bool {
  densityLeap(
    changetype<usize>(end),
    scale,
    changetype<usize>(tree.proposal),
    tree.firstMomentum,
    tree.lastMomentum,
    tree.momentumSum,
    signedStep,
  );
  postpone(1, tree, tree, 0);
  return true;
}

/** Grows a tree of pairs; false where it turned back, or something before it diverged. Pair k begins a right half of as many pairs as its lowest bit says. */
function grow(pairs: i32, tree: Tree): bool {
  for (let k = 0; k < pairs; k++) {
    if (!growPair(treeOfPair(k, tree))) return false;
    for (let level = 0; ((k >> level) & 1) !== 0; level++) {
      const left = treeOfPair((k >> (level + 1)) << (level + 1), tree);
      const right = treeAt(spare, level + 1);
      join(left, right);
      if (!extend(left, right)) return false;
    }
  }
  return true;
}

@inline
function treeOfPair(k: i32, whole: Tree): Tree {
  return k === 0 ? whole : treeAt(spare, ctz(k) + 1);
}

function growPair(tree: Tree): bool {
  const second = changetype<Tree>(load<usize>(seconds));
  const first = firstTree.proposal;
  const last = secondTree.proposal;
  const goesOn = densityLeaps(
    changetype<usize>(end),
    scale,
    changetype<usize>(tree.proposal),
    tree.firstMomentum,
    changetype<usize>(second.proposal),
    tree.lastMomentum,
    tree.momentumSum,
    changetype<usize>(first),
    changetype<usize>(last),
    weights,
    initialEnergy,
    signedStep,
  );
  if (!settle()) return false;
  store<usize>(seconds, load<usize>(seconds, 4));
  store<usize>(seconds, changetype<usize>(second), 4);
  postpone(2, tree, second, nextUniform());
  return goesOn !== 0;
}

/** Puts down leaves whose weights are not known yet. */
@inline
function postpone(count: i32, first: Tree, second: Tree, draw: f64): void {
  leaves = count;
  firstTree = first;
  secondTree = second;
  choice = draw;
  leafTime = time;
  leafTimeStep = timeStep;
  time += timeStep * count;
}

/** Puts down the choice between the proposals of two trees. */
@inline
function join(first: Tree, second: Tree): void {
  store<usize>(joinsEnd, changetype<usize>(first));
  store<usize>(joinsEnd, changetype<usize>(second), 4);
  store<f64>(joinsEnd, nextUniform(), 8);
  joinsEnd += JOIN;
}

/** Makes up for what waited for `weights`; false where a leaf diverged. */
function settle(): bool {
  const tree = firstTree;
  const count = leaves;
  leaves = 0;
  if (!takeLeaf(tree.proposal)) return false;
  const both = v128.load(weights);
  const accepted = f64x2.pmin(both, f64x2.splat(1));
  let total = f64x2.extract_lane(both, 0);
  acceptSum += f64x2.extract_lane(accepted, 0);
  if (count > 1) {
    const weight = f64x2.extract_lane(both, 1);
    acceptSum += f64x2.extract_lane(accepted, 1);
    if (!takeLeaf(secondTree.proposal)) return false;
    total += weight;
    swapProposals(secondTree, tree, choice * total < weight);
  }
  tree.weight = total;
  for (let at = joins; at < joinsEnd; at += JOIN) {
    const first = changetype<Tree>(load<usize>(at));
    const second = changetype<Tree>(load<usize>(at, 4));
    const sum = first.weight + second.weight;
    // Biased progressive sampling prefers the new half of a trajectory.
    const whole = changetype<usize>(first) === changetype<usize>(trajectory);
    swapProposals(second, first, load<f64>(at, 8) * (whole ? first.weight : sum) < second.weight);
    first.weight = sum;
    depth += <i32>whole;
  }
  joinsEnd = joins;
  return true;
}

@inline
function takeLeaf(proposal: Place): bool {
  steps++;
  leafTime += leafTimeStep;
  if (dimension === 2) visit(proposal.position, leafTime);
  if (!(proposal.energy - initialEnergy > DIVERGENCE)) return true;
  diverged = true;
  return false;
}

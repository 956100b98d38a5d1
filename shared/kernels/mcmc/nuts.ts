import { exp } from "../../math/elementary.ts";
import { uniform } from "../../random/index.ts";
import type { Kernel, PhasePoint, Place, Visit } from "./hamiltonian.ts";
import { copyPlace, DIVERGENCE, drawMomentum, leapfrog, makePhasePoint, totalEnergy, UNIFORMS } from "./hamiltonian.ts";
import type { Target } from "./target.ts";
import { dotSum, paddedLength } from "./vectors.ts";

// The No-U-Turn sampler: Hoffman and Gelman (2014), with multinomial sampling of the trajectory and the generalised U-turn criterion of
// Betancourt (2017), "A conceptual introduction to Hamiltonian Monte Carlo", appendix A.4, and Stan's checks across neighbouring subtrees.
//
// Think of a trajectory as the leaves of a binary tree that doubles, forwards or backwards in time, until its ends turn back. A state is
// drawn from it in proportion to exp(−H), on the way: each merge of two parts keeps the proposal of one of them.

/** A stretch of trajectory. "First" and "last" are its ends in the order in which it was walked. */
interface Tree {
  /** Σ exp(H₀ − H) over the states. */
  weight: number;
  /** Σ p over the states. */
  readonly momentumSum: Float64Array;
  readonly firstMomentum: Float64Array;
  readonly lastMomentum: Float64Array;
  /** M⁻¹p at the ends. */
  readonly firstVelocity: Float64Array;
  readonly lastVelocity: Float64Array;
  readonly proposal: Proposal;
}

interface Proposal extends Place {
  energy: number;
}

/** What a growing tree shares. */
interface Growth {
  readonly target: Target;
  readonly inverseMetric: Float64Array;
  readonly stepSize: number;
  readonly direction: 1 | -1;
  readonly point: PhasePoint;
  readonly initialEnergy: number;
  /** One spare tree for each depth. */
  readonly spare: readonly Tree[];
  readonly draw: () => number;
  readonly visit: (position: Float64Array) => void;
  readonly info: { leapfrogs: number; acceptSum: number; divergent: boolean };
}

/** Weights above e^700 count as e^700: such states are met only on the way from a start that the target practically never visits. */
const LARGEST_LOG_WEIGHT = 700;

export function nuts(target: Target, maxDepth: number, visit?: Visit): Kernel {
  const spare = Array.from({ length: maxDepth + 1 }, () => makeTree(target.dimension));
  const trajectory = makeTree(target.dimension);
  const forwards = makePhasePoint(target.dimension);
  const backwards = makePhasePoint(target.dimension);
  return (key, state, stepSize, inverseMetric) => {
    const info = { leapfrogs: 0, acceptSum: 0, divergent: false };
    let used = UNIFORMS;
    const draw = () => uniform(key, used++);
    const times = { 1: 0, "-1": 0 };
    copyPlace(state, forwards);
    drawMomentum(key, inverseMetric, target.dimension, forwards.momentum);
    copyPlace(state, backwards);
    backwards.momentum.set(forwards.momentum);
    const initialEnergy = totalEnergy(forwards, inverseMetric);
    startTree(trajectory, forwards, inverseMetric, initialEnergy, 1);

    let depth = 0;
    while (depth < maxDepth) {
      const direction = draw() > 0.5 ? 1 : -1;
      const point = direction === 1 ? forwards : backwards;
      const seen = (position: Float64Array) => visit?.(position, direction * ++times[direction]);
      const growth = {
        target,
        inverseMetric,
        stepSize,
        direction,
        point,
        initialEnergy,
        spare,
        draw,
        visit: seen,
        info,
      };
      const subtree = spare[depth];
      if (!grow(growth as Growth, depth, subtree)) break;
      depth++;
      // Biased progressive sampling: the new half is preferred, which moves farther than the fair choice and leaves π invariant.
      if (draw() * trajectory.weight < subtree.weight) copyProposal(subtree.proposal, trajectory.proposal);
      if (direction === -1) reverse(trajectory);
      const goesOn = extend(trajectory, subtree);
      if (direction === -1) reverse(trajectory);
      if (!goesOn) break;
    }
    copyPlace(trajectory.proposal, state);
    const { leapfrogs, acceptSum, divergent } = info;
    return {
      accept: acceptSum / leapfrogs,
      leapfrogs,
      treeDepth: depth,
      divergent,
      energy: trajectory.proposal.energy,
    };
  };
}

/** Walks 2^depth steps from `growth.point` into `tree`; false when a part of it diverged or turned back. */
function grow(growth: Growth, depth: number, tree: Tree): boolean {
  if (depth === 0) return growLeaf(growth, tree);
  const second = growth.spare[depth - 1];
  if (!grow(growth, depth - 1, tree) || !grow(growth, depth - 1, second)) return false;
  if (growth.draw() * (tree.weight + second.weight) < second.weight) copyProposal(second.proposal, tree.proposal);
  return extend(tree, second);
}

function growLeaf(growth: Growth, tree: Tree): boolean {
  const { point, inverseMetric, info } = growth;
  leapfrog(growth.target, point, growth.direction * growth.stepSize, inverseMetric);
  growth.visit(point.position);
  const energy = totalEnergy(point, inverseMetric);
  const weight = exp(Math.min(growth.initialEnergy - energy, LARGEST_LOG_WEIGHT));
  info.leapfrogs++;
  info.acceptSum += Math.min(weight, 1);
  startTree(tree, point, inverseMetric, energy, weight);
  const diverges = energy - growth.initialEnergy > DIVERGENCE;
  info.divergent ||= diverges;
  return !diverges;
}

/** Makes `tree` the single state `point`. */
function startTree(tree: Tree, point: PhasePoint, inverseMetric: Float64Array, energy: number, weight: number): void {
  const { momentum } = point;
  tree.weight = weight;
  tree.momentumSum.set(momentum);
  tree.firstMomentum.set(momentum);
  tree.lastMomentum.set(momentum);
  for (let i = 0; i < momentum.length; i++) tree.firstVelocity[i] = inverseMetric[i] * momentum[i];
  tree.lastVelocity.set(tree.firstVelocity);
  copyPlace(point, tree.proposal);
  tree.proposal.energy = energy;
}

/**
 * Joins `second`, which begins where `first` ends, to `first` (all but the proposal); false when the whole turns back, or when either part
 * does together with the nearest state of the other.
 */
function extend(first: Tree, second: Tree): boolean {
  const goesOn =
    dotSum(first.firstVelocity, first.momentumSum, second.momentumSum) > 0 &&
    dotSum(second.lastVelocity, first.momentumSum, second.momentumSum) > 0 &&
    dotSum(first.firstVelocity, first.momentumSum, second.firstMomentum) > 0 &&
    dotSum(second.firstVelocity, first.momentumSum, second.firstMomentum) > 0 &&
    dotSum(first.lastVelocity, second.momentumSum, first.lastMomentum) > 0 &&
    dotSum(second.lastVelocity, second.momentumSum, first.lastMomentum) > 0;
  first.weight += second.weight;
  for (let i = 0; i < first.momentumSum.length; i++) first.momentumSum[i] += second.momentumSum[i];
  first.lastMomentum.set(second.lastMomentum);
  first.lastVelocity.set(second.lastVelocity);
  return goesOn;
}

/** Swaps the ends, to extend a trajectory backwards in time. */
function reverse(tree: Tree): void {
  swap(tree.firstMomentum, tree.lastMomentum);
  swap(tree.firstVelocity, tree.lastVelocity);
}

function swap(a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < a.length; i++) [a[i], b[i]] = [b[i], a[i]];
}

function copyProposal(from: Proposal, to: Proposal): void {
  copyPlace(from, to);
  to.energy = from.energy;
}

function makeTree(dimension: number): Tree {
  const vector = () => new Float64Array(paddedLength(dimension));
  return {
    weight: 0,
    momentumSum: vector(),
    firstMomentum: vector(),
    lastMomentum: vector(),
    firstVelocity: vector(),
    lastVelocity: vector(),
    proposal: { position: vector(), gradient: vector(), logDensity: 0, energy: 0 },
  };
}

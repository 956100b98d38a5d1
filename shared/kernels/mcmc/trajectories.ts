import { exp } from "../../math/elementary.ts";
import { uniform } from "../../random/index.ts";
import type { Kernel, PhasePoint, Place, Visit } from "./hamiltonian.ts";
import { copyPhasePoint, copyPlace, makePhasePoint, startFrom, totalEnergy, UNIFORMS } from "./hamiltonian.ts";
import type { Metric } from "./metric.ts";
import type { Target } from "./target.ts";
import { dotSum, paddedLength } from "./vectors.ts";

// Trajectories that stop when they turn back, for NUTS and WALNUTS. Think of a trajectory as the leaves of a binary tree that doubles, forwards or backwards
// in time, until its ends turn back. A state is drawn from it in proportion to exp(−H), on the way: each merge of two parts keeps the proposal of one of
// them. Momenta are whitened (metric.ts), so that a velocity times a momentum is a product of momenta.

/** What a transition has seen so far. */
export interface Seen {
  leapfrogs: number;
  /** Sum and number of the acceptance probabilities that step-size adaptation is told. */
  acceptSum: number;
  accepts: number;
  divergent: boolean;
}

/** Moves a point on by one state of the trajectory, with a step whose sign is the direction of time. False where the trajectory must end. */
export type Walk = (
  point: PhasePoint,
  signedStep: number,
  metric: Metric,
  initialEnergy: number,
  seen: Seen,
) => boolean;

/** A stretch of trajectory. "First" and "last" are its ends in the order in which it was walked. */
interface Tree {
  /** Σ exp(H₀ − H) over the states. */
  weight: number;
  /** Σ r over the states. */
  readonly momentumSum: Float64Array;
  readonly firstMomentum: Float64Array;
  readonly lastMomentum: Float64Array;
  readonly proposal: Proposal;
}

interface Proposal extends Place {
  energy: number;
}

/** What a growing tree shares. */
interface Growth {
  readonly metric: Metric;
  readonly signedStep: number;
  readonly point: PhasePoint;
  readonly initialEnergy: number;
  readonly draw: () => number;
  readonly visit: (position: Float64Array) => void;
  readonly seen: Seen;
}

/** Weights above e^700 count as e^700: such states are met only on the way from a start that the target practically never visits. */
const LARGEST_LOG_WEIGHT = 700;

/** exp(H₀ − H). */
export function weightOf(initialEnergy: number, energy: number): number {
  return exp(Math.min(initialEnergy - energy, LARGEST_LOG_WEIGHT));
}

/** A sampler whose trajectories are walked by `walk`. */
export function trajectories(target: Target, maxDepth: number, walk: Walk, visit?: Visit): Kernel {
  // One spare tree for each depth.
  const spare = Array.from({ length: maxDepth + 1 }, () => makeTree(target.dimension));
  const trajectory = makeTree(target.dimension);
  const forwards = makePhasePoint(target.dimension);
  const backwards = makePhasePoint(target.dimension);

  /** Walks 2^depth states from `growth.point` into `tree`; false when a part of it ended or turned back. */
  function grow(growth: Growth, depth: number, tree: Tree): boolean {
    if (depth === 0) return growLeaf(growth, tree);
    const second = spare[depth - 1];
    if (!grow(growth, depth - 1, tree) || !grow(growth, depth - 1, second)) return false;
    if (growth.draw() * (tree.weight + second.weight) < second.weight) copyProposal(second.proposal, tree.proposal);
    return extend(tree, second);
  }

  function growLeaf({ point, signedStep, metric, initialEnergy, visit: see, seen }: Growth, tree: Tree): boolean {
    const goesOn = walk(point, signedStep, metric, initialEnergy, seen);
    see(point.position);
    const energy = totalEnergy(point);
    startTree(tree, point, energy, weightOf(initialEnergy, energy));
    return goesOn;
  }

  return (key, state, stepSize, metric) => {
    const seen: Seen = { leapfrogs: 0, acceptSum: 0, accepts: 0, divergent: false };
    let used = UNIFORMS;
    const draw = () => uniform(key, used++);
    const times = { 1: 0, "-1": 0 };
    startFrom(state, key, metric, forwards);
    copyPhasePoint(forwards, backwards);
    const initialEnergy = totalEnergy(forwards);
    startTree(trajectory, forwards, initialEnergy, 1);

    let depth = 0;
    while (depth < maxDepth) {
      const direction = draw() > 0.5 ? 1 : -1;
      const point = direction === 1 ? forwards : backwards;
      const see = (position: Float64Array) => visit?.(position, direction * ++times[direction]);
      const signedStep = direction * stepSize;
      const subtree = spare[depth];
      if (!grow({ metric, signedStep, point, initialEnergy, draw, visit: see, seen }, depth, subtree)) break;
      depth++;
      // Biased progressive sampling: the new half is preferred, which moves farther than the fair choice and leaves π invariant.
      if (draw() * trajectory.weight < subtree.weight) copyProposal(subtree.proposal, trajectory.proposal);
      if (direction === -1) reverse(trajectory);
      const goesOn = extend(trajectory, subtree);
      if (direction === -1) reverse(trajectory);
      if (!goesOn) break;
    }
    copyPlace(trajectory.proposal, state);
    const { leapfrogs, acceptSum, accepts, divergent } = seen;
    return {
      accept: acceptSum / accepts,
      leapfrogs,
      treeDepth: depth,
      divergent,
      energy: trajectory.proposal.energy,
    };
  };
}

/** Makes `tree` the single state `point`. */
function startTree(tree: Tree, point: PhasePoint, energy: number, weight: number): void {
  tree.weight = weight;
  tree.momentumSum.set(point.momentum);
  tree.firstMomentum.set(point.momentum);
  tree.lastMomentum.set(point.momentum);
  copyPlace(point, tree.proposal);
  tree.proposal.energy = energy;
}

/**
 * Joins `second`, which begins where `first` ends, to `first` (all but the proposal); false when the whole turns back, or when either part
 * does together with the nearest state of the other.
 */
function extend(first: Tree, second: Tree): boolean {
  const goesOn =
    dotSum(first.firstMomentum, first.momentumSum, second.momentumSum) > 0 &&
    dotSum(second.lastMomentum, first.momentumSum, second.momentumSum) > 0 &&
    dotSum(first.firstMomentum, first.momentumSum, second.firstMomentum) > 0 &&
    dotSum(second.firstMomentum, first.momentumSum, second.firstMomentum) > 0 &&
    dotSum(first.lastMomentum, second.momentumSum, first.lastMomentum) > 0 &&
    dotSum(second.lastMomentum, second.momentumSum, first.lastMomentum) > 0;
  first.weight += second.weight;
  for (let i = 0; i < first.momentumSum.length; i++) first.momentumSum[i] += second.momentumSum[i];
  first.lastMomentum.set(second.lastMomentum);
  return goesOn;
}

/** Swaps the ends, to extend a trajectory backwards in time. */
function reverse({ firstMomentum, lastMomentum }: Tree): void {
  for (let i = 0; i < firstMomentum.length; i++)
    [firstMomentum[i], lastMomentum[i]] = [lastMomentum[i], firstMomentum[i]];
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
    proposal: { position: vector(), gradient: vector(), logDensity: 0, energy: 0 },
  };
}

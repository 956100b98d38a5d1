// Trees: stretches of a trajectory, as in shared/kernels/mcmc/trajectories.ts. Ends and proposals are swapped by address instead of copied.

import { copyPlace, makePlace, Place, vector, vectorBytes } from "./hamiltonian";
import { copyVector, sumLanes } from "./vectors";

/** Ends and sum are addresses. */
@unmanaged
export class Tree {
  weight: f64;
  momentumSum: usize;
  firstMomentum: usize;
  lastMomentum: usize;
  proposal: Place;
}

export function makeTree(): Tree {
  const tree = changetype<Tree>(heap.alloc(offsetof<Tree>()));
  tree.weight = 0;
  tree.momentumSum = vector();
  tree.firstMomentum = vector();
  tree.lastMomentum = vector();
  tree.proposal = makePlace();
  return tree;
}

/** Makes `tree` the single state from which the trajectory starts, whose momentum is its first. */
export function startTree(tree: Tree, place: Place, energy: f64): void {
  tree.weight = 1;
  copyVector(tree.firstMomentum, tree.momentumSum, vectorBytes);
  copyVector(tree.firstMomentum, tree.lastMomentum, vectorBytes);
  copyPlace(place, tree.proposal);
  tree.proposal.energy = energy;
}

/** Joins `second`, which begins where `first` ends, to `first` (all but weight and proposal); false when it turns back. */
export function extend(first: Tree, second: Tree): bool {
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
    const firstSum = v128.load(firstSumAt + i);
    const secondSum = v128.load(secondSumAt + i);
    const firstFirst = v128.load(firstFirstAt + i);
    const firstLast = v128.load(firstLastAt + i);
    const secondFirst = v128.load(secondFirstAt + i);
    const secondLast = v128.load(secondLastAt + i);
    const both = f64x2.add(firstSum, secondSum);
    whole0 = f64x2.add(whole0, f64x2.mul(firstFirst, both));
    whole1 = f64x2.add(whole1, f64x2.mul(secondLast, both));
    const left = f64x2.add(firstSum, secondFirst);
    left0 = f64x2.add(left0, f64x2.mul(firstFirst, left));
    left1 = f64x2.add(left1, f64x2.mul(secondFirst, left));
    const right = f64x2.add(secondSum, firstLast);
    right0 = f64x2.add(right0, f64x2.mul(firstLast, right));
    right1 = f64x2.add(right1, f64x2.mul(secondLast, right));
    v128.store(firstSumAt + i, both);
  }
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

// Whether to swap is a coin's toss, which no processor foresees: there is no branch.

/** Swaps the ends, to extend a trajectory backwards in time. */
@inline
export function reverse(tree: Tree, swaps: bool): void {
  const change = (tree.firstMomentum ^ tree.lastMomentum) & (0 - <usize>swaps);
  tree.firstMomentum ^= change;
  tree.lastMomentum ^= change;
}

@inline
export function swapProposals(a: Tree, b: Tree, swaps: bool): void {
  const left = changetype<usize>(a.proposal);
  const right = changetype<usize>(b.proposal);
  const change = (left ^ right) & (0 - <usize>swaps);
  a.proposal = changetype<Place>(left ^ change);
  b.proposal = changetype<Place>(right ^ change);
}

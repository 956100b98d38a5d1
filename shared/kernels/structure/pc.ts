/**
 * The graph from tests of independence: PC (Spirtes, Glymour & Scheines 2000), in the form whose edges do not depend on the order of the variables
 * (PC-stable: Colombo & Maathuis 2014). Whoever is independent of another, given some of its neighbours, is not joined to it; a node between two that are
 * apart, and that did not separate them, is a collider; Meek's rules do the rest.
 */
import { closeByMeek, graphOf, type Marks, orient, type PartialGraph } from "./equivalence.ts";

export interface Cut {
  readonly a: number;
  readonly b: number;
  /** What separated them: at most `most` neighbours of one of them. */
  readonly given: readonly number[];
}

export interface Collider {
  readonly a: number;
  readonly middle: number;
  readonly b: number;
}

export interface Skeleton {
  /** Edges taken away, in the order in which that happened. */
  readonly cuts: readonly Cut[];
  readonly joined: readonly Uint8Array[];
  /** How many times it was asked whether two are independent. */
  readonly tests: number;
}

export interface Constraints extends Skeleton {
  readonly graph: PartialGraph;
  readonly colliders: readonly Collider[];
  /** Colliders that contradict one found before them, at an edge that would point both ways: there the first keeps its direction. */
  readonly conflicts: readonly Collider[];
}

/** Whether a and b are independent given these. */
export type IsIndependent = (a: number, b: number, given: readonly number[]) => boolean;

/** `most`: variables that a test may condition on. */
export function pc(nodes: number, isIndependent: IsIndependent, most: number): Constraints {
  const skeleton = skeletonOf(nodes, isIndependent, most);
  const marks = skeleton.joined.map((own) => own.slice());
  const { colliders, conflicts } = orientColliders(marks, skeleton.cuts);
  closeByMeek(marks);
  return { ...skeleton, graph: graphOf(marks), colliders, conflicts };
}

export function skeletonOf(nodes: number, isIndependent: IsIndependent, most: number): Skeleton {
  const joined = Array.from({ length: nodes }, (_, a) =>
    Uint8Array.from({ length: nodes }, (_, b) => (a === b ? 0 : 1)),
  );
  const cuts: Cut[] = [];
  let tests = 0;
  const separatorOf = (a: number, b: number, among: readonly number[], size: number) => {
    for (const given of subsets(among, size)) {
      tests++;
      if (isIndependent(a, b, given)) return given;
    }
    return undefined;
  };
  for (let size = 0; size <= most; size++) {
    // The neighbours as they are when a size begins: what is cut meanwhile changes no test of this size.
    const near = joined.map((own) => [...own.keys()].filter((v) => own[v] === 1));
    if (near.every((own) => own.length <= size)) break;
    for (let a = 0; a < nodes; a++)
      for (const b of near[a]) {
        // Each pair is looked at from both sides; what both have is asked once.
        if (joined[a][b] === 0 || (size === 0 && b < a)) continue;
        const given = separatorOf(
          a,
          b,
          near[a].filter((v) => v !== b),
          size,
        );
        if (!given) continue;
        joined[a][b] = 0;
        joined[b][a] = 0;
        cuts.push({ a: Math.min(a, b), b: Math.max(a, b), given });
      }
  }
  return { cuts, joined, tests };
}

function orientColliders(marks: Marks, cuts: readonly Cut[]) {
  const colliders: Collider[] = [];
  const conflicts: Collider[] = [];
  const before = marks.map((own) => own.slice());
  for (let middle = 0; middle < marks.length; middle++)
    for (const { a, b, given } of [...cuts].sort((p, q) => p.a - q.a || p.b - q.b)) {
      if (before[middle][a] === 0 || before[middle][b] === 0 || given.includes(middle)) continue;
      const collider = { a, middle, b };
      const isFree = [a, b].every((u) => marks[u][middle] !== 0);
      (isFree ? colliders : conflicts).push(collider);
      for (const u of [a, b]) if (marks[u][middle] !== 0) orient(marks, u, middle);
    }
  return { colliders, conflicts };
}

/** All subsets of so many members, in lexicographic order of places. */
function* subsets(of: readonly number[], size: number): Generator<readonly number[]> {
  const places = Array.from({ length: size }, (_, i) => i);
  while (size <= of.length) {
    yield places.map((place) => of[place]);
    let at = size - 1;
    while (at >= 0 && places[at] === of.length - size + at) at--;
    if (at < 0) return;
    places[at]++;
    for (let i = at + 1; i < size; i++) places[i] = places[i - 1] + 1;
  }
}

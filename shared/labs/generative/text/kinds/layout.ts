/**
 * Places for the atoms of a molecule in the plane: least stress (Kamada & Kawai 1989) by majorisation (Gansner, Koren & North 2004), toward distances that drawn formulas
 * have: bonds of length 1 at 120°, rings as regular polygons.
 */
import { cos, sin } from "../../../../math/index.ts";
import type { Molecule } from "./molecule.ts";

export type Place = readonly [x: number, y: number];

const ROUNDS = 240;
/** Pairs that are nearer than this (bonds, angles, all within a ring of six) keep their distance before others. */
const NEAR = 2.1;

/** One place per atom; parts that no bond joins stand beside each other. The same molecule has the same places always. */
export function layoutOf(molecule: Molecule): readonly Place[] {
  const { neighbours, distances } = distancesOf(molecule);
  const parts = partsOf(neighbours);
  const places: Place[] = new Array(molecule.atoms.length);
  let right = 0;
  for (const part of parts) {
    const own = placed(part, wanted(part, neighbours, distances));
    const left = Math.min(...own.map(([x]) => x));
    for (const [i, atom] of part.entries()) places[atom] = [own[i][0] - left + right, own[i][1]];
    right += Math.max(...own.map(([x]) => x)) - left + 1.5;
  }
  return places;
}

function distancesOf({ atoms, bonds }: Molecule) {
  const neighbours: number[][] = atoms.map(() => []);
  for (const { from, to } of bonds) {
    neighbours[from].push(to);
    neighbours[to].push(from);
  }
  const distances = atoms.map((_, from) => stepsFrom(from, neighbours));
  return { neighbours, distances };
}

/** Bonds to each other atom on the shortest way; Infinity where there is none. */
function stepsFrom(
  from: number,
  neighbours: readonly (readonly number[])[],
  without?: readonly [number, number],
): readonly number[] {
  const steps = neighbours.map(() => Number.POSITIVE_INFINITY);
  steps[from] = 0;
  const queue = [from];
  for (let at = queue.shift(); at !== undefined; at = queue.shift())
    for (const next of neighbours[at]) {
      const isCut =
        without && ((at === without[0] && next === without[1]) || (at === without[1] && next === without[0]));
      if (isCut || steps[next] < Number.POSITIVE_INFINITY) continue;
      steps[next] = steps[at] + 1;
      queue.push(next);
    }
  return steps;
}

function partsOf(neighbours: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const seen = new Set<number>();
  return neighbours.flatMap((_, from) => {
    if (seen.has(from)) return [];
    const steps = stepsFrom(from, neighbours);
    const part = neighbours.flatMap((__, atom) => (steps[atom] < Number.POSITIVE_INFINITY ? [atom] : []));
    for (const atom of part) seen.add(atom);
    return [part];
  });
}

/** The distance that each pair should have: in a ring of n that of a regular polygon, else that of a zigzag with angles of 120°. */
function wanted(
  part: readonly number[],
  neighbours: readonly (readonly number[])[],
  distances: readonly (readonly number[])[],
) {
  const size = part.length;
  const place = new Map(part.map((atom, i) => [atom, i]));
  const goal = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      const steps = distances[part[i]][part[j]];
      goal[i * size + j] = steps % 2 === 0 ? (steps / 2) * Math.sqrt(3) : Math.sqrt(0.25 + 0.75 * steps * steps);
    }
  for (const ring of ringsOf(part, neighbours))
    for (const [a, one] of ring.entries())
      for (const [b, other] of ring.entries()) {
        const [i, j] = [place.get(one) ?? 0, place.get(other) ?? 0];
        const apart = Math.min(Math.abs(a - b), ring.length - Math.abs(a - b));
        if (i !== j) goal[i * size + j] = sin((Math.PI * apart) / ring.length) / sin(Math.PI / ring.length);
      }
  return goal;
}

/** The smallest ring of each bond that is in one, atoms in their order around it. */
function ringsOf(part: readonly number[], neighbours: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const rings = new Map<string, readonly number[]>();
  for (const from of part)
    for (const to of neighbours[from]) {
      if (to < from) continue;
      const steps = stepsFrom(to, neighbours, [from, to]);
      if (steps[from] === Number.POSITIVE_INFINITY) continue;
      const ring = [from];
      for (let at = from; at !== to; ) {
        at = neighbours[at].find((next) => steps[next] === steps[at] - 1 && !(at === from && next === to)) ?? to;
        ring.push(at);
      }
      rings.set(ring.toSorted((a, b) => a - b).join(), ring);
    }
  return [...rings.values()];
}

/** Of two ways to begin, what ends with less stress: along the line in which the molecule is written, and by the largest axes of its distances. */
function placed(part: readonly number[], goal: Float64Array): readonly Place[] {
  const size = part.length;
  if (size === 1) return [[0, 0]];
  // A zigzag that is bent a little: nothing stays on one axis.
  const written = part.map((_, i): Place => [0.75 * i, (i % 2) * 0.6 + 0.02 * i * i]);
  const [one, other] = [written, scaled(goal, size)].map((start) => majorised(start, goal));
  return stressOf(one, goal) <= stressOf(other, goal) ? one : other;
}

/** Classical scaling (Torgerson 1952): the two largest eigenvectors of the doubly centred squared distances, by power iteration. */
function scaled(goal: Float64Array, size: number): readonly Place[] {
  const squares = goal.map((far) => -0.5 * far * far);
  const means = Array.from(
    { length: size },
    (_, i) => squares.subarray(i * size, (i + 1) * size).reduce((a, b) => a + b, 0) / size,
  );
  const mean = means.reduce((a, b) => a + b, 0) / size;
  const centred = squares.map((square, at) => square - means[Math.floor(at / size)] - means[at % size] + mean);
  const axes: Float64Array[] = [];
  for (const turn of [1, 2]) {
    let axis = Float64Array.from({ length: size }, (_, i) => sin(turn * (i + 1)));
    for (let round = 0; round < 60; round++) {
      const next = axis.map((_, i) => axis.reduce((sum, value, j) => sum + centred[i * size + j] * value, 0));
      for (const known of axes) {
        const along =
          next.reduce((sum, value, i) => sum + value * known[i], 0) /
          known.reduce((sum, value) => sum + value * value, 0);
        for (let i = 0; i < size; i++) next[i] -= along * known[i];
      }
      const length = Math.max(1e-9, Math.sqrt(next.reduce((sum, value) => sum + value * value, 0)));
      axis = next.map((value) => (value * Math.sqrt(size)) / length);
    }
    axes.push(axis);
  }
  // What lies on one place in the plane is parted by a hair.
  return Array.from(axes[0], (x, i): Place => [x + 0.01 * sin(i), axes[1][i] + 0.01 * cos(2 * i)]);
}

const weightOf = (far: number, isLate: boolean) => (isLate && far < NEAR ? 10 : 1) / (far * far);

function stressOf(places: readonly Place[], goal: Float64Array): number {
  let stress = 0;
  for (const [i, [x, y]] of places.entries())
    for (let j = 0; j < i; j++) {
      const far = goal[i * places.length + j];
      stress += weightOf(far, true) * (Math.sqrt((x - places[j][0]) ** 2 + (y - places[j][1]) ** 2) - far) ** 2;
    }
  return stress;
}

/** Each round moves every atom to the mean of where the others want it, weighted by one over the squared distance, and in the second half more where it is near. */
function majorised(start: readonly Place[], goal: Float64Array): readonly Place[] {
  const size = start.length;
  let places = start;
  for (let round = 0; round < ROUNDS; round++)
    places = places.map(([x, y], i) => {
      let [sumX, sumY, weights] = [0, 0, 0];
      for (const [j, [otherX, otherY]] of places.entries()) {
        if (j === i) continue;
        const far = goal[i * size + j];
        const weight = weightOf(far, round >= ROUNDS / 2);
        const between = Math.max(1e-3, Math.sqrt((x - otherX) ** 2 + (y - otherY) ** 2));
        sumX += weight * (otherX + (far * (x - otherX)) / between);
        sumY += weight * (otherY + (far * (y - otherY)) / between);
        weights += weight;
      }
      return [sumX / weights, sumY / weights];
    });
  return places;
}

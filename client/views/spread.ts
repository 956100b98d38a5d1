/**
 * Places of the nodes of a graph without direction: each pair as far apart in the plane as it is along the edges (stress majorisation: Gansner, Koren & North
 * 2004), turned so that as many edges as can be run level or upright. No chance: the same graph is always drawn alike.
 */
import type { Layered, Place, Sized } from "./layered.ts";

/** More take too long. */
export const MOST_SPREAD = 160;
/** Length of an edge, in CSS pixels. */
const LENGTH = 62;
const ROUNDS = 120;
const MARGIN = 6;

/** `lines`: pairs of nodes. */
export function spread(nodes: readonly Sized[], lines: readonly (readonly [number, number])[]): Omit<Layered, "arcs"> {
  const distances = distancesOf(nodes.length, lines);
  const places = turned(relaxed(begun(distances), distances), lines);
  const low = [0, 1].map((axis) => Math.min(...nodes.map((size, n) => places[n][axis] - half(size, axis))));
  const high = [0, 1].map((axis) => Math.max(...nodes.map((size, n) => places[n][axis] + half(size, axis))));
  return {
    width: high[0] - low[0] + 2 * MARGIN,
    height: high[1] - low[1] + 2 * MARGIN,
    places: places.map(([x, y]) => [x - low[0] + MARGIN, y - low[1] + MARGIN]),
  };
}

const half = ({ width, height }: Sized, axis: number) => (axis === 0 ? width : height) / 2;

/** Edges between any two nodes; parts that are not connected stand a little apart. */
function distancesOf(count: number, lines: readonly (readonly [number, number])[]): readonly Float64Array[] {
  const near = Array.from({ length: count }, (): number[] => []);
  for (const [a, b] of lines) {
    near[a].push(b);
    near[b].push(a);
  }
  const all = near.map((_, from) => {
    const found = new Float64Array(count).fill(-1);
    found[from] = 0;
    const queue = [from];
    for (const node of queue)
      for (const other of near[node]) {
        if (found[other] >= 0) continue;
        found[other] = found[node] + 1;
        queue.push(other);
      }
    return found;
  });
  const apart = 1.5 + Math.max(1, ...all.map((own) => own.reduce((a, b) => Math.max(a, b), 0))) / 2;
  return all.map((own) => own.map((d) => (d < 0 ? apart : d)));
}

/** Where the search begins: by how much nearer each node is to one end of the graph than to the other, along two such axes. */
function begun(distances: readonly Float64Array[]): [number, number][] {
  const farthest = (from: number, but: readonly number[] = []) =>
    distances[from].reduce((best, d, n) => (!but.includes(n) && d > distances[from][best] ? n : best), from);
  const [a] = [farthest(0)];
  const b = farthest(a);
  // The second axis leads from the node that is farthest from both ends.
  const between = (n: number) =>
    Math.min(distances[a][n], distances[b][n]) - Math.abs(distances[a][n] - distances[b][n]);
  const c = distances.reduce((best, _, n) => (between(n) > between(best) ? n : best), 0);
  const d = farthest(c, [a, b]);
  return distances.map((own, n) => {
    // Nodes alike in all distances would stay on each other.
    const angle = 2.4 * n;
    return [own[a] - own[b] + 0.3 * Math.cos(angle), own[c] - own[d] + 0.3 * Math.sin(angle)];
  });
}

function relaxed(places: [number, number][], distances: readonly Float64Array[]): Place[] {
  const count = places.length;
  for (let round = 0; round < ROUNDS; round++)
    for (let i = 0; i < count; i++) {
      let [x, y, total] = [0, 0, 0];
      for (let j = 0; j < count; j++) {
        if (i === j) continue;
        const [dx, dy] = [places[i][0] - places[j][0], places[i][1] - places[j][1]];
        const wanted = distances[i][j];
        const weight = 1 / (wanted * wanted);
        const scale = wanted / Math.max(Math.hypot(dx, dy), 1e-6);
        x += weight * (places[j][0] + dx * scale);
        y += weight * (places[j][1] + dy * scale);
        total += weight;
      }
      if (total > 0) places[i] = [x / total, y / total];
    }
  return places.map(([x, y]) => [x * LENGTH, y * LENGTH]);
}

/** Turned by the angle at which edges are most nearly level or upright, and lying rather than standing. */
function turned(places: readonly Place[], lines: readonly (readonly [number, number])[]): readonly Place[] {
  const slopes = lines.map(([a, b]) => Math.atan2(places[b][1] - places[a][1], places[b][0] - places[a][0]));
  const skew = (angle: number) => slopes.reduce((sum, slope) => sum + Math.abs(Math.sin(2 * (slope + angle))), 0);
  const angles = Array.from({ length: 90 }, (_, degrees) => (degrees * Math.PI) / 180);
  const best = angles.reduce((one, other) => (skew(other) < skew(one) - 1e-9 ? other : one), 0);
  const round = (angle: number) =>
    places.map(
      ([x, y]): Place => [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)],
    );
  const flat = round(best);
  return asRead(round, best, flat);
}

/** Lying rather than standing; where it is as high as wide, and in both directions, so that nodes stand in the order in which lines of text are read. */
function asRead(round: (angle: number) => readonly Place[], best: number, flat: readonly Place[]): readonly Place[] {
  const extent = (axis: 0 | 1) => Math.max(...flat.map((p) => p[axis])) - Math.min(...flat.map((p) => p[axis]));
  const follows = (places: readonly Place[], axis: 0 | 1) => {
    const mean = places.reduce((sum, p) => sum + p[axis], 0) / places.length;
    return places.reduce((sum, p, n) => sum + (p[axis] - mean) * (n - (places.length - 1) / 2), 0);
  };
  const [wide, high] = [extent(0), extent(1)];
  const isSquare = Math.abs(wide - high) < 0.15 * Math.max(wide, high);
  const turns = isSquare ? Math.abs(follows(flat, 0)) > Math.abs(follows(flat, 1)) : high > wide;
  const places = turns ? round(best + Math.PI / 2) : flat;
  const signs = ([0, 1] as const).map((axis) => (follows(places, axis) < 0 ? -1 : 1));
  return places.map(([x, y]): Place => [signs[0] * x, signs[1] * y]);
}

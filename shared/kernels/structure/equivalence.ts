/**
 * Graphs that say the same: two directed graphs make the same claims of independence if they have the same edges and the same colliders whose parents are
 * not joined (Verma & Pearl 1990). What all of a class have in common is drawn as a graph with some arrows and some edges without direction.
 */

export interface PartialGraph {
  /** From → to, ascending. */
  readonly arrows: readonly (readonly [from: number, to: number])[];
  /** Edges whose direction differs within the class, the smaller node first, ascending. */
  readonly edges: readonly (readonly [number, number])[];
}

const UNDIRECTED = 1;
const ARROW = 2;

/** The class of a directed graph without cycles. */
export function classOf(parents: readonly (readonly number[])[]): PartialGraph {
  const n = parents.length;
  const marks = Array.from({ length: n }, () => new Uint8Array(n));
  for (const [v, own] of parents.entries())
    for (const u of own) {
      marks[u][v] = UNDIRECTED;
      marks[v][u] = UNDIRECTED;
    }
  for (const [v, own] of parents.entries())
    for (const a of own)
      for (const b of own) if (a < b && !isJoined(marks, a, b)) for (const u of [a, b]) orient(marks, u, v);
  closeByMeek(marks);
  return graphOf(marks);
}

/** `marks[u][v]`: 0 no edge, 1 an edge without direction (in both places), 2 an arrow u → v (0 in the other place). */
export type Marks = readonly Uint8Array[];

export function orient(marks: Marks, from: number, to: number): void {
  marks[from][to] = ARROW;
  marks[to][from] = 0;
}

const isJoined = (marks: Marks, a: number, b: number) => marks[a][b] !== 0 || marks[b][a] !== 0;
const isArrow = (marks: Marks, a: number, b: number) => marks[a][b] === ARROW;
const isEdge = (marks: Marks, a: number, b: number) => marks[a][b] === UNDIRECTED;

/** Meek's rules (1995), until none applies: what must point one way so that there is no cycle and no new collider. */
export function closeByMeek(marks: Marks): void {
  const nodes = [...marks.keys()];
  for (let changed = true; changed; ) {
    changed = false;
    for (const a of nodes)
      for (const b of nodes) {
        if (!isEdge(marks, a, b)) continue;
        // c → a — b, c and b apart: else a would be a collider.
        const first = nodes.some((c) => isArrow(marks, c, a) && c !== b && !isJoined(marks, c, b));
        // a → c → b: else a cycle.
        const second = nodes.some((c) => isArrow(marks, a, c) && isArrow(marks, c, b));
        const toB = nodes.filter((c) => isEdge(marks, a, c) && isArrow(marks, c, b));
        // a — c → b and a — d → b, c and d apart.
        const third = toB.some((c) => toB.some((d) => c < d && !isJoined(marks, c, d)));
        // a — d → c → b with a joined to c, d and b apart.
        const fourth = nodes.some(
          (c) =>
            isArrow(marks, c, b) &&
            isJoined(marks, a, c) &&
            nodes.some((d) => isEdge(marks, a, d) && isArrow(marks, d, c) && !isJoined(marks, d, b)),
        );
        if (!(first || second || third || fourth)) continue;
        orient(marks, a, b);
        changed = true;
      }
  }
}

export function graphOf(marks: Marks): PartialGraph {
  const arrows: [number, number][] = [];
  const edges: [number, number][] = [];
  for (let a = 0; a < marks.length; a++)
    for (let b = 0; b < marks.length; b++) {
      if (marks[a][b] === ARROW) arrows.push([a, b]);
      else if (a < b && marks[a][b] === UNDIRECTED) edges.push([a, b]);
    }
  return { arrows, edges };
}

/** Edge by edge, how a learnt class differs from the true one. */
export interface Difference {
  /** In the truth alone, and in what was learnt alone. */
  readonly missing: readonly (readonly [number, number])[];
  readonly extra: readonly (readonly [number, number])[];
  /** In both, but not with the same direction (or lack of one). */
  readonly turned: readonly (readonly [number, number])[];
  /** The sum of these: structural Hamming distance between classes (Tsamardinos, Brown & Aliferis 2006). */
  readonly distance: number;
}

/** Pairs as the truth has them; extra ones as they were learnt. */
export function differenceOf(learnt: PartialGraph, truth: PartialGraph): Difference {
  const [own, other] = [marksOf(learnt), marksOf(truth)];
  const missing = other.pairs.filter(([a, b]) => own.of(a, b) === 0);
  const extra = own.pairs.filter(([a, b]) => other.of(a, b) === 0);
  const turned = other.pairs.filter(([a, b]) => own.of(a, b) !== 0 && own.of(a, b) !== other.of(a, b));
  return { missing, extra, turned, distance: missing.length + extra.length + turned.length };
}

/** Of a pair in one order: 0 not joined, 1 without direction, 2 an arrow this way, 3 the other way. */
function marksOf({ arrows, edges }: PartialGraph) {
  const marks = new Map<string, number>();
  for (const [a, b] of edges) for (const key of [`${a} ${b}`, `${b} ${a}`]) marks.set(key, 1);
  for (const [a, b] of arrows) {
    marks.set(`${a} ${b}`, 2);
    marks.set(`${b} ${a}`, 3);
  }
  return { pairs: [...arrows, ...edges], of: (a: number, b: number) => marks.get(`${a} ${b}`) ?? 0 };
}

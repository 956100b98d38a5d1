/**
 * Search among graphs: from a graph to the neighbour with the best score, adding, taking away or turning one arrow at a time, until none is better. Restarts
 * from disturbed graphs leave the nearest hill.
 */
import { foldIn, integer } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { Discrete } from "./counts.ts";
import { familyScore, type Score } from "./scores.ts";

export type Move = { readonly kind: "add" | "remove" | "turn"; readonly from: number; readonly to: number };

export interface Climb {
  readonly parents: readonly (readonly number[])[];
  readonly score: number;
}

export interface Step extends Climb {
  readonly move: Move;
  /** What the move gained. */
  readonly gain: number;
}

/** Scores of families, each counted once. */
export function familyCache(data: Discrete, score: Score): (node: number, parents: readonly number[]) => number {
  const known = new Map<string, number>();
  return (node, parents) => {
    const sorted = [...parents].sort((a, b) => a - b);
    const key = `${node}:${sorted.join()}`;
    const own = known.get(key) ?? familyScore(data, score, node, sorted);
    known.set(key, own);
    return own;
  };
}

export type FamilyOf = ReturnType<typeof familyCache>;

/** Gains below this are the noise of sums. */
const LEAST = 1e-9;

/** The best move from here; undefined on top of a hill. Of equal moves the first: add before remove before turn, by from, then by to. */
export function bestMove(
  parents: Climb["parents"],
  family: FamilyOf,
  most: number,
): { readonly move: Move; readonly gain: number } | undefined {
  let best: { readonly move: Move; readonly gain: number } | undefined;
  const consider = (move: Move, gain: number) => {
    if (gain > (best?.gain ?? LEAST)) best = { move, gain };
  };
  const below = descendants(parents);
  const now = parents.map((own, v) => family(v, own));
  for (let from = 0; from < parents.length; from++)
    for (let to = 0; to < parents.length; to++) {
      if (from === to) continue;
      const own = parents[to];
      if (!own.includes(from)) {
        if (parents[from].includes(to) || own.length >= most || below[to][from]) continue;
        consider({ kind: "add", from, to }, family(to, [...own, from]) - now[to]);
        continue;
      }
      const without = own.filter((u) => u !== from);
      const loss = family(to, without) - now[to];
      consider({ kind: "remove", from, to }, loss);
      // Turned, it closes a cycle where another way leads from `from` to `to`.
      const isOtherWay = parents.some((ps, child) => child !== to && ps.includes(from) && below[child][to]);
      if (isOtherWay || parents[from].length >= most) continue;
      consider({ kind: "turn", from, to }, loss + family(from, [...parents[from], to]) - now[from]);
    }
  return best;
}

export function moved(parents: Climb["parents"], { kind, from, to }: Move): Climb["parents"] {
  return parents.map((own, v) => {
    if (v === to) return kind === "add" ? [...own, from].sort((a, b) => a - b) : own.filter((u) => u !== from);
    return v === from && kind === "turn" ? [...own, to].sort((a, b) => a - b) : own;
  });
}

/** One step up; undefined on top. */
export function climb({ parents, score }: Climb, family: FamilyOf, most: number): Step | undefined {
  const best = bestMove(parents, family, most);
  if (!best) return undefined;
  return { ...best, parents: moved(parents, best.move), score: score + best.gain };
}

/** So many moves at random from here that keep the graph without cycles. */
export function disturbed(key: Key, parents: Climb["parents"], moves: number, most: number): Climb["parents"] {
  let now = parents;
  const n = parents.length;
  for (let m = 0, draw = 0; m < moves && draw < 100 * moves && n > 1; draw++) {
    const own = foldIn(key, draw);
    const from = integer(own, 0, n);
    const to = integer(own, 1, n);
    if (from === to) continue;
    if (now[to].includes(from)) now = moved(now, { kind: "remove", from, to });
    else if (!now[from].includes(to) && now[to].length < most && !descendants(now)[to][from])
      now = moved(now, { kind: "add", from, to });
    else continue;
    m++;
  }
  return now;
}

/** `below[v][u]`: u comes after v along arrows. */
function descendants(parents: Climb["parents"]): readonly Uint8Array[] {
  const n = parents.length;
  const children = parents.map((): number[] => []);
  for (const [v, own] of parents.entries()) for (const u of own) children[u].push(v);
  return Array.from({ length: n }, (_, v) => {
    const found = new Uint8Array(n);
    const waiting = [...children[v]];
    for (let u = waiting.pop(); u !== undefined; u = waiting.pop()) {
      if (found[u]) continue;
      found[u] = 1;
      waiting.push(...children[u]);
    }
    return found;
  });
}

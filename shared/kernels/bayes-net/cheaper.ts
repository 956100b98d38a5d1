/** Junction trees of the same model that are less work to go through: what that costs is mostly parents' cells, once per child, and calls. */
import { cellsOf } from "./model.ts";
import type { Clique } from "./tree.ts";

/** So many cliques are looked at as another parent of one: a variable may be in all of them. */
const CANDIDATES = 32;

/** Each clique below the smallest of those after it that have all it shares with later ones: any of them will do. */
export function reattached(sizes: Int32Array, tree: readonly Clique[]): readonly Clique[] {
  const cells = tree.map(({ scope }) => cellsOf(sizes, scope));
  const having: number[][] = Array.from(sizes, () => []);
  const better = new Array<Clique>(tree.length);
  for (let c = tree.length - 1; c >= 0; c--) {
    const { scope, shared } = tree[c];
    let { parent } = tree[c];
    if (parent >= 0 && shared > 0) {
      let rarest = scope[0];
      for (let i = 1; i < shared; i++) if (having[scope[i]].length < having[rarest].length) rarest = scope[i];
      for (const other of having[rarest].slice(-CANDIDATES))
        if (cells[other] < cells[parent] && hasAll(tree[other].scope, scope, shared)) parent = other;
    }
    better[c] = { scope, shared, parent };
    for (const v of scope) having[v].push(c);
  }
  return better;
}

function hasAll(scope: readonly number[], wanted: readonly number[], count: number): boolean {
  for (let i = 0; i < count; i++) if (!scope.includes(wanted[i])) return false;
  return true;
}

/** What a clique costs beside its cells, and how often these are gone through beside twice per child: in cells. */
const CALLS = 80;
const PASSES = 3;

/** Small cliques put into their parents, where one larger table is less work than two. */
export function gathered(sizes: Int32Array, tree: readonly Clique[]): readonly Clique[] {
  const cells = tree.map(({ scope }) => cellsOf(sizes, scope));
  const passes = new Int32Array(tree.length).fill(PASSES);
  for (const { parent } of tree) if (parent >= 0) passes[parent] += 2;
  const scopes: (readonly number[])[] = tree.map(({ scope }) => scope);
  // Which clique took one in.
  const into = Int32Array.from(tree, (_, c) => c);
  for (let c = 0; c < tree.length; c++) {
    const { shared, parent } = tree[c];
    if (parent < 0) continue;
    const own = scopes[c].slice(shared);
    const together = cells[parent] * cellsOf(sizes, own);
    const both = passes[parent] - 2 + passes[c] - PASSES;
    if (together * both > cells[parent] * passes[parent] + cells[c] * passes[c] + CALLS) continue;
    into[c] = parent;
    scopes[parent] = [...scopes[parent], ...own];
    cells[parent] = together;
    passes[parent] = both;
  }
  // Parents stand later: they are followed from the end.
  for (let c = tree.length - 1; c >= 0; c--) if (into[c] !== c) into[c] = into[into[c]];
  const kept = [...tree.keys()].filter((c) => into[c] === c);
  const place = new Int32Array(tree.length);
  for (const [i, c] of kept.entries()) place[c] = i;
  return kept.map((c) => {
    const { shared, parent } = tree[c];
    const rest = scopes[c].slice(shared).sort((a, b) => a - b);
    return { scope: [...scopes[c].slice(0, shared), ...rest], shared, parent: parent < 0 ? -1 : place[into[parent]] };
  });
}

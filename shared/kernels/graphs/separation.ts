/**
 * Which variables of a directed graph can tell of each other (d-separation: Pearl 1988; reachability as in Koller & Friedman 2009, algorithm 3.1). A path is
 * open if each of its inner nodes lets through: a collider (→ v ←) where it or a descendant is given, any other node where it is not.
 */

/** Parents of each node, by number. */
export type Parents = readonly (readonly number[])[];

export interface Blocked {
  readonly path: readonly number[];
  /** Nodes that do not let through; empty where the path is open. */
  readonly blockers: readonly number[];
}

export interface Links {
  readonly parents: Parents;
  readonly children: readonly (readonly number[])[];
}

export function linksOf(parents: Parents): Links {
  const children = parents.map((): number[] => []);
  for (const [v, own] of parents.entries()) for (const parent of own) children[parent].push(v);
  return { parents, children };
}

/** The given nodes and all their ancestors: as colliders they let through. */
export function withAncestors({ parents }: Pick<Links, "parents">, given: Iterable<number>): ReadonlySet<number> {
  const found = new Set<number>();
  const waiting = [...given];
  for (let v = waiting.pop(); v !== undefined; v = waiting.pop()) {
    if (found.has(v)) continue;
    found.add(v);
    waiting.push(...parents[v]);
  }
  return found;
}

/** All nodes that `from` can tell of once `given` are known: itself not counted, nor those given. */
export function reachable(links: Links, from: number, given: ReadonlySet<number>): ReadonlySet<number> {
  const { parents, children } = links;
  const opening = withAncestors(links, given);
  // A node is come to from a child (up) or from a parent (down): two visits that go on differently.
  const seen = [new Uint8Array(parents.length), new Uint8Array(parents.length)];
  const waiting: [node: number, down: 0 | 1][] = [[from, 0]];
  const found = new Set<number>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [v, down] = next;
    if (seen[down][v]) continue;
    seen[down][v] = 1;
    const isGiven = given.has(v);
    if (!isGiven && v !== from) found.add(v);
    if (!isGiven) for (const child of children[v]) waiting.push([child, 1]);
    if (down ? opening.has(v) : !isGiven) for (const parent of parents[v]) waiting.push([parent, 0]);
  }
  return found;
}

/** Whether `to` says nothing of `from` once `given` are known, whatever the tables are. */
export function areSeparated(links: Links, from: number, to: number, given: ReadonlySet<number>): boolean {
  return !reachable(links, from, given).has(to);
}

/** The parents, children and other parents of the children: given these, a node is independent of all others. */
export function markovBlanket({ parents, children }: Links, v: number): ReadonlySet<number> {
  const blanket = new Set([...parents[v], ...children[v], ...children[v].flatMap((child) => parents[child])]);
  blanket.delete(v);
  return blanket;
}

/** What a node is independent of once its parents are given: all but itself, them and its descendants (the local Markov property). */
export function nonDescendants({ parents, children }: Links, v: number): ReadonlySet<number> {
  const below = withAncestors({ parents: children }, [v]);
  return new Set([...parents.keys()].filter((other) => !below.has(other) && !parents[v].includes(other)));
}

/** Paths without repeated nodes between two, whichever way the arrows point, shortest first, at most so many; and what of each does not let through. */
export function paths(
  links: Links,
  from: number,
  to: number,
  given: ReadonlySet<number>,
  most: number,
): readonly Blocked[] {
  const { parents, children } = links;
  const near = parents.map((own, v) => [...own, ...children[v]].sort((a, b) => a - b));
  const opening = withAncestors(links, given);
  const far = distances(near, to);
  const found: Blocked[] = [];
  const path = [from];
  const onPath = new Set(path);
  // Longer and longer: a search for paths of one length looks no further than the target can still be reached.
  const search = (length: number): void => {
    const last = path[path.length - 1];
    if (path.length === length + 1) {
      if (last === to) found.push({ path: [...path], blockers: blockersOn(links, path, given, opening) });
      return;
    }
    if (last === to) return;
    for (const next of near[last]) {
      if (found.length === most) return;
      if (onPath.has(next) || far[next] > length - path.length) continue;
      path.push(next);
      onPath.add(next);
      search(length);
      path.pop();
      onPath.delete(next);
    }
  };
  for (let length = far[from]; length < near.length && found.length < most; length++) search(length);
  return found;
}

/** Inner nodes of a path that do not let through. */
export function blockersOn(
  { parents }: Links,
  path: readonly number[],
  given: ReadonlySet<number>,
  opening: ReadonlySet<number>,
): readonly number[] {
  return path.slice(1, -1).filter((v, i) => {
    const isCollider = parents[v].includes(path[i]) && parents[v].includes(path[i + 2]);
    return isCollider ? !opening.has(v) : given.has(v);
  });
}

/** An open path: the shortest, null where there is none. */
export function openPath(links: Links, from: number, to: number, given: ReadonlySet<number>): readonly number[] | null {
  if (areSeparated(links, from, to, given)) return null;
  const { parents, children } = links;
  const opening = withAncestors(links, given);
  const onPath = new Set([from]);
  const path = [from];
  // Depth first with growing length; each step goes only where the node before lets through.
  const search = (length: number, down: boolean | null): boolean => {
    const v = path[path.length - 1];
    if (v === to) return true;
    if (path.length > length) return false;
    const step = (next: number, nextDown: boolean) => {
      if (onPath.has(next)) return false;
      onPath.add(next);
      path.push(next);
      if (search(length, nextDown)) return true;
      path.pop();
      onPath.delete(next);
      return false;
    };
    const isGiven = given.has(v) && v !== from;
    if (!isGiven && children[v].some((child) => step(child, true))) return true;
    const goesUp = down === true ? opening.has(v) : !isGiven;
    return goesUp && parents[v].some((parent) => step(parent, false));
  };
  for (let length = 1; length < parents.length; length++) if (search(length, null)) return path;
  return null;
}

function distances(near: readonly (readonly number[])[], to: number): Float64Array {
  const far = new Float64Array(near.length).fill(Number.POSITIVE_INFINITY);
  far[to] = 0;
  const queue = [to];
  for (let head = 0; head < queue.length; head++)
    for (const next of near[queue[head]])
      if (far[next] === Number.POSITIVE_INFINITY) {
        far[next] = far[queue[head]] + 1;
        queue.push(next);
      }
  return far;
}

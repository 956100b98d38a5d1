/**
 * A cycle of a directed graph along its arrows, the first name once more at its end; null where there is none. Removes what has no parent left, until only
 * cycles and their descendants remain; walks back along one to name it.
 */
export function cycleIn(parentsOf: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const waiting = new Map([...parentsOf].map(([name, parents]) => [name, parents.length]));
  const children = new Map<string, string[]>([...parentsOf].map(([name]) => [name, []]));
  for (const [name, parents] of parentsOf) for (const parent of parents) children.get(parent)?.push(name);
  const free = [...parentsOf].filter(([, parents]) => parents.length === 0).map(([name]) => name);
  for (let name = free.pop(); name !== undefined; name = free.pop()) {
    waiting.delete(name);
    for (const child of children.get(name) ?? []) {
      const left = (waiting.get(child) ?? 0) - 1;
      waiting.set(child, left);
      if (left === 0) free.push(child);
    }
  }
  if (waiting.size === 0) return null;
  const walk: string[] = [];
  let [at] = waiting.keys();
  while (!walk.includes(at)) {
    walk.push(at);
    at = parentsOf.get(at)?.find((parent) => waiting.has(parent)) ?? at;
  }
  return [at, ...walk.slice(walk.indexOf(at)).reverse()];
}

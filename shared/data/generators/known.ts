/**
 * The generators that the code at hand knows. A lab names its own, so that a page has those of its lab and no others; `index.ts` names all.
 */
import type { Generator } from "./generator.ts";

const known = new Map<string, Generator>();

/** Makes generators known, and gives their ids. */
export function named(...generators: readonly Generator[]): readonly string[] {
  for (const generator of generators) known.set(generator.id, generator);
  return generators.map(({ id }) => id);
}

/** The generator of this id, once a lab or `index.ts` has named it. */
export const generatorOf = (id: string): Generator | undefined => known.get(id);

/** All that were named so far, by their ids. */
export const knownGenerators = (): readonly Generator[] => [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1));

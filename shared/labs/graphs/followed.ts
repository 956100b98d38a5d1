/** What names nodes of a graph after the graph was edited. */
import type { GraphDocument } from "../../experiment/document.ts";
import type { TextMap } from "../../experiment/fields.ts";

/**
 * Entries by node that still fit: a node, and a state, that is called otherwise now keeps its entry; of those that are gone it goes. A rename leaves the nodes
 * (the states) in their places and as many as before.
 */
export function followedNames(map: TextMap, before: GraphDocument, after: GraphDocument): TextMap {
  const places = placesIn(before);
  const entries = Object.entries(map).flatMap(([node, text]): [string, string][] => {
    const place = places.get(node);
    const now = nodeNow(node, places, after);
    if (!now || place === undefined) return [];
    if (!("states" in now)) return [[now.name, text]];
    const old = before.nodes[place];
    const at = "states" in old ? old.states.indexOf(text) : -1;
    const state =
      now.states.includes(text) || !("states" in old) || old.states.length !== now.states.length
        ? text
        : now.states[at];
    return now.states.includes(state) ? [[now.name, state]] : [];
  });
  return Object.fromEntries(entries);
}

/** A node's name after the graph was edited; "" of one that is gone, and of none. */
export const followedName = (node: string, before: GraphDocument, after: GraphDocument): string =>
  nodeNow(node, placesIn(before), after)?.name ?? "";

const placesIn = ({ nodes }: GraphDocument): ReadonlyMap<string, number> =>
  new Map(nodes.map(({ name }, place) => [name, place]));

function nodeNow(node: string, places: ReadonlyMap<string, number>, { nodes }: GraphDocument) {
  const place = places.get(node);
  const kept = nodes.find(({ name }) => name === node);
  if (kept || place === undefined || places.size !== nodes.length) return kept;
  return places.has(nodes[place].name) ? undefined : nodes[place];
}

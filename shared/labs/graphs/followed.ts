/** What names nodes of a graph after the graph was edited. */
import type { GraphDocument } from "../../experiment/document.ts";
import type { TextMap } from "../../experiment/fields.ts";

/**
 * Entries by node that still fit: a node, and a state, that is called otherwise now keeps its entry; of those that are gone it goes. A rename leaves the nodes
 * (the states) in their places and as many as before.
 */
export function followedNames(map: TextMap, before: GraphDocument, after: GraphDocument): TextMap {
  const places = new Map(before.nodes.map(({ name }, place) => [name, place]));
  const isSameCount = before.nodes.length === after.nodes.length;
  const entries = Object.entries(map).flatMap(([node, text]): [string, string][] => {
    const kept = after.nodes.find(({ name }) => name === node);
    const place = places.get(node);
    const now =
      kept ??
      (isSameCount && place !== undefined && !places.has(after.nodes[place].name) ? after.nodes[place] : undefined);
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

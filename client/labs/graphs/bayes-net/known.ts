/**
 * What is known of nodes, and what a press makes of it. A node is seen, seen with doubt, or set; never two of these, but of a counterfactual, which sees one
 * world and sets another.
 */
import type { MapValue } from "../../../../shared/experiment/fields.ts";
import type { BayesNetParams } from "../../../../shared/labs/graphs/bayes-net/fields.ts";

type Maps = Pick<BayesNetParams, "evidence" | "soft" | "do" | "counterfactual">;
type Kind = "evidence" | "soft" | "do";
const kinds: readonly Kind[] = ["evidence", "soft", "do"];

export interface Known {
  readonly node: string;
  readonly kind: Kind;
  /** Of a node that was seen or set. */
  readonly state?: string;
  readonly weights?: readonly number[];
}

const own = <V>(map: Readonly<Record<string, V>>, name: string): V | undefined =>
  Object.hasOwn(map, name) ? map[name] : undefined;

/** Whether this state was seen, or set. */
export const isKnown = (maps: Maps, kind: "evidence" | "do", node: string, state: string): boolean =>
  own(maps[kind], node) === state;

/** What the node is drawn with: that it is set, before that it was seen. */
export function knownOf({ evidence, soft, do: set }: Maps, node: string): Known | undefined {
  const [seen, fixed, weights] = [own(evidence, node), own(set, node), own(soft, node)];
  if (fixed !== undefined) return { node, kind: "do", state: fixed };
  if (seen !== undefined) return { node, kind: "evidence", state: seen };
  return weights && { node, kind: "soft", weights };
}

/** All of it, set nodes last. */
export const allKnown = ({ evidence, soft, do: set }: Maps): readonly Known[] => [
  ...Object.entries(evidence).map(([node, state]): Known => ({ node, kind: "evidence", state })),
  ...Object.entries(soft).map(([node, weights]): Known => ({ node, kind: "soft", weights })),
  ...Object.entries(set).map(([node, state]): Known => ({ node, kind: "do", state })),
];

/** The maps that change when this is all that is known of the node from now on, in the world that it is about; nothing: that is forgotten. */
export function withKnown(maps: Maps, node: string, kind: Kind, value?: string | readonly number[]) {
  const changed: Partial<Record<Kind, MapValue>> = {};
  for (const one of kinds) {
    if (maps.counterfactual && (one === "do") !== (kind === "do")) continue;
    const others = Object.entries<string | readonly number[]>(maps[one]).filter(([name]) => name !== node);
    if (one === kind && value !== undefined) changed[one] = Object.fromEntries([...others, [node, value]]) as MapValue;
    else if (own<unknown>(maps[one], node) !== undefined) changed[one] = Object.fromEntries(others) as MapValue;
  }
  return changed;
}

/** A press on a state sees it, or sets it; a second one takes that back. */
export function pressed(maps: Maps, node: string, kind: "evidence" | "do", state: string) {
  return withKnown(maps, node, kind, isKnown(maps, kind, node, state) ? undefined : state);
}

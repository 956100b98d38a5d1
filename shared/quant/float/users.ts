/** Who reads the values of a graph: which of them need narrow codes, which activation belongs to a product. */
import { isMove } from "../graph/moves.ts";
import type { FloatGraph, FloatNode, FloatOf } from "./graph.ts";

export type Users = ReadonlyMap<string, readonly FloatNode[]>;

export function usersOf({ nodes }: FloatGraph): Users {
  const users = new Map<string, FloatNode[]>();
  for (const node of nodes) for (const name of node.inputs) users.set(name, [...(users.get(name) ?? []), node]);
  return users;
}

/** Operations whose value has the codes of their input. */
const keepsCodes = ({ op }: FloatNode) =>
  op === "reshape" ||
  op.startsWith("maxPool") ||
  op.startsWith("averagePool") ||
  op.startsWith("global") ||
  isMove({ op });

/** Values that go into a product, if under another shape or pooled: their codes have 7 bits. */
export function narrowOf({ nodes }: FloatGraph, users: Users): ReadonlySet<string> {
  const narrow = new Set<string>();
  for (const name of [...nodes.map((node) => node.name).reverse(), "input"])
    if (users.get(name)?.some((user) => isProduct(user) || isStep(user) || (keepsCodes(user) && narrow.has(user.name))))
      narrow.add(name);
  return narrow;
}

const isStep = ({ op }: FloatNode) => op === "gru" || op === "lstm" || op === "attention";
const isProduct = ({ op }: FloatNode) => op === "dense" || op === "conv2d" || op === "depthwise2d";

/** The activation of a product's sums, where it is all that they are used for. */
export function onlyActivation(
  name: string,
  users: Users,
  outputs: readonly string[],
): FloatOf<"activation"> | undefined {
  const [user, ...more] = users.get(name) ?? [];
  return more.length === 0 && user?.op === "activation" && !outputs.includes(name) ? user : undefined;
}

import type { GraphHead, NodeHead } from "../head.ts";
import { type Value, valueNamed, windowsAt } from "../values.ts";

/**
 * Convolutions whose sums a pooling over squares of 2 × 2 can take the largest of, by the name of the pooling: those that nothing else reads. What follows a sum is
 * monotone, unless it is a table.
 */
export function pooledConvolutions(
  { nodes, outputs }: GraphHead,
  values: ReadonlyMap<string, Value>,
): ReadonlyMap<string, NodeHead & { readonly op: "conv2d" }> {
  const found = new Map<string, NodeHead & { readonly op: "conv2d" }>();
  for (const node of nodes) {
    if (node.op !== "conv2d" || node.tableZero !== undefined || outputs.includes(node.name)) continue;
    const [user, ...more] = nodes.filter(({ inputs }) => inputs.includes(node.name));
    if (user?.op !== "maxPool2d" || more.length > 0) continue;
    const { kernel, stride, before, out } = windowsAt(user, valueNamed(values, node.name).shape);
    const [height, width] = valueNamed(values, node.name).shape;
    const isSquare = [...kernel, ...stride].every((n) => n === 2);
    if (isSquare && before.every((n) => n === 0) && 2 * out[0] <= height && 2 * out[1] <= width)
      found.set(user.name, node);
  }
  return found;
}

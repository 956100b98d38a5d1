/** Directed acyclic graphs as lists of inputs: `inputs[i]` are the nodes that lead to node i. */
export type Inputs = readonly (readonly number[])[];

/** Every node after its inputs, else by number. Throws a RangeError that names a node of a circle. */
export function topologicalOrder(inputs: Inputs): readonly number[] {
  const order: number[] = [];
  const state = new Uint8Array(inputs.length);
  // Without recursion: a path may be as long as there are nodes.
  for (let first = 0; first < inputs.length; first++) {
    const path: { readonly node: number; next: number }[] = [];
    const enter = (node: number) => {
      if (state[node] === 1) throw new RangeError(`circle through node ${node} (the graph must have none)`);
      if (state[node] === 2) return;
      state[node] = 1;
      path.push({ node, next: 0 });
    };
    enter(first);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      if (top.next < inputs[top.node].length) enter(inputs[top.node][top.next++]);
      else {
        state[top.node] = 2;
        order.push(top.node);
        path.pop();
      }
    }
  }
  return order;
}

/** Of each node how many counted nodes, itself included, lie on the longest path that ends there. */
export function depthsOf(inputs: Inputs, counts: (node: number) => boolean): Int32Array {
  const depths = new Int32Array(inputs.length);
  for (const node of topologicalOrder(inputs)) {
    const before = inputs[node].reduce((most, input) => Math.max(most, depths[input]), 0);
    depths[node] = before + (counts(node) ? 1 : 0);
  }
  return depths;
}

export interface LongestPath {
  /** Counted nodes on it. */
  readonly length: number;
  /** All of its nodes, from a node without inputs to its end. Of several the one through the lowest numbers, seen from the end. */
  readonly nodes: readonly number[];
}

/** The path with the most counted nodes; empty in an empty graph. */
export function longestPath(inputs: Inputs, counts: (node: number) => boolean): LongestPath {
  const depths = depthsOf(inputs, counts);
  const deepest = (nodes: readonly number[]) =>
    nodes.reduce((best, node) => (best < 0 || depths[node] > depths[best] ? node : best), -1);
  const nodes: number[] = [];
  for (let node = deepest(inputs.map((_, i) => i)); node >= 0; node = deepest(inputs[node])) nodes.unshift(node);
  return { length: nodes.length > 0 ? depths[nodes[nodes.length - 1]] : 0, nodes };
}

/** The most counted nodes at one depth: how many may work at the same time. */
export function widthOf(inputs: Inputs, counts: (node: number) => boolean): number {
  const levels = new Map<number, number>();
  for (const [node, depth] of depthsOf(inputs, counts).entries())
    if (counts(node)) levels.set(depth, (levels.get(depth) ?? 0) + 1);
  return Math.max(0, ...levels.values());
}

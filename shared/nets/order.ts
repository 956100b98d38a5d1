import type { Tensor } from "./tensor.ts";

/** All tensors that these depend on and themselves, each once, each after its inputs: inputs first to last, so that a net's first layers come first. */
export function ordered(outputs: readonly Tensor[]): readonly Tensor[] {
  const known = new Set<Tensor>();
  const order: Tensor[] = [];
  // Not by recursion: the graph of a recurrent net is thousands of operations deep.
  const stack: { readonly tensor: Tensor; next: number }[] = [];
  const enter = (tensor: Tensor) => {
    if (known.has(tensor)) return;
    known.add(tensor);
    stack.push({ tensor, next: 0 });
  };
  for (const output of outputs) {
    enter(output);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      if (top.next < top.tensor.inputs.length) enter(top.tensor.inputs[top.next++]);
      else {
        order.push(top.tensor);
        stack.pop();
      }
    }
  }
  return order;
}

import type { Key } from "../random/key.ts";
import { float32 } from "./arithmetic.ts";
import { loadRows } from "./kernels/tables.ts";
import { asConstant } from "./leaves.ts";
import type { BlockName, NetMachine, Program } from "./machine.ts";
import { shrinkRange, updateRange } from "./optimisers.ts";
import { type ParameterLayout, type Place, type Plan, planOf } from "./plan.ts";
import { type Arithmetic, type Call, type Floats, type StepState, sizeOf, type Tensor } from "./tensor.ts";

/** The readable machine: the documentation and the oracle of the one on WebAssembly, whose layout it shares. */
export function scalarMachine(layout: ParameterLayout): NetMachine {
  const block = () => new Float32Array(layout.count);
  const blocks: Readonly<Record<BlockName, Float32Array>> = {
    parameters: block(),
    gradients: block(),
    first: block(),
    second: block(),
    average: block(),
  };
  const tables: (Uint8Array | Float32Array)[] = [];
  return {
    layout,
    block: (name: BlockName) => blocks[name],
    table(values, columns) {
      tables.push(values.slice());
      return { columns, address: tables.length - 1, bytes: values instanceof Uint8Array };
    },
    program(wanted, { segment } = { segment: Number.MAX_SAFE_INTEGER }) {
      const plan = planOf(wanted, layout);
      const memory = { ...blocks, arena: new Float32Array(plan.arena) };
      return scalarProgram(plan, segment, float32, tables, ({ block: name, offset }, size) =>
        memory[name].subarray(offset, offset + size),
      );
    },
    addGradients(from, to, other) {
      const { gradients } = blocks;
      for (let p = from; p < to; p++) gradients[p] = Math.fround(gradients[p] + other[p]);
    },
    update: (step, from, to) => updateRange(blocks, step, from, to),
    shrink: (step, from, to) => shrinkRange(blocks, step, from, to),
  };
}

/** A plan in given memory, in float32 or (for finite differences) in float64. */
export function scalarProgram<F extends Floats>(
  plan: Plan,
  segment: number,
  arithmetic: Arithmetic,
  tables: readonly (Uint8Array | Float32Array)[],
  at: (place: Place, size: number) => F,
): Program<F> {
  const memoryOf = (tensor: Tensor) => at(plan.places.get(tensor) as Place, sizeOf(tensor.shape));
  const step: StepState = { key: [0, 0], firstRow: 0 };
  const calls = plan.calls
    .flatMap(({ tensor, twin }) => (twin ? [tensor, twin] : [tensor]))
    .map((tensor) => {
      const { operation } = tensor;
      if (!operation.scalar) throw new Error(`${operation.name} has no reference`);
      const call = callOf(tensor, segment, step, memoryOf);
      return () => operation.scalar?.(call, arithmetic);
    });
  for (const tensor of plan.constants) memoryOf(tensor).fill(asConstant(tensor)?.value ?? 0);
  return {
    input: (name) => memoryOf(found(plan.inputs.get(name), "input", name)),
    output: (name) => memoryOf(found(plan.outputs[name], "output", name)),
    load(name, { columns, address }, rows) {
      const to = memoryOf(found(plan.inputs.get(name), "input", name));
      loadRows(columns, rows, tables[address], to, arithmetic.round);
    },
    run(firstRow = 0, key: Key = [0, 0]) {
      Object.assign(step, { firstRow, key });
      for (const call of calls) call();
    },
  };
}

/** What a call is told, with the memory of its tensors on some machine. */
export function callOf<M>(
  tensor: Tensor,
  segment: number,
  step: Readonly<StepState>,
  memoryOf: (tensor: Tensor) => M,
): Call<unknown, M> {
  const { inputs, shape, attributes } = tensor;
  return {
    x: inputs.map(memoryOf),
    y: memoryOf(tensor),
    shapes: inputs.map((input) => input.shape),
    shape,
    attributes,
    // Kernels count in 32 bits.
    segment: Math.min(segment * Math.max(1, ...inputs.map(({ perSample }) => perSample)), 0x3fffffff),
    step,
  };
}

export function found<T>(value: T | undefined, what: string, name: string): T {
  if (value === undefined) throw new RangeError(`the program has no ${what} "${name}"`);
  return value;
}

import type { Key } from "../random/key.ts";
import { asConstant } from "./leaves.ts";
import type { BlockName, NetMachine, Program } from "./machine.ts";
import { ADAM } from "./optimisers.ts";
import { type ParameterLayout, type Place, planOf } from "./plan.ts";
import { callOf, found } from "./scalar.ts";
import { type StepState, sizeOf, type Tensor, type Tensors } from "./tensor.ts";

/** The machine of runs: a fresh instance of the module `tensors`, which belongs to it alone. The same bits as `scalarMachine`. */
export function wasmMachine(module: Tensors, layout: ParameterLayout): NetMachine {
  const room = viewsOf(module);
  const blocks = new Map<BlockName, number>();
  // Made when they are first needed: a net that only predicts has no gradients.
  const blockAt = (name: BlockName) => {
    const at = blocks.get(name) ?? module.alloc(Math.max(16, 4 * layout.count));
    blocks.set(name, at);
    return at;
  };
  const addressOf: Readonly<Record<Place["block"], () => number>> = {
    parameters: () => blockAt("parameters"),
    gradients: () => blockAt("gradients"),
    arena: () => arena.at,
  };
  const arena = { at: 0, bytes: 0 };
  return {
    layout,
    block: (name) => room(blockAt(name), layout.count),
    table(values, columns) {
      const address = module.alloc(values.byteLength + 16);
      const bytes = values instanceof Uint8Array;
      if (bytes) new Uint8Array(module.memory.buffer, address, values.length).set(values);
      else new Float32Array(module.memory.buffer, address, values.length).set(values);
      return { columns, address, bytes };
    },
    program(wanted, { segment } = { segment: 0x3fffffff }) {
      const plan = planOf(wanted, layout);
      // A program has an arena of its own: its constants stay in it. Programs differ in how many samples they take, and there are few.
      const own = { at: module.alloc(Math.max(16, 4 * plan.arena)) };
      arena.at = own.at;
      const at = (tensor: Tensor) => {
        const { block, offset } = plan.places.get(tensor) as Place;
        return addressOf[block]() + 4 * offset;
      };
      const step: StepState = { key: [0, 0], firstRow: 0 };
      const calls = plan.calls.map(({ tensor, twin }) => {
        const call = callOf(tensor, segment, step, at);
        const { operation } = tensor;
        const run = twin ? operation.twin?.wasm(module, call, at(twin)) : operation.wasm?.(module, call);
        if (!run) throw new Error(`${operation.name} has no kernel`);
        return run;
      });
      for (const tensor of plan.constants) room(at(tensor), sizeOf(tensor.shape)).fill(asConstant(tensor)?.value ?? 0);
      const places = new Map<string, { readonly at: number; readonly size: number }>();
      for (const [name, tensor] of plan.inputs)
        places.set(`input ${name}`, { at: at(tensor), size: sizeOf(tensor.shape) });
      for (const [name, tensor] of Object.entries(plan.outputs))
        places.set(`output ${name}`, { at: at(tensor), size: sizeOf(tensor.shape) });
      return wasmProgram(module, room, calls, places, step);
    },
    update(step, from, to) {
      const { kind, a, b } = step;
      const [parameters, gradients, first] = [blockAt("parameters"), blockAt("gradients"), blockAt("first")];
      const { beta1, beta2, epsilon } = ADAM;
      if (kind === "sgd") module.sgd(from, to, parameters, gradients, first, a, b);
      else if (kind === "rmsprop") module.rmsprop(from, to, parameters, gradients, first, a, b, epsilon);
      else module.adam(from, to, parameters, gradients, first, blockAt("second"), a, b, beta1, beta2, epsilon);
    },
    shrink({ l1, l2, keep }, from, to) {
      module.shrink(from, to, blockAt("parameters"), blockAt("gradients"), l1, l2, keep);
    },
  };
}

type Views = (address: number, length: number) => Float32Array;

/** Views of the memory, kept while it stays where it is: a step makes no garbage. */
function viewsOf(module: Tensors): Views {
  let buffer = module.memory.buffer;
  const known = new Map<number, Float32Array>();
  return (address, length) => {
    if (module.memory.buffer !== buffer) {
      known.clear();
      buffer = module.memory.buffer;
    }
    let view = known.get(address);
    if (view?.length !== length) {
      view = new Float32Array(buffer, address, length);
      known.set(address, view);
    }
    return view;
  };
}

function wasmProgram(
  module: Tensors,
  room: Views,
  calls: readonly (() => void)[],
  places: ReadonlyMap<string, { readonly at: number; readonly size: number }>,
  step: StepState,
): Program {
  const placeOf = (what: string, name: string) => found(places.get(`${what} ${name}`), what, name);
  const indexes = { at: 0, length: 0 };
  return {
    input(name) {
      const { at, size } = placeOf("input", name);
      return room(at, size);
    },
    output(name) {
      const { at, size } = placeOf("output", name);
      return room(at, size);
    },
    load(name, { address, columns, bytes }, rows) {
      const { at } = placeOf("input", name);
      if (rows.length > indexes.length) {
        indexes.at = module.alloc(4 * rows.length);
        indexes.length = rows.length;
      }
      new Uint32Array(module.memory.buffer, indexes.at, rows.length).set(rows);
      if (bytes) module.loadBytes(rows.length, columns, indexes.at, address, at);
      else module.loadFloats(rows.length, columns, indexes.at, address, at);
    },
    run(firstRow = 0, key: Key = [0, 0]) {
      step.firstRow = firstRow;
      step.key = key;
      for (let c = 0; c < calls.length; c++) calls[c]();
    },
  };
}

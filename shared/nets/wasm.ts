import type { Key } from "../random/key.ts";
import { growing, put } from "../wasm/room.ts";
import { asConstant } from "./leaves.ts";
import type { BlockName, NetMachine, Program } from "./machine.ts";
import { ADAM } from "./optimisers.ts";
import { type ParameterLayout, type Place, type Plan, planOf } from "./plan.ts";
import { callOf, found } from "./scalar.ts";
import { type StepState, sizeOf, type Tensor, type Tensors } from "./tensor.ts";

/** Floats of another thread that are copied and added at a time: few enough to stay near the processor. */
const STRETCH = 4096;
/** See shared/nets/ops/pairwise.ts. */
const SUM = 0;

/** The machine of runs: a fresh instance of the module `tensors`, which belongs to it alone. The same bits as `scalarMachine`. */
export function wasmMachine(module: Tensors, layout: ParameterLayout): NetMachine {
  const room = viewsOf(module);
  const blockAt = blocksOf(module, layout);
  const spare = growing(module);
  return {
    layout,
    block: (name) => room(blockAt(name), layout.count),
    table(values, columns) {
      const bytes = values instanceof Uint8Array;
      return { columns, address: put(module, values, values.byteLength + 16), bytes };
    },
    program: (wanted, { segment } = { segment: 0x3fffffff }) =>
      laidOut(module, room, planOf(wanted, layout), segment, blockAt),
    addGradients(from, to, other) {
      const [gradients, near] = [blockAt("gradients"), spare(4 * STRETCH)];
      for (let at = from; at < to; at += STRETCH) {
        const length = Math.min(STRETCH, to - at);
        room(near, STRETCH).set(other.subarray(at, at + length));
        const own = gradients + 4 * at;
        module.pairwise(SUM, 1, 1, length, own, 0, 0, 1, near, 0, 0, 1, own);
      }
    },
    update({ kind, a, b, betas }, from, to) {
      const [parameters, gradients, first] = [blockAt("parameters"), blockAt("gradients"), blockAt("first")];
      const [beta1, beta2] = betas ?? [ADAM.beta1, ADAM.beta2];
      const { epsilon } = ADAM;
      if (kind === "sgd") module.sgd(from, to, parameters, gradients, first, a, b);
      else if (kind === "rmsprop") module.rmsprop(from, to, parameters, gradients, first, a, b, epsilon);
      else module.adam(from, to, parameters, gradients, first, blockAt("second"), a, b, beta1, beta2, epsilon);
    },
    shrink({ l1, l2, keep }, from, to) {
      module.shrink(from, to, blockAt("parameters"), blockAt("gradients"), l1, l2, keep);
    },
  };
}

type Addresses = (name: BlockName) => number;

/** Addresses of blocks, which are made when they are first needed: a net that only predicts has no gradients. */
function blocksOf(module: Tensors, { count }: ParameterLayout): Addresses {
  const blocks = new Map<BlockName, number>();
  return (name) => {
    const at = blocks.get(name) ?? module.alloc(Math.max(16, 4 * count));
    blocks.set(name, at);
    return at;
  };
}

/** A plan in the memory of the module. It has an arena of its own, as its constants stay: programs differ in how many samples they take, and are few. */
function laidOut(module: Tensors, room: Views, plan: Plan, segment: number, blockAt: Addresses): Program {
  const arena = module.alloc(Math.max(16, 4 * plan.arena));
  const at = (tensor: Tensor) => {
    const { block, offset } = plan.places.get(tensor) as Place;
    return (block === "arena" ? arena : blockAt(block)) + 4 * offset;
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
  const places = new Map<string, Extent>();
  const note = (what: string, tensor: Tensor) => places.set(what, { at: at(tensor), size: sizeOf(tensor.shape) });
  for (const [name, tensor] of plan.inputs) note(`input ${name}`, tensor);
  for (const [name, tensor] of Object.entries(plan.outputs)) note(`output ${name}`, tensor);
  return wasmProgram(module, room, calls, places, step);
}

interface Extent {
  readonly at: number;
  /** In floats. */
  readonly size: number;
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
  places: ReadonlyMap<string, Extent>,
  step: StepState,
): Program {
  const placeOf = (what: string, name: string) => found(places.get(`${what} ${name}`), what, name);
  const indexes = growing(module);
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
      const picked = indexes(4 * rows.length);
      new Uint32Array(module.memory.buffer, picked, rows.length).set(rows);
      if (bytes) module.loadBytes(rows.length, columns, picked, address, at);
      else module.loadFloats(rows.length, columns, picked, address, at);
    },
    run(firstRow = 0, key: Key = [0, 0]) {
      step.firstRow = firstRow;
      step.key = key;
      for (let c = 0; c < calls.length; c++) calls[c]();
    },
  };
}

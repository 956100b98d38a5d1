import type { TypedArray } from "../arrays.ts";
import type { WasmModules } from "../wasm/modules.ts";
import { put, roomOf } from "../wasm/room.ts";
import { CODE_TOP, type QuantLayer, type QuantNet, type Range } from "./net.ts";

export interface QuantEngine {
  /** Finite numbers to 0…127; values outside the range are clipped. */
  quantise(net: QuantNet, values: Float64Array, range: Range): Uint8Array;
  /** Runs layers [from, to) on rows of bytes, rows × inputs. */
  run(net: QuantNet, from: number, to: number, x: Uint8Array, rows: number): Uint8Array;
}

/** The readable engine: the documentation and the oracle of shared/quant/assembly/quant.module.ts. Sums stay below 2^28 (`format.ts` sees to it), products below 2^52. */
export const scalarEngine: QuantEngine = {
  quantise(_net, values, { low, high }) {
    const bytes = new Uint8Array(values.length);
    for (let i = 0; i < values.length; i++) {
      const step = Math.floor(((values[i] - low) / (high - low)) * CODE_TOP + 0.5);
      bytes[i] = Math.min(Math.max(step, 0), CODE_TOP);
    }
    return bytes;
  },
  run(net, from, to, x, rows) {
    let now = x;
    for (const layer of net.layers.slice(from, to)) now = scalarLayer(layer, now, rows);
    return now;
  },
};

function scalarLayer(layer: QuantLayer, x: Uint8Array, rows: number): Uint8Array {
  const { inputs, outputs, weights, bias, multipliers, shifts, zero, top, leaky, table } = layer;
  const out = new Uint8Array(rows * outputs);
  for (let n = 0; n < rows; n++) {
    for (let j = 0; j < outputs; j++) {
      let sum = bias[j];
      for (let i = 0; i < inputs; i++) sum += weights[j * inputs + i] * x[n * inputs + i];
      if (leaky && sum < 0) sum = Math.floor((sum * 5243 + 2 ** 18) / 2 ** 19);
      // All of it is exact: a shift to the right rounds down as Math.floor does.
      const scaled = Math.floor((sum * multipliers[j] + 2 ** (shifts[j] - 1)) / 2 ** shifts[j]);
      const clamped = Math.min(Math.max(scaled + zero, 0), top);
      out[n * outputs + j] = table ? table[clamped] : clamped;
    }
  }
  return out;
}

type QuantModule = WasmModules["quant"];

interface Placed {
  readonly layer: QuantLayer;
  readonly stride: number;
  readonly weights: number;
  readonly bias: number;
  readonly multipliers: number;
  readonly shifts: number;
  readonly table: number;
}

const padded = (n: number) => (n + 15) & ~15;

/**
 * The engine in WebAssembly. `instantiate` makes fresh exports of the module `quant` or `quant-relaxed`; one instance serves one net and is kept for
 * it, so that a net queried again is not copied again.
 */
export function wasmEngine(instantiate: () => QuantModule): QuantEngine {
  let kept: { readonly net: QuantNet; readonly placed: Prepared } | undefined;
  const placed = (net: QuantNet) => {
    if (kept?.net !== net) kept = { net, placed: place(net, instantiate()) };
    return kept.placed;
  };
  return {
    quantise: (net, values, range) => quantisePlaced(placed(net), values, range),
    run: (net, from, to, x, rows) => runPlaced(placed(net), from, to, x, rows),
  };
}

interface Prepared {
  readonly module: QuantModule;
  readonly layers: readonly Placed[];
  readonly sums: number;
  /** Room for as many float64 as the widest layer has units. */
  readonly numbers: number;
  readonly room: number;
  readonly ping: number;
  readonly pong: number;
}

function place(net: QuantNet, module: QuantModule): Prepared {
  const widest = Math.max(...net.layers.map(({ inputs, outputs }) => Math.max(inputs, outputs)));
  // Vectors may read beyond the last element.
  const bytes = (values: TypedArray) => put(module, values, padded(values.byteLength));
  const layers = net.layers.map((layer): Placed => {
    const stride = padded(layer.inputs);
    const rows = new Int8Array(layer.outputs * stride);
    for (let j = 0; j < layer.outputs; j++)
      rows.set(layer.weights.subarray(j * layer.inputs, (j + 1) * layer.inputs), j * stride);
    return {
      layer,
      stride,
      weights: bytes(rows),
      bias: bytes(layer.bias),
      multipliers: bytes(layer.multipliers),
      shifts: bytes(layer.shifts),
      table: layer.table ? bytes(layer.table) : 0,
    };
  });
  const room = padded(widest);
  const [sums, numbers] = [module.alloc(room * 4), module.alloc(room * 8)];
  return { module, layers, sums, numbers, room, ping: module.alloc(room), pong: module.alloc(room) };
}

function quantisePlaced({ module, numbers, room, ping }: Prepared, values: Float64Array, { low, high }: Range) {
  const bytes = new Uint8Array(values.length);
  const { f64, u8 } = roomOf(module);
  const [floats, steps] = [f64(numbers, room), u8(ping, room)];
  for (let at = 0; at < values.length; at += room) {
    const part = values.length <= room ? values : values.subarray(at, at + room);
    floats.set(part);
    module.quantise(numbers, part.length, low, high, ping);
    bytes.set(steps.subarray(0, part.length), at);
  }
  return bytes;
}

function runPlaced(
  { module, layers, sums, ping, pong }: Prepared,
  from: number,
  to: number,
  x: Uint8Array,
  rows: number,
) {
  const part = layers.slice(from, to);
  const { inputs } = part[0].layer;
  const { outputs } = part[part.length - 1].layer;
  const out = new Uint8Array(rows * outputs);
  for (let n = 0; n < rows; n++) {
    let [source, target] = [ping, pong];
    const memory = new Uint8Array(module.memory.buffer);
    memory.set(x.subarray(n * inputs, (n + 1) * inputs), source);
    memory.fill(0, source + inputs, source + part[0].stride);
    for (const { layer, stride, weights, bias, multipliers, shifts, table } of part) {
      module.multiply(source, stride, weights, bias, layer.outputs, sums);
      const { zero, top, leaky } = layer;
      module.requantise(sums, layer.outputs, multipliers, shifts, zero, top, leaky, table, target);
      // The next layer reads whole vectors: what a longer row left behind must be gone.
      memory.fill(0, target + layer.outputs, target + padded(layer.outputs));
      [source, target] = [target, source];
    }
    out.set(memory.subarray(source, source + outputs), n * outputs);
  }
  return out;
}

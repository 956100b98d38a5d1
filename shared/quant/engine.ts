import type { TypedArray } from "../arrays.ts";
import type { WasmModules } from "../wasm/modules.ts";
import { growing, put } from "../wasm/room.ts";
import { CODE_TOP, type QuantLayer, type QuantNet, type Range } from "./net.ts";

export interface QuantEngine {
  /**
   * Rows of finite numbers through layers [from, to): to 0…127 first, values outside the range clipped. `values`: rows × inputs. Returns rows × outputs
   * bytes.
   */
  run(net: QuantNet, layers: readonly [from: number, to: number], values: Float64Array, range: Range): Uint8Array;
}

/** The readable engine: the documentation and the oracle of shared/quant/assembly/quant.module.ts. Sums stay below 2^28 (`format.ts` sees to it), products below 2^52. */
export const scalarEngine: QuantEngine = {
  run(net, [from, to], values, range) {
    const rows = values.length / net.layers[from].inputs;
    let now = quantised(values, range);
    for (const layer of net.layers.slice(from, to)) now = scalarLayer(layer, now, rows);
    return now;
  },
};

function quantised(values: Float64Array, { low, high }: Range): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const step = Math.floor(((values[i] - low) / (high - low)) * CODE_TOP + 0.5);
    bytes[i] = Math.min(Math.max(step, 0), CODE_TOP);
  }
  return bytes;
}

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

const padded = (n: number) => (n + 15) & ~15;

/**
 * The engine in WebAssembly. `instantiate` makes fresh exports of the module `quant` or `quant-relaxed`; one instance serves one net and is kept for
 * it, so that a net queried again is not copied again. An answer is one call: for one row the way there costs more than the products.
 */
export function wasmEngine(instantiate: () => QuantModule): QuantEngine {
  let kept: { readonly net: QuantNet; readonly placed: Placed } | undefined;
  return {
    run(net, layers, values, range) {
      if (kept?.net !== net) kept = { net, placed: place(net, instantiate()) };
      return runPlaced(net, kept.placed, layers, values, range);
    },
  };
}

interface Placed {
  readonly module: QuantModule;
  /** The layers as the module reads them, one after another. */
  readonly table: number;
  readonly sums: number;
  readonly ping: number;
  readonly pong: number;
  /** Places for so many bytes, which grow: of the numbers, of their bytes, of the answer. */
  readonly numbers: (bytes: number) => number;
  readonly inputs: (bytes: number) => number;
  readonly outputs: (bytes: number) => number;
  /** The memory under two types, made again when it has grown. */
  views: { readonly f64: Float64Array; readonly u8: Uint8Array };
}

/** 32-bit integers of a layer in the table: see `throughLayers`. */
const ENTRY = 10;

function place(net: QuantNet, module: QuantModule): Placed {
  const widest = padded(Math.max(...net.layers.map(({ inputs, outputs }) => Math.max(inputs, outputs))));
  // Vectors may read beyond the last element.
  const isWide = module.weightBytes.value === 2;
  const bytes = (values: TypedArray) => put(module, values, padded(values.byteLength));
  const entries = net.layers.flatMap(
    ({ inputs, outputs, weights, bias, multipliers, shifts, zero, top, leaky, table }) => {
      const stride = padded(inputs);
      const places = [
        bytes(inGroups(weights, inputs, outputs, stride, isWide)),
        bytes(bias),
        bytes(multipliers),
        bytes(shifts),
      ];
      return [stride, outputs, ...places, zero, top, leaky ? 1 : 0, table ? bytes(table) : 0];
    },
  );
  return {
    module,
    table: bytes(Int32Array.from(entries)),
    sums: module.alloc(widest * 4),
    ping: module.alloc(widest),
    pong: module.alloc(widest),
    numbers: growing(module),
    inputs: growing(module),
    outputs: growing(module),
    views: viewsOf(module),
  };
}

/** Weights as the module reads them: eight rows at a time, 16 bytes of each in turn; what is missing is zero. */
function inGroups(weights: Int8Array, inputs: number, outputs: number, stride: number, isWide: boolean): Uint8Array {
  const lanes = isWide ? 8 : 16;
  const size = ((outputs + 7) & ~7) * stride;
  const groups = isWide ? new Int16Array(size) : new Int8Array(size);
  for (let j = 0; j < outputs; j++) {
    const row = (j & ~7) * stride + (j & 7) * lanes;
    for (let i = 0; i < inputs; i++) groups[row + 8 * (i - (i % lanes)) + (i % lanes)] = weights[j * inputs + i];
  }
  return new Uint8Array(groups.buffer);
}

function viewsOf({ memory: { buffer } }: QuantModule): Placed["views"] {
  return { f64: new Float64Array(buffer), u8: new Uint8Array(buffer) };
}

function runPlaced(
  { layers }: QuantNet,
  placed: Placed,
  [from, to]: readonly [number, number],
  values: Float64Array,
  { low, high }: Range,
): Uint8Array {
  const { module, table, sums, ping, pong } = placed;
  const { inputs } = layers[from];
  const { outputs } = layers[to - 1];
  const rows = values.length / inputs;
  const stride = padded(inputs);
  const numbers = placed.numbers(8 * values.length + 32);
  const bytes = placed.inputs(rows * stride + 16);
  const out = placed.outputs(rows * outputs);
  if (placed.views.u8.buffer !== module.memory.buffer) placed.views = viewsOf(module);
  const { f64, u8 } = placed.views;
  f64.set(values, numbers >> 3);
  module.quantise(numbers, inputs, rows, low, high, stride, bytes);
  module.run(table + 4 * ENTRY * from, to - from, bytes, rows, sums, ping, pong, out);
  return u8.slice(out, out + rows * outputs);
}

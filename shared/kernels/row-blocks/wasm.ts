/** The same as the scalar reference, bit for bit, in an instance of the module `rowblocks`; weights stay in its memory, as many layers as are opened. */
import type { WasmModules } from "../../wasm/modules.ts";
import { put, roomOf, takeRows } from "../../wasm/room.ts";
import { type Dense, groupsOf, LANES, type Sparse, tapPlace } from "./layout.ts";
import type { Product } from "./scalar.ts";
import { placesOf, type Windows } from "./windows.ts";

type Module = WasmModules["rowblocks"];

export interface Timed extends Product {
  /** Puts the sample there, for `again`. */
  load(x: Float32Array): void;
  /** The products once more, without copies: what is timed. */
  again(): void;
}

export function wasmDense(module: Module, { taps, outputs, weights, bias }: Dense, windows?: Windows): Timed {
  const [w, b] = [put(module, weights), put(module, bias)];
  const groups = groupsOf(outputs);
  return opened(module, { taps, outputs }, windows, ({ x, y, places, count }) => {
    if (!windows) return () => module.denseRow(x, w, b, y, groups, taps);
    const {
      kernel: [rows, width],
      channels,
      paddedWidth,
    } = windows;
    const [run, rowBytes] = [width * channels, 4 * paddedWidth * channels];
    return () => module.denseWindows(x, places, count, w, b, y, groups, rows, run, rowBytes);
  });
}

export function wasmSparse(module: Module, sparse: Sparse, windows?: Windows): Timed {
  const { taps, outputs, starts, columns, values, bias } = sparse;
  const bytes = columns.map((tap) => 4 * (windows ? tapPlace(tap, windows) : tap));
  const [s, o, v, b] = [starts, bytes, values, bias].map((numbers) => put(module, numbers));
  const groups = groupsOf(outputs);
  return opened(module, { taps, outputs }, windows, ({ x, y, places, count }) =>
    windows
      ? () => module.sparseWindows(x, places, count, s, o, v, b, y, groups)
      : () => module.sparseRow(x, s, o, v, b, y, groups),
  );
}

interface Places {
  readonly x: number;
  readonly y: number;
  /** Byte offsets of the windows, as many as a multiple of four. */
  readonly places: number;
  readonly count: number;
}

function opened(
  module: Module,
  { taps, outputs }: Pick<Dense, "taps" | "outputs">,
  windows: Windows | undefined,
  bind: (places: Places) => () => void,
): Timed {
  const { f32 } = roomOf(module);
  const wide = groupsOf(outputs) * LANES;
  const own = windows ? placesOf(windows) : Uint32Array.of(0);
  const count = windows ? Math.ceil(own.length / LANES) * LANES : 1;
  // What is beyond the last window repeats it.
  const bytes = Uint32Array.from({ length: count }, (_, p) => 4 * own[Math.min(p, own.length - 1)]);
  const inputs = windows ? windows.paddedHeight * windows.paddedWidth * windows.channels : taps;
  const [x, y] = [module.alloc(4 * inputs), module.alloc(4 * count * wide)];
  const again = bind({ x, y, places: put(module, bytes), count });
  const load = (values: Float32Array) => f32(x, inputs).set(values);
  return {
    load,
    again,
    run(values) {
      load(values);
      again();
      return takeRows(f32(y, own.length * wide), outputs, wide);
    },
  };
}

import type { Sums, Values } from "./machine.ts";

/** Exports of shared/kernels/moments/assembly/moments.module.ts. */
interface MomentsModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  setUp(columns: number, rows: number): void;
  add(rows: number, kind: number): void;
}
type Pointer = "input" | "shift" | "scale" | "sums" | "products" | "BYTES" | "FLOAT32" | "FLOAT64";

/** Rows and columns of a tile of products. */
const TILE = 4;

/** The sums in a fresh instance of the module `moments`. */
export function wasmSums(exports: Record<string, unknown>, columns: number, blockRows: number): Sums {
  const module = exports as unknown as MomentsModule;
  module.setUp(columns, blockRows);
  const at = (name: Pointer) => Number((exports[name] as { readonly value: number }).value);
  const [BYTES, FLOAT32, FLOAT64] = [at("BYTES"), at("FLOAT32"), at("FLOAT64")];
  const panels = Math.ceil(columns / TILE);
  const doubles = (name: Pointer, length: number) => new Float64Array(module.memory.buffer, at(name), length);
  const tiles = () => doubles("products", (panels * (panels + 1) * TILE * TILE) / 2);
  const input = at("input");
  const { buffer } = module.memory;
  const bytes = new Uint8Array(buffer, input, blockRows * columns);
  const floats = new Float32Array(buffer, input, blockRows * columns);
  const numbers = new Float64Array(buffer, input, blockRows * columns);

  /** Calls back for every element (i, j), i ≤ j, with its place among the tiles. */
  const eachElement = (visit: (i: number, j: number, place: number) => void) => {
    let place = 0;
    for (let p = 0; p < panels; p++) {
      for (let q = p; q < panels; q++) {
        for (let e = 0; e < TILE * TILE; e++, place++) {
          const i = p * TILE + Math.floor(e / TILE);
          const j = q * TILE + (e % TILE);
          if (i <= j && j < columns) visit(i, j, place);
        }
      }
    }
  };

  return {
    begin(shift, scale) {
      doubles("shift", columns).set(shift);
      doubles("scale", columns).set(scale);
    },
    add(values: Values, rows) {
      if (values instanceof Uint8Array) {
        bytes.set(values);
        module.add(rows, BYTES);
      } else if (values instanceof Float32Array) {
        floats.set(values);
        module.add(rows, FLOAT32);
      } else {
        numbers.set(values);
        module.add(rows, FLOAT64);
      }
    },
    sums: () => doubles("sums", columns).slice(),
    products() {
      const out = new Float64Array(columns * columns);
      const from = tiles();
      eachElement((i, j, place) => {
        out[i * columns + j] = from[place];
        out[j * columns + i] = from[place];
      });
      return out;
    },
    restore(sums, products) {
      doubles("sums", columns).set(sums);
      const to = tiles();
      eachElement((i, j, place) => {
        to[place] = products[i * columns + j];
      });
    },
  };
}

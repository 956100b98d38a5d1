import type { WasmModules } from "../../wasm/modules.ts";
import { roomOf } from "../../wasm/room.ts";
import { type ByteSums, kindOf, type Sums, TILE } from "./machine.ts";
import type { Recurring } from "./recurring.ts";

/** How the module calls rows of which the changes are summed. */
const CHANGES = 3;

/** The sums in a fresh instance of the module `moments`; of products that recur, those tiles alone that are needed. */
export function wasmSums(
  module: WasmModules["moments"],
  columns: number,
  blockRows: number,
  recurring?: Recurring,
): Sums {
  const { f64, u8, write } = roomOf(module);
  module.setUp(columns, blockRows);
  if (recurring) u8("summed", recurring.tiles.length).set(recurring.tiles);
  return {
    ...tiled(
      columns,
      () => f64("sums", columns),
      () => f64("products", tileNumbers(columns)),
    ),
    begin(shift, scale) {
      f64("shift", columns).set(shift);
      f64("scale", columns).set(scale);
    },
    add(values, rows) {
      write("input", values);
      module.add(rows, kindOf(values));
    },
    addChanges(before, values, rows) {
      const input = f64("input", (rows + 1) * columns);
      input.set(before);
      input.set(values, columns);
      module.add(rows, CHANGES);
    },
  };
}

/** The same of bytes as whole numbers, exactly. */
export function wasmByteSums(module: WasmModules["moments"], columns: number, blockRows: number): ByteSums {
  const { f64, write } = roomOf(module);
  module.setUpBytes(columns, blockRows);
  return {
    ...tiled(
      columns,
      () => f64("byteSums", columns),
      () => f64("byteProducts", tileNumbers(columns)),
    ),
    add(values, rows) {
      write("byteInput", values);
      module.addBytes(rows);
    },
  };
}

const panelsOf = (columns: number) => Math.ceil(columns / TILE);
const tileNumbers = (columns: number) => (panelsOf(columns) * (panelsOf(columns) + 1) * TILE * TILE) / 2;

/** Sums and tiles of products as they lie in memory. */
function tiled(
  columns: number,
  sumsNow: () => Float64Array,
  tiles: () => Float64Array,
): Pick<Sums, "sums" | "products" | "restore" | "takePart" | "addPart"> {
  const panels = panelsOf(columns);

  /** Calls back for every element (i, j), i ≤ j, with its place among the tiles. */
  const eachElement = (visit: (i: number, j: number, place: number) => void) => {
    let place = 0;
    for (let p = 0; p < panels; p++) {
      for (let q = p; q < panels; q++) {
        for (let i = p * TILE; i < (p + 1) * TILE; i++)
          for (let j = q * TILE; j < (q + 1) * TILE; j++, place++) if (i <= j && j < columns) visit(i, j, place);
      }
    }
  };

  return {
    sums: () => sumsNow().slice(),
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
      sumsNow().set(sums);
      const to = tiles();
      eachElement((i, j, place) => {
        to[place] = products[i * columns + j];
      });
    },
    takePart(part) {
      const [own, products] = [sumsNow(), tiles()];
      part.set(own);
      part.set(products, columns);
      own.fill(0);
      products.fill(0);
    },
    addPart(part) {
      const [own, products] = [sumsNow(), tiles()];
      for (let i = 0; i < columns; i++) own[i] += part[i];
      for (let i = 0; i < products.length; i++) products[i] += part[columns + i];
    },
  };
}

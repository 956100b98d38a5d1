import type { WasmModules } from "../../wasm/modules.ts";
import { growing, roomOf } from "../../wasm/room.ts";
import { type ByteSums, kindOf, type Sums, TILE } from "./machine.ts";
import type { Recurring } from "./recurring.ts";

/** The sums in a fresh instance of the module `moments`; of products that recur, those tiles alone that are needed. */
export function wasmSums(
  module: WasmModules["moments"],
  columns: number,
  blockRows: number,
  recurring?: Recurring,
): Sums {
  const { at, f64, u8, write } = roomOf(module);
  module.setUp(columns, blockRows);
  if (recurring) u8("summed", recurring.tiles.length).set(recurring.tiles);
  return {
    ...tiled(
      columns,
      () => f64("sums", columns),
      () => f64("products", tileNumbers(columns)),
    ),
    ...parted(module, columns, () => [at("sums"), at("products"), at("summed")]),
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
      module.addChanges(rows);
    },
  };
}

/** The same of bytes as whole numbers, exactly. */
export function wasmByteSums(module: WasmModules["moments"], columns: number, blockRows: number): ByteSums {
  const { at, f64, write } = roomOf(module);
  module.setUpBytes(columns, blockRows);
  return {
    ...tiled(
      columns,
      () => f64("byteSums", columns),
      () => f64("byteProducts", tileNumbers(columns)),
    ),
    ...parted(module, columns, () => [at("byteSums"), at("byteProducts"), 0]),
    add(values, rows) {
      write("byteInput", values);
      module.addBytes(rows);
    },
  };
}

const panelsOf = (columns: number) => Math.ceil(columns / TILE);
const tileNumbers = (columns: number) => (panelsOf(columns) * (panelsOf(columns) + 1) * TILE * TILE) / 2;

/** Parts by way of a place of their own in memory: there they are added four numbers at a time. `places`: of sums, of tiles, and of the bytes that say which are summed. */
function parted(
  module: WasmModules["moments"],
  columns: number,
  places: () => readonly [sums: number, products: number, summed: number],
): Pick<Sums, "takePart" | "addPart"> {
  const { f64 } = roomOf(module);
  const tiles = tileNumbers(columns) / TILE ** 2;
  const place = growing(module);
  // Those that are summed are known once the sums are set up.
  let length = 0;
  const lengthOf = () => {
    length ||= module.partNumbers(columns, tiles, places()[2]);
    return length;
  };
  const room = () => place(8 * lengthOf());
  return {
    takePart(part) {
      const [sums, products, summed] = places();
      const to = room();
      module.takePart(to, sums, columns, products, tiles, summed);
      part.set(f64(to, lengthOf()));
    },
    addPart(part) {
      const [sums, products, summed] = places();
      const from = room();
      f64(from, lengthOf()).set(part.subarray(0, lengthOf()));
      module.addPart(from, sums, columns, products, tiles, summed);
    },
  };
}

/** Sums and tiles of products as they lie in memory. */
function tiled(
  columns: number,
  sumsNow: () => Float64Array,
  tiles: () => Float64Array,
): Pick<Sums, "sums" | "products" | "restore"> {
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
  };
}

import type { WasmModules } from "../../wasm/modules.ts";
import { growing, roomOf } from "../../wasm/room.ts";
import { type ByteSums, kindOf, type Sums, TILE } from "./machine.ts";
import type { Growth } from "./open.ts";

/** The sums in a fresh instance of the module `moments`; of products that recur, those tiles alone that are needed. */
export function wasmSums(
  module: WasmModules["moments"],
  columns: number,
  blockRows: number,
  { recurring, inParts = false }: Growth = {},
): Sums {
  const { at, f64, u8, write } = roomOf(module);
  module.setUp(columns, blockRows);
  if (recurring) u8("summed", recurring.tiles.length).set(recurring.tiles);
  const open = { sums: at("sums"), products: at("products") };
  const whole = inParts ? { sums: module.alloc(8 * columns), products: module.alloc(8 * tileNumbers(columns)) } : open;
  return {
    ...tiled(
      columns,
      () => f64(whole.sums, columns),
      () => f64(whole.products, tileNumbers(columns)),
    ),
    ...parted(module, columns, { open, whole, summed: at("summed") }),
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
  const sums = { sums: at("byteSums"), products: at("byteProducts") };
  return {
    ...tiled(
      columns,
      () => f64(sums.sums, columns),
      () => f64(sums.products, tileNumbers(columns)),
    ),
    ...parted(module, columns, { open: sums, whole: sums, summed: 0 }),
    add(values, rows) {
      write("byteInput", values);
      module.addBytes(rows);
    },
  };
}

const panelsOf = (columns: number) => Math.ceil(columns / TILE);
const tileNumbers = (columns: number) => (panelsOf(columns) * (panelsOf(columns) + 1) * TILE * TILE) / 2;

/** Where sums and tiles of products lie in memory. */
interface Places {
  readonly sums: number;
  readonly products: number;
}

/** Parts by way of a place of their own in memory: there they are added four numbers at a time. `summed`: where the bytes are that say which tiles are. */
function parted(
  module: WasmModules["moments"],
  columns: number,
  { open, whole, summed }: { readonly open: Places; readonly whole: Places; readonly summed: number },
): Pick<Sums, "endPart" | "takePart" | "addPart"> {
  const { f64 } = roomOf(module);
  const tiles = tileNumbers(columns) / TILE ** 2;
  const place = growing(module);
  // Those that are summed are known once the sums are set up.
  let length = 0;
  const lengthOf = () => {
    length ||= module.partNumbers(columns, tiles, summed);
    return length;
  };
  const room = () => place(8 * lengthOf());
  const take = (to: number) => module.takePart(to, open.sums, columns, open.products, tiles, summed);
  const add = (from: number) => module.addPart(from, whole.sums, columns, whole.products, tiles, summed);
  return {
    endPart() {
      if (whole === open) return;
      const part = room();
      take(part);
      add(part);
    },
    takePart(part) {
      const to = room();
      take(to);
      part.set(f64(to, lengthOf()));
    },
    addPart(part) {
      const from = room();
      f64(from, lengthOf()).set(part.subarray(0, lengthOf()));
      add(from);
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

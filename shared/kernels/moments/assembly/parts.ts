// Sums of a block as one row of numbers: those of the columns, then the tiles that are summed, one behind another. They move between threads as that.

/** Bytes of a tile of 4 × 4. */
const TILE: usize = 128;

/** Numbers of a part of so many columns and tiles; `summed` as in moments.ts, 0: all. */
export function partNumbers(columns: i32, tiles: i32, summed: usize): i32 {
  let count = columns;
  for (let t = 0; t < tiles; t++) if (summed == 0 || load<u8>(summed + t)) count += 16;
  return count;
}

/** Moves sums and tiles to `part`: what is left is zero. */
export function takePart(part: usize, sums: usize, columns: i32, products: usize, tiles: i32, summed: usize): void {
  const size: usize = <usize>columns << 3;
  memory.copy(part, sums, size);
  memory.fill(sums, 0, size);
  part += size;
  for (let t = 0; t < tiles; t++) {
    if (summed == 0 || load<u8>(summed + t)) {
      memory.copy(part, products, TILE);
      part += TILE;
    }
    products += TILE;
  }
  memory.fill(products - <usize>tiles * TILE, 0, <usize>tiles * TILE);
}

/** Adds a part to sums and tiles. */
export function addPart(part: usize, sums: usize, columns: i32, products: usize, tiles: i32, summed: usize): void {
  for (let j = 0; j < columns; j++) {
    const at: usize = <usize>j << 3;
    store<f64>(sums + at, load<f64>(sums + at) + load<f64>(part + at));
  }
  part += <usize>columns << 3;
  for (let t = 0; t < tiles; t++) {
    if (summed == 0 || load<u8>(summed + t)) {
      for (let k: usize = 0; k < TILE; k += 32) {
        v128.store(products + k, f64x2.add(v128.load(products + k), v128.load(part + k)));
        v128.store(products + k, f64x2.add(v128.load(products + k, 16), v128.load(part + k, 16)), 16);
      }
      part += TILE;
    }
    products += TILE;
  }
}

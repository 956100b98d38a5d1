import { type ByteSums, changesOf, partSize, type Sums, type Values } from "./machine.ts";
import type { Growth } from "./open.ts";

/** The sums as the definition has them, row by row: the reference of shared/kernels/moments/assembly/moments.ts, with the same bits. */
export function scalarSums(columns: number, { inParts = false }: Growth = {}): Sums {
  const sums = new Float64Array(columns);
  const products = new Float64Array(columns * columns);
  // Of the part that is open.
  const [partSums, partProducts] = inParts ? [sums.slice(), products.slice()] : [sums, products];
  const z = new Float64Array(columns);
  let shift = new Float64Array(columns);
  let scale = new Float64Array(columns);

  const add = (values: Values, rows: number) => {
    const blockSums = new Float64Array(columns);
    const blockProducts = new Float64Array(columns * columns);
    for (let r = 0; r < rows; r++) {
      centre(values, r, shift, scale, z);
      for (let i = 0; i < columns; i++) {
        blockSums[i] += z[i];
        for (let j = i; j < columns; j++) blockProducts[i * columns + j] += z[i] * z[j];
      }
    }
    for (let i = 0; i < columns; i++) {
      partSums[i] += blockSums[i];
      for (let j = i; j < columns; j++) {
        partProducts[i * columns + j] += blockProducts[i * columns + j];
        partProducts[j * columns + i] = partProducts[i * columns + j];
      }
    }
  };
  const takePart = (part: Float64Array) => {
    part.set(partSums);
    for (let i = 0, at = columns; i < columns; i++)
      for (let j = i; j < columns; j++, at++) part[at] = partProducts[i * columns + j];
    partSums.fill(0);
    partProducts.fill(0);
  };
  const addPart = (part: Float64Array) => {
    for (let i = 0, at = columns; i < columns; i++) {
      sums[i] += part[i];
      for (let j = i; j < columns; j++, at++) {
        products[i * columns + j] += part[at];
        products[j * columns + i] = products[i * columns + j];
      }
    }
  };

  return {
    begin(newShift, newScale) {
      shift = newShift.slice();
      scale = newScale.slice();
    },
    add,
    addChanges: (before, values, rows) => add(changesOf(before, values), rows),
    sums: () => sums.slice(),
    products: () => products.slice(),
    restore(newSums, newProducts) {
      sums.set(newSums);
      products.set(newProducts);
    },
    endPart() {
      if (!inParts) return;
      const part = new Float64Array(partSize(columns));
      takePart(part);
      addPart(part);
    },
    takePart,
    addPart,
  };
}

function centre(values: Values, row: number, shift: Float64Array, scale: Float64Array, z: Float64Array): void {
  const unit = values instanceof Uint8Array ? 255 : 1;
  for (let j = 0; j < z.length; j++) z[j] = (values[row * z.length + j] / unit - shift[j]) * scale[j];
}

/** Of bytes as whole numbers: float64 holds them exactly, in whatever order they are added. */
export function scalarByteSums(columns: number): ByteSums {
  const sums = scalarSums(columns);
  sums.begin(new Float64Array(columns), new Float64Array(columns).fill(1));
  return { ...sums, add: (values, rows) => sums.add(Float64Array.from(values), rows) };
}

import { cos, sin } from "../../../math/elementary.ts";
import type { Table } from "../../table.ts";
import { baseName } from "./wav.ts";

/**
 * Sounds from several files as channels of one table: resampled to the lowest of their rates, and cut to the shortest. Values are float64 where one of
 * them has it. Each table has a rate.
 */
export function joinSounds(tables: readonly Table[], files: readonly string[]): Table {
  const rate = Math.min(...tables.map((table) => table.rate ?? 0));
  const parts = tables.map((table) => (table.rate === rate ? table : resampled(table, rate)));
  const rows = Math.min(...parts.map((part) => part.rows));
  const columns = parts.reduce((sum, part) => sum + part.columns, 0);
  const isWide = parts.some(({ values }) => values instanceof Float64Array);
  const values = isWide ? new Float64Array(rows * columns) : new Float32Array(rows * columns);
  let at = 0;
  for (const part of parts) {
    for (let c = 0; c < part.columns; c++, at++)
      for (let r = 0; r < rows; r++) values[r * columns + at] = part.values[r * part.columns + c];
  }
  const names = parts.flatMap((part, i) =>
    Array.from({ length: part.columns }, (_, c) => baseName(files[i]) + (part.columns === 1 ? "" : ` ${c + 1}`)),
  );
  return { rows, columns, values, names, rate };
}

/** Zero crossings of the sinc on each side, and steps of its table between two of them. */
const LOBES = 16;
const STEPS = 512;

/**
 * A sound at another rate: a low-pass filter below half of the lower rate, as a sinc under a Hann window (Smith, Digital Audio Resampling). Two to
 * five times as slow as reading the file.
 */
export function resampled(table: Table, rate: number): Table {
  const { rows, columns, values, rate: from = rate } = table;
  const ratio = rate / from;
  const cut = Math.min(1, ratio);
  const halfWidth = LOBES / cut;
  const kernel = sincTable();
  const count = Math.max(1, Math.floor(rows * ratio));
  const out = values instanceof Float64Array ? new Float64Array(count * columns) : new Float32Array(count * columns);
  const sums = new Float64Array(columns);
  for (let i = 0; i < count; i++) {
    const centre = i / ratio;
    const first = Math.max(0, Math.ceil(centre - halfWidth));
    const last = Math.min(rows - 1, Math.floor(centre + halfWidth));
    sums.fill(0);
    let weights = 0;
    for (let k = first; k <= last; k++) {
      const place = Math.abs(k - centre) * cut * STEPS;
      const cell = Math.floor(place);
      const weight = kernel[cell] + (place - cell) * (kernel[cell + 1] - kernel[cell]);
      weights += weight;
      for (let c = 0; c < columns; c++) sums[c] += weight * values[k * columns + c];
    }
    // Divided by the sum of its weights, a constant stays what it was, at the ends too.
    for (let c = 0; c < columns; c++) out[i * columns + c] = sums[c] / weights;
  }
  return { ...table, rows: count, values: out, rate };
}

let table: Float64Array | undefined;

/** sin(πx)/(πx) · cos²(πx/2L) at x = i / STEPS, 0 beyond L lobes. */
function sincTable(): Float64Array {
  table ??= Float64Array.from({ length: LOBES * STEPS + 2 }, (_, i) => {
    const x = i / STEPS;
    if (x === 0) return 1;
    if (x >= LOBES) return 0;
    const window = cos((Math.PI * x) / (2 * LOBES));
    return (sin(Math.PI * x) / (Math.PI * x)) * window * window;
  });
  return table;
}

import { requireTable } from "../../../data/require.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import type { SparseCodingParams } from "./fields.ts";
import { decodeGaps } from "./gaps.ts";

/** Maximum inputs of an atom: Gram matrices and accumulated sums are of this order squared. */
const MAX_INPUTS = 1024;
const NEED = "atoms are learnt from it";

/** The pictures of a table as grey ones in [0, 1], made smaller where they are larger than wanted. */
export interface Pictures {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  /** One value. */
  at(picture: number, x: number, y: number): number;
  /** Writes the square of this side whose first pixel is (x, y), row by row. */
  copy(picture: number, x: number, y: number, side: number, out: Float64Array): void;
}

type Choice = Pick<SparseCodingParams, "goal" | "patch" | "side" | "picture" | "gaps" | "drawn">;

/** Rows that are whole patches already, or have no shape, are taken as they are. */
export function hasPictures(data: Table): boolean {
  return data.image !== undefined && data.image.height > 1 && data.image.width > 1;
}

/** Throws an ExperimentError for data that cannot be coded. */
export function checkSparse(params: Choice, data: Table | null): Table {
  const table = requireTable(data, NEED);
  if (!hasPictures(table)) {
    checkVectors(params, table);
  } else {
    const { width, height } = picturesOf(table, params.side);
    if (params.patch > Math.min(width, height))
      throw new ExperimentError(
        "params.patch",
        "patch-too-large",
        `patch: ${params.patch} pixels (must be at most ${Math.min(width, height)}, the shorter side of the pictures)`,
        { value: params.patch, max: Math.min(width, height) },
      );
    if ((params.picture ?? 1) > table.rows)
      throw new ExperimentError(
        "params.picture",
        "no-such-picture",
        `picture: ${params.picture} (must be at most ${table.rows}: there are only that many)`,
        { value: params.picture ?? 1, max: table.rows },
      );
  }
  if (params.gaps === "drawn" && !decodeGaps(params.drawn ?? "").includes(1))
    throw new ExperimentError(
      "params.drawn",
      "nothing-drawn",
      "gap drawing: nothing is marked (draw on the picture, or choose random gaps)",
    );
  checkVaries(table);
  return table;
}

function checkVectors({ goal }: Choice, data: Table): void {
  if (goal !== "learn")
    throw new ExperimentError(
      "params.goal",
      "needs-pictures",
      `task: ${goal} (must be learn: the data are not pictures; open PNG, JPEG or IDX pictures)`,
      { value: goal, fits: "learn" },
    );
  requireTable(data, NEED, { rows: 2, columns: MAX_INPUTS });
}

/** Constant data have no atoms: their patches, and their rows but for the mean, are zero. */
function checkVaries(data: Table): void {
  const { values, columns } = data;
  const period = hasPictures(data) ? 1 : columns;
  for (let i = period; i < values.length; i++) if (values[i] !== values[i % period]) return;
  throw new ExperimentError(
    "data",
    "constant-values",
    `data is constant: ${values[0]} (must vary: nothing can be learnt from one value)`,
    { value: values[0] },
  );
}

/** Least and greatest value, so that numbers of any size can be brought to [0, 1]. */
export function rangeOf({ values }: Table): readonly [number, number] {
  if (values instanceof Uint8Array) return [0, 255];
  let [low, high] = [values[0], values[0]];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** Colour becomes its luma (ITU-R BT.601). */
export function picturesOf(data: Table, side: number): Pictures {
  const { width, height, channels } = data.image ?? { width: data.columns, height: 1, channels: 1 as const };
  const by = Math.ceil(Math.max(width, height) / side);
  const [low, high] = rangeOf(data);
  // Halves, because the range of doubles may be infinite.
  const span = high / 2 - low / 2 || 1;
  const { values, columns } = data;
  const grey = (i: number) =>
    channels === 1 ? values[i] : 0.299 * values[i] + 0.587 * values[i + 1] + 0.114 * values[i + 2];
  const scaled = (value: number) => (value / 2 - low / 2) / span;
  const one = (i: number) => scaled(grey(i));
  const at = (picture: number, x: number, y: number) => {
    const start = picture * columns;
    if (by === 1) return one(start + (y * width + x) * channels);
    let sum = 0;
    for (let v = y * by; v < (y + 1) * by; v++)
      for (let u = x * by; u < (x + 1) * by; u++) sum += one(start + (v * width + u) * channels);
    return sum / (by * by);
  };
  // Most pictures are grey bytes: what each of them means is found once.
  const bytes = values instanceof Uint8Array && channels === 1 && by === 1 ? values : undefined;
  const meaning = bytes && Float64Array.from({ length: 256 }, (_, value) => scaled(value));
  return {
    count: data.rows,
    width: Math.floor(width / by),
    height: Math.floor(height / by),
    at,
    copy(picture, x, y, side, out) {
      const first = picture * columns + y * width + x;
      for (let v = 0, n = 0; v < side; v++) {
        const start = first + v * width;
        if (bytes && meaning) for (let u = 0; u < side; u++, n++) out[n] = meaning[bytes[start + u]];
        else for (let u = 0; u < side; u++, n++) out[n] = at(picture, x + u, y + v);
      }
    },
  };
}

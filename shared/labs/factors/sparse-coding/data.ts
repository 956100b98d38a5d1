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
  const one = (i: number) => (grey(i) / 2 - low / 2) / span;
  return {
    count: data.rows,
    width: Math.floor(width / by),
    height: Math.floor(height / by),
    at(picture, x, y) {
      const start = picture * columns;
      if (by === 1) return one(start + (y * width + x) * channels);
      let sum = 0;
      for (let v = y * by; v < (y + 1) * by; v++)
        for (let u = x * by; u < (x + 1) * by; u++) sum += one(start + (v * width + u) * channels);
      return sum / (by * by);
    },
  };
}

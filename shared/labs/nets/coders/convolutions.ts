import { ExperimentError } from "../../../experiment/errors.ts";

/** What of rows decides whether convolutions can go over them. */
export interface Convolved {
  /** Numbers of a row. */
  readonly columns: number;
  readonly image?: { readonly width: number; readonly height: number } | undefined;
}

/** Convolutions go over pictures, and stop halving where nothing is left to halve. Throws an ExperimentError for others. */
export function checkConvolutions(filters: readonly number[], { image, columns }: Convolved): void {
  if (image === undefined || image.height === 1 || image.width === 1)
    throw new ExperimentError(
      "params.architecture",
      "convolutions-need-pictures",
      `convolutions of rows of ${columns} numbers (must be pictures: choose dense layers)`,
      { value: columns, fits: "dense" },
    );
  const { width, height } = image;
  const most = 32 - Math.clz32(Math.min(height, width) - 1);
  const halved = filters.length;
  if (halved > most)
    throw new ExperimentError(
      "params.filters",
      "too-many-halvings",
      `convolutions: ${halved} (must be at most ${most}: each halves pictures of ${width} × ${height})`,
      { value: halved, most, width, height },
    );
}

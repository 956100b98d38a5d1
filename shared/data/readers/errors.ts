import { ExperimentError } from "../../experiment/errors.ts";
import { limits } from "../../experiment/limits.ts";

/** Pixels that cannot be made out; `reason` is for the terminal. */
export function damagedPicture(path: string, reason: string): ExperimentError {
  return new ExperimentError(
    path,
    "picture-damaged",
    `${path} is not a readable picture: ${reason} (copy or download it again, or save it anew)`,
  );
}

export function truncated(path: string, expected: number, found: number): ExperimentError {
  return new ExperimentError(
    path,
    "truncated",
    `${path} is cut off: ${found} bytes (must be ${expected}; copy or download it again)`,
    { value: found, expected },
  );
}

export function countOf(shape: readonly number[], path: string): number {
  let count = 1;
  for (const extent of shape) {
    count *= extent;
    if (!(count <= limits.file.values))
      throw new ExperimentError(
        path,
        "too-many-values",
        `${path} claims ${shape.join(" × ")} values (must be at most ${limits.file.values})`,
        { value: shape.join(" × "), max: limits.file.values },
      );
  }
  return count;
}

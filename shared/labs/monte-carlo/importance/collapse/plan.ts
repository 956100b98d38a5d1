import { ExperimentError } from "../../../../experiment/errors.ts";
import { foldIn, type Key } from "../../../../random/index.ts";
import type { Task, Work } from "../../../lab.ts";
import type { CollapseParams } from "./fields.ts";

/** Numbers drawn in all. */
const MOST_NUMBERS = 100_000_000;

/** Throws an ExperimentError for dimensions that repeat, and for what would take too long. */
export function checkCollapse({ dimensions, size, times }: CollapseParams): void {
  const sorted = [...new Set(dimensions)].sort((a, b) => a - b);
  if (sorted.some((d, i) => d !== dimensions[i]) || sorted.length < dimensions.length)
    throw new ExperimentError(
      "params.dimensions",
      "importance-dimensions",
      `invalid dimensions: ${dimensions.join(", ")} (must ascend, each once)`,
      { value: dimensions.join(", ") },
    );
  const each = dimensions.reduce((sum, d) => sum + d, 0) * size;
  const most = Math.floor(MOST_NUMBERS / each);
  if (times > most)
    throw new ExperimentError(
      "params.times",
      "importance-too-many",
      `too many repeats: ${times} (must be at most ${most} with so many draws and dimensions)`,
      { value: times, max: most },
    );
}

/** A task for each dimension, "level.<i>". */
export function planCollapse({ dimensions, times, ...params }: CollapseParams, key: Key): readonly Task[] {
  const { shift, scale, size } = params;
  return dimensions.map((dimension, i) => ({
    id: `level.${i}`,
    kind: "level",
    key: foldIn(key, i),
    steps: times,
    params: { dimension, shift, scale, size },
  }));
}

const PER_NUMBER = 150;

export function estimateCollapse({ dimensions, times, size }: CollapseParams): Work {
  const all = dimensions.reduce((sum, d) => sum + d, 0);
  return {
    multiplyAdds: PER_NUMBER * all * size * times,
    bytes: 32 * times * dimensions.length,
  };
}

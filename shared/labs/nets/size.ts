/** What a browser can hold of a net: said before the run. */
import { ExperimentError } from "../../experiment/errors.ts";

/** Numbers that a net may learn: five blocks of them, and as many again in a checkpoint, fit into any browser. */
const MAX_WEIGHTS = 20_000_000;
/** The same of all nets of a run, whose results are kept once. */
const MAX_TOGETHER = 100_000_000;
/** Numbers that the layers of a minibatch may hold. */
const MAX_VALUES = 100_000_000;

/** Throws an ExperimentError at `path`, the widths of the layers; `told`: the net in short. */
export function checkWeightCount(path: string, weights: number, told: string): void {
  if (weights <= MAX_WEIGHTS) return;
  throw new ExperimentError(
    path,
    "net-too-large",
    `weights of the net ${told}: ${weights} (must be at most ${MAX_WEIGHTS}: use narrower layers)`,
    { value: weights, most: MAX_WEIGHTS },
  );
}

/** `values`: numbers that a sample fills from the input to the last layer. Each is there as a sum, after its activation, and as a slope. */
export function checkMinibatch(batch: number, values: number): void {
  const all = 3 * batch * values;
  if (all <= MAX_VALUES) return;
  throw new ExperimentError(
    "params.batch",
    "minibatch-too-large",
    `numbers that a minibatch of ${batch} fills: ${all} (must be at most ${MAX_VALUES}: use a smaller minibatch or fewer filters)`,
    { value: batch, most: Math.max(1, Math.floor((batch * MAX_VALUES) / all)) },
  );
}

/** So many nets with so many weights each. */
export function checkTogether(path: string, nets: number, weights: number): void {
  const value = nets * weights;
  if (value <= MAX_TOGETHER) return;
  throw new ExperimentError(
    path,
    "nets-too-large",
    `weights of ${nets} nets: ${value} (must be at most ${MAX_TOGETHER}: train fewer nets, or use narrower layers)`,
    { value, nets, most: MAX_TOGETHER, fits: Math.max(1, Math.floor(MAX_TOGETHER / weights)) },
  );
}

/** Throws an ExperimentError for more blocks of filters than poolings that halve a picture of height × width leave room for. */
export function checkBlocks(
  { channels, pooling }: { readonly channels: readonly number[]; readonly pooling: string },
  { height, width }: { readonly height: number; readonly width: number },
): void {
  const blocks = channels.length;
  const least = Math.min(width, height);
  const fits = pooling === "none" ? blocks : 31 - Math.clz32(least);
  if (blocks <= fits) return;
  throw new ExperimentError(
    "params.channels",
    "too-many-blocks",
    `blocks: ${blocks} (must be at most ${fits}: each pooling halves a picture of ${least} pixels)`,
    { value: blocks, least, fits },
  );
}

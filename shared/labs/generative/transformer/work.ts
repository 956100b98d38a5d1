import type { Table } from "../../../data/table.ts";
import type { Work } from "../../lab.ts";
import { batchesPerEpoch } from "../../minibatches.ts";
import type { TransformerParams } from "./fields.ts";
import { MEASURED } from "./places.ts";
import { MEASURED_LINES, recurrentUnits, weightsOfRecurrent, weightsOfTransformer } from "./size.ts";

/** Signs of an alphabet that nobody has counted yet: some forty are frequent in any text, of the others it has few. */
const signsAbout = (most: number) => Math.min(most, 40 + most / 6);
/** What a product of a single row costs, as products of many rows: its weights are read anew for each. */
const ALONE = 4;
/** The same of the rows of a minibatch in a recurrent net, whose products are small and many. */
const SMALL = 2;

/** Multiply-adds of a whole run, and by kind of task; memory in bytes. */
export function workOf(params: TransformerParams, data: Table | null): Work {
  if (!data?.texts) return { multiplyAdds: 0, bytes: 0 };
  const { content, layers, width, heads, expansion, batch, epochs, testFraction, written, beside } = params;
  const length = data.texts.reduce((sum, text) => sum + text.length + 1, 0);
  const isPairs = content === "pairs";
  // One line, or several in a file of one's own.
  const lines = data.texts.reduce((sum, text) => sum + (isPairs ? text.split("\n").length : 0), 0);
  const longest = isPairs ? Math.min(128, 1 + Math.ceil((2 * length) / Math.max(1, lines))) : params.context;
  const context = isPairs ? longest : params.context;
  const signs = signsAbout(params.signs);
  const shape = { signs, context, layers, width, heads, hidden: expansion * width };
  const weights = weightsOfTransformer(shape);
  // Attention: products of queries with keys, and of shares with values; exponentials.
  const forward = weights + layers * context * (2 * width + 4 * heads);
  const windows = Math.max(
    1,
    Math.floor(isPairs ? lines * (1 - testFraction) : (length * (1 - testFraction)) / context),
  );
  const own = Math.min(batch, windows);
  const tokens = epochs * batchesPerEpoch(windows, own) * own * context;
  const held = isPairs
    ? Math.min(MEASURED_LINES, lines * testFraction) * context
    : 2 * Math.min(MEASURED, testFraction * length);
  const ofRecurrent = beside ? SMALL * weightsOfRecurrent(signs, recurrentUnits(shape)) : 0;
  const kinds = {
    train: 3.3 * tokens * forward,
    ...(beside && { beside: 3.3 * tokens * ofRecurrent, judge: held * ofRecurrent }),
    // Four tables that are looked up by what stands before each character.
    baseline: 160 * length,
    evaluate: held * forward,
    write: ALONE * written * forward,
  };
  const values = context * (layers * (12 * width + 3 * expansion * width + 3 * heads * context) + 4 * signs);
  return {
    multiplyAdds: Object.values(kinds).reduce((sum, one) => sum + one, 0),
    kinds,
    bytes: 24 * length + 12 * windows * context + 20 * weights + 4 * own * values * (beside ? 2 : 1),
  };
}

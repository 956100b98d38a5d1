/** What a text costs before it is written. */
import { readFrom, readingOf } from "../quant/graph/index.ts";

/** Characters that a text may begin with. Of them the last count, as many as the model remembers. */
export const LONGEST_PREFIX = 1000;

/** Signs that a recurrent model of this cost reads to write `length` signs behind so many: those behind which it begins anew are read again (`shared/quant/text/write.ts`). */
export function signsRead(
  model: { readonly multiplyAdds: number; readonly begin?: number },
  before: number,
  length: number,
): number {
  const reading = readingOf({ nodes: [] }, model);
  if (!reading) throw new RangeError(`${model.multiplyAdds} multiply-adds for each sign (must be fewer)`);
  const count = Math.min(before + (model.begin ?? 1), reading.window);
  let read = 0;
  let start = -1;
  for (let at = count; at < count + length; at++) {
    const next = readFrom(reading, at);
    read += next === start ? 1 : at - next;
    start = next;
  }
  return read;
}

import type { GraphCost } from "./cost.ts";
import type { GraphHead } from "./head.ts";

/** How a net reads a text from nothing: part of the definition of what it writes, by what its graph costs alone. */
export interface Reading {
  /** Most signs of a text that stand in its memory. */
  readonly window: number;
  /** By so many signs the beginning of what it reads goes on once the window is full: half a window, rounded up. */
  readonly step: number;
}

/** Multiply-adds of a whole window: `limits.inference.multiplyAdds` when the first text was written, and never another number. */
const AFFORDABLE = 32_000_000;

/** Signs of a window of a net whose memory has no end, the largest that a request may cost. */
const WINDOWS = [128, 64, 32, 16];
/** Of attention that reaches further the rest is never filled. */
const LONGEST_WINDOW = 256;

/**
 * The largest window whose signs a request may read (AFFORDABLE): of nets with attention or places as far as those reach. Undefined where not even the
 * least is affordable.
 */
export function readingOf(
  { nodes }: Pick<GraphHead, "nodes">,
  { multiplyAdds }: Pick<GraphCost, "multiplyAdds">,
): Reading | undefined {
  const reach = nodes.flatMap((node) => ("steps" in node ? [node.steps] : []));
  const whole = Math.min(...reach, LONGEST_WINDOW);
  const windows = reach.length === 0 ? WINDOWS : [whole, ...WINDOWS.filter((own) => own < whole)];
  const window = windows.find((own) => own * multiplyAdds <= AFFORDABLE);
  return window === undefined ? undefined : { window, step: Math.ceil(window / 2) };
}

/** Where what a net has read begins, when `length` signs of the text are there: it depends on nothing else, so that a text goes on the same wherever it was cut. */
export function readFrom({ window, step }: Reading, length: number): number {
  return length <= window ? 0 : Math.ceil((length - window) / step) * step;
}

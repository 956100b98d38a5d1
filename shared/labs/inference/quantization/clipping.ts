/** What a range of codes does to the numbers of a value: some are clipped, all others rounded. */
import type { FloatGraph } from "../../../quant/float/index.ts";
import { isFloatProduct } from "./stored.ts";

/** A value of the net with a range of its own, and its largest code. */
export interface QuantisedValue {
  readonly name: string;
  readonly top: 127 | 255;
}

/** The input, and what comes of each product after its activation; codes that no product reads have 8 bits. */
export function quantisedValues({ nodes }: FloatGraph): readonly QuantisedValue[] {
  const products = nodes.filter(isFloatProduct);
  const own = products.map((node, at): QuantisedValue => {
    const after = nodes.find(({ op, inputs }) => op === "activation" && inputs[0] === node.name);
    return { name: after?.name ?? node.name, top: at === products.length - 1 ? 255 : 127 };
  });
  return [{ name: "input", top: 127 }, ...own];
}

export interface Clipping {
  readonly step: number;
  /** Part of the numbers beyond the range. */
  readonly share: number;
  /** Mean squared error, and what clipping adds to it. */
  readonly error: number;
  readonly tail: number;
}

/** Zero has a code of its own, so the range moves by part of a step. */
export function clippingOf(
  numbers: Float32Array,
  { low, high }: { readonly low: number; readonly high: number },
  top: number,
): Clipping {
  const step = (high - low) / top;
  const zero = Math.min(Math.max(Math.round(-low / step), 0), top);
  let [clipped, error, tail] = [0, 0, 0];
  for (const x of numbers) {
    const code = Math.round(x / step) + zero;
    const off = (step * (Math.min(Math.max(code, 0), top) - zero) - x) ** 2;
    error += off;
    if (code >= 0 && code <= top) continue;
    clipped++;
    tail += off;
  }
  const { length } = numbers;
  return { step, share: clipped / length, error: error / length, tail: tail / length };
}

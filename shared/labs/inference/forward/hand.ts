/** A net that is written by hand: its weights and its input as texts of numbers. */
import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import type { Chain } from "../../../nets/chain.ts";
import { shapesOf, sizeOf } from "../../nets/chain/shapes.ts";
import { checkBlocks } from "../../nets/size.ts";
import { chainOf } from "../net.ts";
import type { ForwardParams } from "./fields.ts";

/** Numbers that go in: as many as the text has room for. */
const MOST_INPUTS = 256;
const SQUARE = 2;

export interface HandNet {
  readonly chain: Chain;
  readonly weights: Arrays;
  readonly input: Float32Array;
}

/** Throws an ExperimentError at the parameter whose text is not what the net needs. */
export function handNet(params: ForwardParams): HandNet {
  const input = numbersIn("input", params.input ?? "");
  const chain = chainOf(params, handShape(params, input.length), params.outputs ?? 1, params.end);
  const [height, width] = chain.input;
  if (params.channels.length > 0) checkBlocks(params, { height, width });
  return {
    chain,
    input: Float32Array.from(input),
    weights: weightsIn(chain, numbersIn("weights", params.weights ?? "")),
  };
}

/** Throws an ExperimentError at the first text that is no number. */
export function numbersIn(name: "input" | "weights", text: string): readonly number[] {
  return text
    .split(/[\s;|]+/)
    .filter((word) => word !== "")
    .map((word, i) => {
      const value = Number(word);
      if (Number.isFinite(value) && Math.abs(value) <= 1e6) return value;
      throw new ExperimentError(
        `params.${name}`,
        "hand-not-a-number",
        `${name}: number ${i + 1} is ${word} (must be a number such as -0.5, at most a million)`,
        { value: word, index: i + 1 },
      );
    });
}

function handShape({ channels }: ForwardParams, count: number): readonly number[] {
  if (count < 1 || count > MOST_INPUTS)
    throw new ExperimentError(
      "params.input",
      "hand-input-count",
      `input: ${count} numbers (must be from 1 to ${MOST_INPUTS})`,
      { value: count, max: MOST_INPUTS },
    );
  if (channels.length === 0) return [count];
  const side = Math.floor(Math.sqrt(count));
  if (side < SQUARE || side * side !== count)
    throw new ExperimentError(
      "params.input",
      "hand-input-square",
      `input: ${count} numbers are no square picture (must be 4, 9, 16, …; or have no filters)`,
      { value: count, fits: Math.max(SQUARE, side) ** 2 },
    );
  return [side, side, 1];
}

/** Where the numbers of the text go: for each, the array and its place there. */
export function placesOf(chain: Chain): readonly { readonly name: string; readonly at: number }[] {
  const shapes = shapesOf(chain);
  return chain.layers.flatMap((layer, l) => {
    if (layer.kind !== "dense" && layer.kind !== "convolution") return [];
    const before = l === 0 ? chain.input : shapes[l - 1];
    const inputs = before[before.length - 1];
    const [units, taps] =
      layer.kind === "dense" ? [layer.units, inputs] : [layer.filters, layer.kernel[0] * layer.kernel[1] * inputs];
    return Array.from({ length: units }, (_, u) => [
      ...Array.from({ length: taps }, (__, i) => ({ name: `${layer.name}.weights`, at: i * units + u })),
      { name: `${layer.name}.bias`, at: u },
    ]).flat();
  });
}

function weightsIn(chain: Chain, numbers: readonly number[]): Arrays {
  const places = placesOf(chain);
  if (numbers.length > places.length)
    throw new ExperimentError(
      "params.weights",
      "hand-weights-count",
      `weights: ${numbers.length} numbers (must be at most ${places.length}, the weights and biases of this net)`,
      { value: numbers.length, max: places.length },
    );
  const shapes = shapesOf(chain);
  const weights: Record<string, NDArray<Float32Array>> = {};
  for (const [l, layer] of chain.layers.entries()) {
    if (layer.kind !== "dense" && layer.kind !== "convolution") continue;
    const before = l === 0 ? chain.input : shapes[l - 1];
    const inputs = before[before.length - 1];
    const shape = layer.kind === "dense" ? [inputs, layer.units] : [...layer.kernel, inputs, layer.filters];
    const units = shape[shape.length - 1];
    weights[`${layer.name}.weights`] = array(new Float32Array(sizeOf(shape)), shape);
    weights[`${layer.name}.bias`] = array(new Float32Array(units));
  }
  for (const [i, value] of numbers.entries()) weights[places[i].name].values[places[i].at] = value;
  return weights;
}

const written = (value: number) => String(Number(value.toPrecision(6)));

/** The text with one number changed. */
export function withNumber(chain: Chain, weights: Arrays, name: string, at: number, value: number): string {
  let last = "";
  return placesOf(chain)
    .map((place) => {
      const own = place.name === name && place.at === at ? value : Number(weights[place.name].values[place.at]);
      // Two spaces after each bias, so that people see where a unit ends.
      const gap = last === "" ? "" : last.endsWith(".bias") ? "  " : " ";
      last = place.name;
      return gap + written(own);
    })
    .join("");
}

export const inputText = (values: ArrayLike<number>): string => Array.from(values, written).join(" ");

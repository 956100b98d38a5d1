/** Samples as arrays of a run, and back. */
import { type Arrays, array } from "../../../arrays.ts";
import type { Samples } from "../../../gallery/samples.ts";

export function arraysOf(samples: Samples): Arrays {
  switch (samples.kind) {
    case "pictures": {
      const { count, height, width, channels, levels } = samples;
      return { levels: array(levels, [count, height, width, channels]) };
    }
    case "points":
      return { points: array(samples.values, [samples.count, 2]) };
    case "texts": {
      const all = samples.texts.map((text) => Array.from(text, (character) => character.codePointAt(0) ?? 0));
      return {
        characters: array(Int32Array.from(all.flat())),
        lengths: array(Int32Array.from(all, (one) => one.length)),
      };
    }
    default:
      return samples satisfies never;
  }
}

/** Undefined where nothing was drawn yet. */
export function samplesIn(arrays: Arrays | undefined): Samples | undefined {
  const { levels, points, characters, lengths } = arrays ?? {};
  if (levels) {
    const [count, height, width, channels] = levels.shape;
    return {
      kind: "pictures",
      count,
      height,
      width,
      channels: channels === 3 ? 3 : 1,
      levels: Uint8Array.from(levels.values),
    };
  }
  if (points) return { kind: "points", count: points.shape[0], values: Float64Array.from(points.values) };
  if (!characters || !lengths) return undefined;
  const texts: string[] = [];
  let at = 0;
  for (const length of lengths.values) {
    texts.push(String.fromCodePoint(...characters.values.subarray(at, at + length)));
    at += length;
  }
  return { kind: "texts", count: texts.length, texts };
}

/** The picture that is restored: as it was, and as it is given to the method. */
import type { Table } from "../../../data/table.ts";
import { normal, uniform } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { picturesOf } from "./data.ts";
import type { SparseCodingParams } from "./fields.ts";
import { decodeGaps, GAP_CELLS } from "./gaps.ts";

export interface DamagedPicture {
  readonly width: number;
  readonly height: number;
  /** height × width, 0…1. */
  readonly truth: Float64Array;
  /** With noise, or with the mean of the known pixels where pixels are missing. */
  readonly given: Float64Array;
  /** 1 where a pixel is known; absent where all are. */
  readonly known?: Uint8Array;
}

type Damage = Pick<SparseCodingParams, "goal" | "side" | "picture" | "noise" | "sigma" | "gaps" | "missing" | "drawn">;

export function damagedPicture(data: Table, params: Damage, key: Key): DamagedPicture {
  const pictures = picturesOf(data, params.side);
  const { width, height } = pictures;
  const truth = new Float64Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) truth[y * width + x] = pictures.at((params.picture ?? 1) - 1, x, y);
  if (params.goal === "denoise") {
    if (params.noise === "own") return { width, height, truth, given: truth };
    const sigma = (params.sigma ?? 25) / 255;
    return { width, height, truth, given: truth.map((value, i) => value + sigma * normal(key, i)) };
  }
  const known = knownPixels(params, width, height, key);
  let [sum, count] = [0, 0];
  for (let i = 0; i < truth.length; i++) {
    sum += known[i] * truth[i];
    count += known[i];
  }
  const mean = count === 0 ? 0.5 : sum / count;
  return { width, height, truth, given: truth.map((value, i) => (known[i] ? value : mean)), known };
}

function knownPixels({ gaps, missing, drawn }: Damage, width: number, height: number, key: Key): Uint8Array {
  if (gaps !== "drawn")
    return Uint8Array.from({ length: width * height }, (_, i) => (uniform(key, i) < (missing ?? 0.5) ? 0 : 1));
  const cells = decodeGaps(drawn ?? "");
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const column = Math.floor(((i % width) * GAP_CELLS) / width);
    const row = Math.floor((Math.floor(i / width) * GAP_CELLS) / height);
    return 1 - cells[row * GAP_CELLS + column];
  });
}

import type { Arrays } from "../../../../arrays.ts";
import { log } from "../../../../math/elementary.ts";
import type { PictureParams } from "./fields.ts";
import { labelsOf, type Picture } from "./given.ts";
import { shownOf } from "./model.ts";
import { thresholded } from "./threshold.ts";

export interface Score {
  /** Decibels, of a peak of 1; `BEST_PSNR` where nothing differs. Absent of a segmentation. */
  readonly psnr?: number;
  /** Share of pixels with the right label; absent where that is not known. */
  readonly accuracy?: number;
}

/** Where no pixel differs the ratio is infinite: this is said instead. */
export const BEST_PSNR = 99;

/**
 * How near labels are to the picture without noise. A restored picture may be given beside its labels (`shown`), height × width, from 0 to 1. Classes
 * and regions both go from dark to bright; where there are not as many of one as of the other, nothing can be said.
 */
export function scoreOf(
  params: PictureParams,
  picture: Picture,
  found: Arrays,
  labels: Uint8Array,
  shown?: ArrayLike<number>,
): Score {
  if (params.task === "segment") {
    const { regions } = picture;
    const count = regions ? regions.reduce((most, region) => Math.max(most, region), 0) + 1 : 0;
    return regions && count === labelsOf(params) ? { accuracy: shareEqual(labels, regions) } : {};
  }
  const right = params.task === "binary" ? thresholded(picture) : Float32Array.from(picture.values, (v) => v / 255);
  const psnr = psnrOf(shown ?? shownOf(params, found, labels), right);
  return params.task === "binary" ? { psnr, accuracy: shareEqual(labels, right) } : { psnr };
}

function shareEqual(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let equal = 0;
  for (let i = 0; i < a.length; i++) if (a[i] === b[i]) equal++;
  return equal / a.length;
}

function psnrOf(shown: ArrayLike<number>, right: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < shown.length; i++) sum += (shown[i] - right[i]) ** 2;
  return sum === 0 ? BEST_PSNR : Math.min(BEST_PSNR, (-10 * log(sum / shown.length)) / log(10));
}

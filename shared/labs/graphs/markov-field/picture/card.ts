import { array } from "../../../../arrays.ts";
import type { Fold } from "../../../fold.ts";
import type { CardPicture } from "../../../picture.ts";

/** What was seen, and the labels of the method that does best: the cut, or moves by cuts. Nothing of a run without pictures. */
export function cardOfPicture(fold: Fold): CardPicture | undefined {
  const seen = fold.output("observe")?.observed;
  const found = fold.output("cut") ?? fold.output("moves");
  if (!seen || !found) return undefined;
  const { labels } = found;
  const [height, width, channels] = seen.shape;
  const size = height * width;
  let most = 1;
  for (const label of labels.values) most = Math.max(most, Number(label));
  const rows = new Float32Array(2 * size);
  // Zero is in the middle of the scale.
  for (let i = 0; i < size; i++) {
    rows[i] = Math.min(Math.max(Number(seen.values[i * channels]), 0), 1) - 0.5;
    rows[size + i] = Number(labels.values[i]) / most - 0.5;
  }
  return { kind: "images", rows: array(rows, [2, size]), width, height };
}

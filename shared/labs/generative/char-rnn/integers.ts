import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import { trainedWeights } from "../../nets/weights.ts";
import { RECURRENT_TEXT_QUANTISER } from "../../quantiser.ts";
import type { TextToPublish } from "../../text-to-publish.ts";
import { readText } from "../text/data.ts";
import { calibrating, denseNode, graphOfSigns, lastOfLines, recurrentNode, textToPublish } from "../text/integers.ts";
import type { CharRnnParams } from "./fields.ts";

/** Signs that are read in a row where ranges are calibrated: as many as stand in the memory of the integers. */
const SEQUENCE = 128;

/** The net of a finished run; undefined without its data or weights. */
export function charText(fold: Fold, params: CharRnnParams, data: Table | null): TextToPublish | undefined {
  const weights = trainedWeights(fold);
  if (!weights || !data) return undefined;
  const { alphabet, train } = readText(data, params);
  const names = params.layers.map((_, l) => `layer${l + 1}`);
  const last = `layer${names.length + 1}`;
  const layers = names.map((name, l) => recurrentNode(weights, name, `layer${l}`));
  const float = graphOfSigns(weights, "layer0", [...layers, denseNode(weights, last, `layer${names.length}`)]);
  const sequence = Math.min(SEQUENCE, train.length);
  const count = Math.floor(train.length / sequence);
  return textToPublish(float, alphabet, {
    ...calibrating(count, sequence, (n) => train.subarray(n * sequence)),
    before: lastOfLines(train, alphabet.of("\n")),
    quantiser: RECURRENT_TEXT_QUANTISER,
  });
}

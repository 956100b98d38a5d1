/** The same text, written by this page's own integers. */
import { parseGraph, wasmGraphs } from "../../../shared/quant/graph/index.ts";
import { textModel, writeText } from "../../../shared/quant/text/index.ts";
import { instantiate } from "../../../shared/wasm/instantiate.ts";
import quantUrl from "../../../shared/wasm/quant.wasm?url";
import { readBlob } from "../api.ts";
import type { TextWritten } from "./writer.ts";

/** Characters between which the page answers. */
const TOGETHER = 32;

/** `weights`: SHA-256. The place of the first character or probability that differs; null where all are the same, bit for bit. */
export async function differenceHere(
  weights: string,
  { asked, characters, probabilities }: TextWritten,
): Promise<number | null> {
  const [{ bytes }, module] = await Promise.all([readBlob(weights), WebAssembly.compileStreaming(fetch(quantUrl))]);
  const model = textModel(parseGraph(bytes));
  const engine = wasmGraphs(() => instantiate("quant", module));
  let at = 0;
  for (const { character, probability } of writeText(model, engine, { ...asked, length: characters.length })) {
    if (character !== characters[at] || probability !== probabilities[at]) return at;
    if (++at % TOGETHER === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  return at === characters.length ? null : at;
}

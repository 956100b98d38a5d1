import { generatorOf } from "../../../shared/data/generators/known.ts";
import type { DataRef } from "../../../shared/experiment/experiment.ts";
import type { Sweep } from "../../../shared/experiment/sweep.ts";
import { graphLine } from "../../i18n/graph-line.ts";
import { t } from "../../i18n/locale.ts";

export const graphOf = (ref: DataRef) => (ref !== null && "document" in ref ? ref.document : undefined);

/** What the data are, in a few words: the generator's title, or the names of the files and what their graph is. */
export function sayData(ref: DataRef): string {
  if (ref === null) return "–";
  if ("generator" in ref) {
    const generator = generatorOf(ref.generator);
    return generator ? t(generator.title) : ref.generator;
  }
  const files = "files" in ref ? ref.files.map(({ name }) => name) : [];
  const graph = ref.document ? [graphLine(ref.document)] : [];
  return [...files, ...graph].join(" · ");
}

/** The grid of a sweep: what is varied, and its values. */
export function saySweep(sweep: Sweep): string {
  return Object.entries(sweep)
    .map(([path, values]) => `${path}: ${values.join(", ")}`)
    .join("; ");
}

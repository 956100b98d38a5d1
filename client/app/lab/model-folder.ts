import { readModelJson } from "../../../shared/data/readers/tfjs/model.ts";
import { isModelJson } from "../../../shared/data/readers/tfjs/sniff.ts";
import { pathOf } from "../dropped.ts";

/** Folders of models have few texts; of pictures, each may have one that describes it. */
const MOST_TEXTS = 8;

/**
 * Of files in folders those of a saved model of tensorflow.js, model.json first and then its weights, as far as they lie beside it; null where there is no
 * model. Throws an ExperimentError for a damaged model.json.
 */
export async function modelFilesOf(files: readonly File[]): Promise<readonly File[] | null> {
  const texts = files.filter(({ name }) => /\.json$/i.test(name));
  if (texts.length > MOST_TEXTS) return null;
  for (const text of texts) {
    const bytes = new Uint8Array(await text.arrayBuffer());
    if (!isModelJson(bytes)) continue;
    const folder = folderOf(text);
    const { weightsManifest } = readModelJson(bytes, text.name);
    const named = new Set(weightsManifest.flatMap(({ paths }) => paths.map((path) => path.split("/").at(-1))));
    return [text, ...files.filter((file) => named.has(file.name) && folderOf(file) === folder)];
  }
  return null;
}

const folderOf = (file: File) => pathOf(file).slice(0, -file.name.length);

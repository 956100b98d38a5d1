import { useEffect, useState } from "preact/hooks";
import type { FileContent, TableContent } from "../../../../shared/data/readers/content.ts";
import { canonicalJson } from "../../../../shared/experiment/canonical.ts";
import type { FileData } from "../../../../shared/experiment/experiment.ts";
import { findFile } from "../../../run/own-files.ts";
import { decode } from "../decode.ts";

/** What the file with the samples holds, read as the experiment says: undefined until it is known, null where there is none or it cannot be read. */
export function useContent(data: FileData): TableContent | null | undefined {
  const [found, setFound] = useState<{ readonly key: string; readonly content: TableContent | null }>();
  const key = canonicalJson(data);
  useEffect(() => {
    let isCurrent = true;
    void contentOf(data)
      .catch(() => null)
      .then((content) => isCurrent && setFound({ key, content }));
    return () => {
      isCurrent = false;
    };
  }, [key]);
  // What was read before stands until the new reading is there: nothing jumps.
  return found?.content;
}

async function contentOf({ files, reading }: FileData): Promise<TableContent | null> {
  const samples = files.filter(({ format }) => format !== "safetensors");
  for (const ref of samples) {
    const content: FileContent = await decode(await findFile(ref), ref.sha256, reading);
    if (content.kind === "table") return content;
  }
  return null;
}

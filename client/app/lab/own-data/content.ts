import { useEffect, useState } from "preact/hooks";
import type { TableContent } from "../../../../shared/data/readers/content.ts";
import { canonicalJson } from "../../../../shared/experiment/canonical.ts";
import type { FileData } from "../../../../shared/experiment/experiment.ts";
import { contentOfFiles } from "../engine.ts";

/** What the file with the samples holds, read as the experiment says: undefined until it is known, null where there is none or it cannot be read. */
export function useContent(data: FileData): TableContent | null | undefined {
  const [found, setFound] = useState<{ readonly key: string; readonly content: TableContent | null }>();
  const key = canonicalJson(data);
  useEffect(() => {
    let isCurrent = true;
    void contentOfFiles(data)
      .catch(() => null)
      .then((content) => isCurrent && setFound({ key, content }));
    return () => {
      isCurrent = false;
    };
  }, [key]);
  // What was read before stands until the new reading is there: nothing jumps.
  return found?.content;
}

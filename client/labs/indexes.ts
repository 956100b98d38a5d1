import { labs } from "../../shared/labs/index.ts";
import type { LabIndex } from "./recorded.ts";

const found = import.meta.glob<LabIndex>("./*/*/recorded/index.json", { eager: true, import: "default" });

/** What can be said about each lab before its code is loaded, in the order of the registry. */
export const labIndexes: readonly LabIndex[] = labs.flatMap(
  ({ family, id }) => found[`./${family}/${id}/recorded/index.json`] ?? [],
);

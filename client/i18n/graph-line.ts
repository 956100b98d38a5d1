import { signal } from "@preact/signals";
import type { GraphDocument } from "../../shared/experiment/document.ts";

/** Lines about graphs: null until they are there, since most labs have no graph. */
const lines = signal<typeof import("./graph-report.ts") | null>(null);
let coming: Promise<void> | undefined;

export function loadGraphLines(): Promise<void> {
  coming ??= import("./graph-report.ts").then(
    (loaded) => {
      lines.value = loaded;
    },
    () => {
      coming = undefined;
    },
  );
  return coming;
}

function loaded() {
  if (lines.value === null) void loadGraphLines();
  return lines.value;
}

/** As `graphReport` says; nothing while that is on its way: read in a component, it follows. */
export const graphLine = (document: GraphDocument): string => loaded()?.graphReport(document) ?? "";

/** As `changedReport` says; nothing while that is on its way. */
export const changedLine = (before: GraphDocument, after: GraphDocument): string =>
  loaded()?.changedReport(before, after) ?? "";

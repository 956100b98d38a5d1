import type { DataRef, FileRef } from "./experiment.ts";

/** The user's own files that an experiment's data names, in their order. */
export function filesOf(data: DataRef): readonly FileRef[] {
  if (data === null) return [];
  if ("files" in data) return data.files;
  return "generator" in data && data.weights ? [data.weights] : [];
}

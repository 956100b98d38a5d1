import { type Experiment, type FileFormat, tableFormats } from "./experiment.ts";

/** The newest version of the schema that this code reads and writes. */
export const newestVersion = 2;

/** The experiment with the oldest version that can say what it says: any change to its data or its sweep goes through here. */
export function withVersion(experiment: Experiment): Experiment {
  const v = versionOf(experiment);
  return experiment.v === v ? experiment : { ...experiment, v };
}

function versionOf({ data, sweep }: Experiment): Experiment["v"] {
  if (sweep !== undefined) return 2;
  if (data === null || "generator" in data) return 1;
  if (data.document !== undefined || !("files" in data) || data.reading !== undefined) return 2;
  return data.files.some(({ format }) => !isTableFormat(format)) ? 2 : 1;
}

const isTableFormat = (format: FileFormat) => (tableFormats as readonly FileFormat[]).includes(format);

import { ofGraphEdits } from "./errors/edits.ts";
import { ofExperiments } from "./errors/experiment.ts";
import { ofFiles } from "./errors/files.ts";
import { ofGpus } from "./errors/gpu.ts";
import { ofGraphFiles } from "./errors/graph-files.ts";
import { ofModels } from "./errors/models.ts";
import { ofPictures } from "./errors/pictures.ts";
import { ofRuns } from "./errors/runs.ts";
import { ofTables } from "./errors/tables.ts";

/**
 * Errors by their code: those that more than one family of labs may throw. Those of one family lie with the family, those of one lab in its
 * `words.ts`; they are learnt with its view. `{path}` is the place, `{message}` the English message; other names are the error's own values. Where an error lacks
 * a value that its sentence needs, the page shows the English message.
 */
export const messages = {
  ...ofExperiments,
  ...ofFiles,
  ...ofPictures,
  ...ofModels,
  ...ofGraphFiles,
  ...ofGpus,
  ...ofGraphEdits,
  ...ofTables,
  ...ofRuns,
} as const;

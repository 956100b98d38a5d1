/** Pictures in folders on their way to an experiment: what was given, and packing it beside the page's thread. */
import {
  type FolderPlan,
  type HowPacked,
  howPacked,
  type PackedFolder,
  packFolder,
  planFolder,
} from "../../../shared/data/folder.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { Session } from "../../run/session.ts";
import { pathOf } from "../dropped.ts";
import { askBeside, type News } from "./beside.ts";
import type { Packed, ToPack } from "./folder-thread.ts";
import threadUrl from "./folder-thread.ts?worker&url";
import { offeredFolder, type PlannedFile } from "./offered-folder.ts";

/** Throws an ExperimentError for a lab that takes no folders, and for folders that do not make classes. */
export function offerFolder(session: Session, files: readonly File[]): void {
  const { id, data } = session.lab;
  if (!data.folders)
    throw new ExperimentError(
      "data.files",
      "takes-no-folder",
      `${id} takes no folders of pictures (choose single files)`,
    );
  const plan = planFolder(files.map((file) => ({ path: pathOf(file), file })));
  offeredFolder.value = { session, plan, how: howPacked(session.draft.peek().experiment.data) };
}

/** The files that a folder becomes. Throws an ExperimentError for a picture that cannot be read; rejects once `stop` is aborted. */
export async function packBeside(
  { classes }: FolderPlan<PlannedFile>,
  how: HowPacked,
  stop: AbortSignal,
  hear: (news: News) => void,
): Promise<readonly File[]> {
  const files = classes.flatMap((one) => one.files);
  const question: ToPack = { files, how };
  const answer = await askBeside<Packed>(threadUrl, question, stop, hear);
  if (answer === "absent") return asFiles(await packHere(question, stop, hear));
  if (answer === "died")
    throw new ExperimentError(
      "data.files",
      "folder-needs-memory",
      "the pictures need more memory than the browser gives (close other tabs, or choose smaller pictures)",
    );
  if ("packed" in answer) return asFiles(answer.packed);
  const { message, experiment } = answer.error;
  throw experiment
    ? new ExperimentError(experiment.path, experiment.code, message, experiment.values)
    : new Error(message);
}

/** The script of the thread did not load: the page does it itself. */
function packHere({ files, how }: ToPack, stop: AbortSignal, hear: (news: News) => void): Promise<PackedFolder> {
  const read = files.map(({ path, file }) => ({
    path,
    bytes: async () => {
      stop.throwIfAborted();
      return new Uint8Array(await file.arrayBuffer());
    },
  }));
  return packFolder(read, how, (done, of) => hear({ done, of }));
}

const asFiles = (packed: PackedFolder) => packed.map(({ name, bytes }) => new File([bytes], name));

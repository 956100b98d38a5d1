import { signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { modelNeedsLab, onnxNeedsLab } from "../../shared/data/needs-lab.ts";
import { isGraphJson } from "../../shared/data/readers/graphs/json.ts";
import { isModelJson } from "../../shared/data/readers/tfjs/sniff.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import { limits } from "../../shared/experiment/limits.ts";
import { words } from "../i18n/app.ts";
import { t } from "../i18n/locale.ts";
import { droppedFiles } from "./dropped.ts";
import { navigate } from "./router.ts";
import { showError } from "./toasts.tsx";

/** What takes dropped files now: the lab page takes data; elsewhere a file is an experiment. */
export const dropTarget = signal<((files: readonly File[]) => void | Promise<void>) | null>(null);

/** A saved experiment with its result, which the page at /open shows. */
export const openedFile = signal<File | null>(null);

/** Opens the experiment among the files, or says of what is none where it belongs. */
export const openExperiment = async (files: readonly File[]): Promise<void> =>
  openExperimentFile((await modelAmong(files)) ?? files[0]);

/** Opens an experiment file: its lab page, with what the file says, and runs nothing. */
export async function openExperimentFile(file: File): Promise<void> {
  if (await holdsResult(file)) {
    openedFile.value = file;
    navigate("/open");
    return;
  }
  const { name } = file;
  if (isText(file) && isGraphJson(await bytesOf(file)))
    throw new ExperimentError(
      name,
      "graph-needs-lab",
      `${name} is a graph (must be given to a lab that takes graphs: bayes-net or factor-graph)`,
      { name },
    );
  if (await modelAmong([file])) throw modelNeedsLab(name);
  if (/\.onnx$/i.test(name)) throw onnxNeedsLab(name);
  const [{ experimentAddress }, { goToDesk }] = await Promise.all([
    import("./open/read-file.ts"),
    import("./open/handed.ts"),
  ]);
  goToDesk(await experimentAddress(file));
}

/** Files with a result begin with these letters (shared/publication/container.ts, which is not part of the first page). */
async function holdsResult(file: File): Promise<boolean> {
  return (await file.slice(0, 8).text()) === "latente1";
}

/** Further texts of a drop are not looked at: each picture may have one that describes it. */
const MOST_TEXTS = 8;

/** The model.json of a saved net among the files: it is data for a lab, though its name ends as an experiment's does. */
async function modelAmong(files: readonly File[]): Promise<File | undefined> {
  for (const file of files.filter(isText).slice(0, MOST_TEXTS)) if (isModelJson(await bytesOf(file))) return file;
  return undefined;
}

/** Of a larger file, enough to see that it is too large for what is looked for. */
const bytesOf = async (file: File) => new Uint8Array(await file.slice(0, limits.document.bytes + 1).arrayBuffer());

const isText = ({ name }: File) => name.toLowerCase().endsWith(".json");

async function take(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  try {
    // An experiment is recognised wherever it is dropped.
    const [first] = files;
    const target = dropTarget.value;
    const isExperiment = files.length === 1 && (isText(first) || (await holdsResult(first)));
    const isData = async () => isGraphJson(await bytesOf(first)) || (await modelAmong(files)) !== undefined;
    if (target && (!isExperiment || (await isData()))) await target(files);
    else await openExperiment(files);
  } catch (error) {
    showError(error);
  }
}

/** What is pasted where nobody types: files, or a table as spreadsheets copy it (with a picture of itself), lines with tabs between their cells. */
function paste({ defaultPrevented, target, clipboardData }: ClipboardEvent): void {
  if (defaultPrevented || (target as Element).closest("input,textarea")) return;
  const text = clipboardData?.getData("text") ?? "";
  const isTable = dropTarget.value && /\t.*\n./.test(text);
  void take(isTable ? [new File([text], t(words.pasted))] : [...(clipboardData?.files ?? [])]);
}

/** Files may be dropped anywhere on the page, or pasted. Returns the overlay shown while a file is dragged over it. */
export function useDropFile(): ComponentChildren {
  const over = useSignal(false);
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      over.value = true;
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) over.value = false;
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      over.value = false;
      droppedFiles(event.dataTransfer).then(take, showError);
    };
    const kinds = Object.entries({ dragover: enter, dragleave: leave, drop, paste }) as [string, EventListener][];
    for (const [kind, listener] of kinds) addEventListener(kind, listener);
    return () => {
      for (const [kind, listener] of kinds) removeEventListener(kind, listener);
    };
  }, [over]);
  if (!over.value) return null;
  return (
    <div class="drop-sheet" aria-hidden="true">
      <p>
        <strong>{t(words.dropHere)}</strong>
        <br />
        {dropTarget.value ? null : t(words.dropHint)}
      </p>
    </div>
  );
}

import type { UserFile } from "../../../shared/data/hashed-file.ts";
import type { FileContent } from "../../../shared/data/readers/content.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { scriptPolicy } from "../../compute/browser/trusted.ts";
import type { Decoded } from "./decode-thread.ts";
import threadUrl from "./decode-thread.ts?worker&url";
import { rememberDecoded } from "./decoded.ts";

/** A file this small is read before a thread would have started. */
const SMALL = 32 * 1024;

/** Decodes one of the reader's own files once, off the page's thread. Throws an ExperimentError. */
export const decode = rememberDecoded((file) => (file.bytes.length <= SMALL ? decodeFile(file) : decodeBeside(file)));

async function decodeBeside(file: UserFile): Promise<FileContent> {
  const thread = new Worker(scriptPolicy([threadUrl]).createScriptURL(threadUrl), { type: "module" });
  try {
    const answer = await new Promise<Decoded | null>((resolve) => {
      thread.onmessage = ({ data }: MessageEvent<Decoded>) => resolve(data);
      // Its script failed to load, or it ran out of memory: the page can still try.
      thread.onerror = (event) => {
        event.preventDefault();
        resolve(null);
      };
      thread.onmessageerror = () => resolve(null);
      thread.postMessage(file);
    });
    if (answer === null) return await decodeFile(file);
    if ("content" in answer) return answer.content;
    const { message, experiment } = answer.error;
    throw experiment
      ? new ExperimentError(experiment.path, experiment.code, message, experiment.values)
      : new Error(message);
  } finally {
    thread.terminate();
  }
}

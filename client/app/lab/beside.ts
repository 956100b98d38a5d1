/** Work beside the page's own thread: a thread that is started for one question, and ended by its answer. */
import { scriptPolicy } from "../../compute/browser/trusted.ts";

/** What such a thread says first, once it can be asked. */
export type Ready = "ready";
/** Its script did not load; or it was there, and ended without an answer. */
type NoAnswer = "absent" | "died";

/** What the thread of this script answers. Rejects, and ends the thread, once nobody waits for it any more. */
export async function askBeside<Answer extends object>(
  url: string,
  question: unknown,
  stop?: AbortSignal,
): Promise<Answer | NoAnswer> {
  const thread = new Worker(scriptPolicy([url]).createScriptURL(url), { type: "module" });
  let isThere = false;
  try {
    return await new Promise<Answer | NoAnswer>((resolve, reject) => {
      const end = () => resolve(isThere ? "died" : "absent");
      stop?.addEventListener("abort", () => reject(stop.reason), { once: true });
      thread.onmessage = ({ data }: MessageEvent<Answer | Ready>) => {
        if (data === "ready") isThere = true;
        else resolve(data as Answer);
      };
      thread.onerror = (event) => {
        event.preventDefault();
        end();
      };
      thread.onmessageerror = end;
      thread.postMessage(question);
    });
  } finally {
    thread.terminate();
  }
}

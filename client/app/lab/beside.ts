/** Work beside the page's own thread: a thread that is started for one question, and ended by its answer. */
import { scriptPolicy } from "../../trusted.ts";

/** What such a thread says first, once it can be asked. */
export type Ready = "ready";
/** Its script did not load; or it was there, and ended without an answer. */
type NoAnswer = "absent" | "died";

/** How far a thread is that takes its time. */
export interface News {
  readonly done: number;
  readonly of: number;
}

/** What the thread of this script answers; `hear` gets its news before. Rejects, and ends the thread, once nobody waits for it any more. */
export async function askBeside<Answer extends object>(
  url: string,
  question: unknown,
  stop?: AbortSignal,
  hear?: (news: News) => void,
): Promise<Answer | NoAnswer> {
  const thread = new Worker(scriptPolicy([url]).createScriptURL(url), { type: "module" });
  let isThere = false;
  try {
    return await new Promise<Answer | NoAnswer>((resolve, reject) => {
      const end = () => resolve(isThere ? "died" : "absent");
      stop?.addEventListener("abort", () => reject(stop.reason), { once: true });
      thread.onmessage = ({ data }: MessageEvent<Answer | Ready | News>) => {
        if (data === "ready") isThere = true;
        else if ("done" in data) hear?.(data as News);
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

/** A published model, asked as anyone may ask it: what it answers, and how long that takes with the way there and back. */
import { sha256Hex } from "../../../shared/experiment/digest.ts";
import { EdgeError, readLink } from "../../share/api.ts";
import { idIn } from "../../share/api-page/chosen.ts";

/** Requests that are timed, one after another, after a first that is not. */
const REQUESTS = 20;

export type EdgeAnswer =
  | { readonly kind: "answered"; readonly output: Float32Array; readonly p50: number; readonly p95: number }
  /** Out of reach; a link to another model, or to none; refused by the server. */
  | { readonly kind: "offline" | "other-model" }
  | { readonly kind: "refused"; readonly status: number };

/** Asks the link in this text, if its model has these very bytes, for the classes of a row. */
export async function askEdge(text: string, file: Uint8Array<ArrayBuffer>, row: Float32Array): Promise<EdgeAnswer> {
  try {
    const { id, blobs, model } = await readLink(idIn(text));
    const own = await sha256Hex(file);
    if (!model || !blobs.some(({ sha256 }) => sha256 === own)) return { kind: "other-model" };
    const ask = async () => {
      const response = await fetch(`/api/x/${id}/infer?op=classify&format=bytes`, {
        method: "POST",
        headers: { "Content-Type": "application/octet-stream" },
        body: Float32Array.from(row),
      });
      if (!response.ok) throw response;
      // Numbers come as float64 of few decimals, whose nearest float32 is the number itself.
      return Float32Array.from(new Float64Array(await response.arrayBuffer()));
    };
    const output = await ask();
    const times = new Float64Array(REQUESTS);
    for (let i = 0; i < REQUESTS; i++) {
      const from = performance.now();
      await ask();
      times[i] = performance.now() - from;
    }
    times.sort();
    return { kind: "answered", output, p50: times[REQUESTS >> 1], p95: times[Math.floor(0.95 * REQUESTS)] };
  } catch (error) {
    if (error instanceof Response) return { kind: "refused", status: error.status };
    if (error instanceof EdgeError && error.status > 0) return { kind: "refused", status: error.status };
    return { kind: "offline" };
  }
}

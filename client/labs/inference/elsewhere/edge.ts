/** A published model: where it answers, and whether it is the one that is measured beside it. */
import { sha256Hex } from "../../../../shared/experiment/digest.ts";
import type { Lab } from "../../../../shared/labs/lab.ts";
import { modelBytes } from "../../../../shared/labs/model-of.ts";
import type { TrainedRun } from "../../../../shared/labs/published-net.ts";
import { EdgeError, readLink } from "../../../share/api.ts";
import { idIn } from "../../../share/api-page/chosen.ts";

export type EdgeLink =
  | { readonly kind: "same"; readonly url: string }
  /** Out of reach; a link to another model, or to none; a result that was kept without its model; refused by the server. */
  | { readonly kind: "offline" | "other-model" | "no-model" }
  | { readonly kind: "refused"; readonly status: number };

/** Looks whether the link in this text has the very bytes of the model that would be published of this run. */
export async function linkOf(text: string, lab: Lab, run: TrainedRun): Promise<EdgeLink> {
  const own = await modelBytes(lab, run);
  if (!own) return { kind: "no-model" };
  try {
    const { id, blobs, model } = await readLink(idIn(text));
    const hash = await sha256Hex(Uint8Array.from(own));
    if (!model || !blobs.some(({ sha256 }) => sha256 === hash)) return { kind: "other-model" };
    return { kind: "same", url: `/api/x/${id}/infer` };
  } catch (error) {
    if (error instanceof EdgeError && error.status > 0) return { kind: "refused", status: error.status };
    return { kind: "offline" };
  }
}

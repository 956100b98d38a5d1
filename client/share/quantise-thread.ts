/** A thread that makes the integers of a trained net, so that the page stays responsive. */
import type { PublishedNet } from "../../shared/labs/published-net.ts";
import { type QuantisedChain, quantised } from "../../shared/labs/quantised-chain.ts";
import type { News, Ready } from "../app/lab/beside.ts";
import type { PlainError } from "../compute/api.ts";
import { toPlain } from "../compute/errors.ts";

/** What the thread is asked is a net; what it says: first that it is there, then how many rows have gone through, then the model or what went wrong. */
export type Made = { readonly model: QuantisedChain } | { readonly error: PlainError };

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

/** Rows between two news. */
const EVERY = 8;

scope.onmessage = ({ data: net }: MessageEvent<PublishedNet>) => {
  try {
    const model = quantised(net, (done, of) => {
      if (done % EVERY === 0) scope.postMessage({ done, of } satisfies News);
    });
    scope.postMessage({ model } satisfies Made, model.kind === "ready" ? [model.bytes.buffer] : []);
  } catch (error) {
    scope.postMessage({ error: toPlain(error) } satisfies Made);
  }
};

scope.postMessage("ready" satisfies Ready);

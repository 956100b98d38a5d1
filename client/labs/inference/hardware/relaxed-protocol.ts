/** What the page and the thread that measures relaxed SIMD say to each other. */
import type { Chain } from "../../../../shared/nets/chain.ts";

export interface RelaxedOrder {
  readonly chain: Chain;
  /** The net in int8, as safetensors. */
  readonly file: Uint8Array;
}

/** Multiply-adds of a second, and by cell (`layerCell`, of int8) the median in milliseconds. */
export interface RelaxedFound {
  readonly peak: number;
  readonly times: Readonly<Record<string, number>>;
}

export type RelaxedReport =
  | ({ readonly kind: "found" } & RelaxedFound)
  | { readonly kind: "absent"; readonly why: "no-relaxed" | "failed" };

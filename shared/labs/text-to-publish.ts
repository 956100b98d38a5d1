/** A trained net that goes on with texts, as plain data: what its integers are made of. */
import type { FloatGraph } from "../quant/float/graph.ts";
import type { GraphHead } from "../quant/graph/head.ts";

export interface PublishedText {
  readonly float: FloatGraph;
  readonly text: NonNullable<GraphHead["text"]>;
  /** Signs of the data by number, by which ranges are calibrated: a multiple of `sequence`, each of which is read from nothing. */
  readonly codes: Uint8Array;
  readonly sequence: number;
  /** Version of what made it, where it is another than that of all other nets (quantiser.ts): written into the bytes. */
  readonly quantiser?: number;
}

/** `unfit`, "signs": its alphabet has characters that strangers should not be shown. */
export type TextToPublish =
  | { readonly kind: "net"; readonly net: PublishedText }
  | { readonly kind: "unfit"; readonly why: "signs" };

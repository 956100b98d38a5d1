import type { Arrays } from "../../shared/arrays.ts";

export function quantizeWeights(_: Arrays): Uint8Array<ArrayBuffer> | null {
  return null;
}

/** Which documents are known to be valid: whoever has checked one says so, and it is not checked again while it is the same object. */
import type { GraphDocument } from "./document.ts";

const checked = new WeakSet<GraphDocument>();

export function markChecked(document: GraphDocument): void {
  checked.add(document);
}

export const isChecked = (document: GraphDocument): boolean => checked.has(document);

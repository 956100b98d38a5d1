import { limits } from "./limits.ts";

/** How far a link travels: pasted anywhere, long but usable, or only as one that the edge keeps. */
export type LinkClass = "anywhere" | "long" | "too-long";
/** `length` of the whole address in characters. */
export function linkClass(length: number): LinkClass {
  if (length <= limits.link.anywhere) return "anywhere";
  return length <= limits.link.long ? "long" : "too-long";
}

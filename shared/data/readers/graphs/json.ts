import { limits } from "../../../experiment/limits.ts";

/**
 * Whether a file may be a graph in the project's own JSON, and not an experiment with one in it: an object that has nodes itself, or the text of a broken one.
 * For texts that are JSON at all; what is wrong with it, its reader says.
 */
export function isGraphJson(bytes: Uint8Array): boolean {
  if (bytes.length > limits.document.bytes) return false;
  const text = new TextDecoder().decode(bytes);
  if (!/^\s*\{/.test(text) || !/"nodes"\s*:/.test(text)) return false;
  try {
    const value: object = JSON.parse(text);
    return Object.hasOwn(value, "nodes") && !Object.hasOwn(value, "lab");
  } catch {
    return !/"lab"\s*:/.test(text);
  }
}

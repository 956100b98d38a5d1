import { limits } from "../../../experiment/limits.ts";

/**
 * Whether a file may be a graph in the project's own JSON, and not an experiment with one in it: an object that says its kind and its nodes itself.
 * For texts that are JSON at all; whether the graph is valid, its reader says.
 */
export function isGraphJson(bytes: Uint8Array): boolean {
  if (bytes.length > limits.document.bytes) return false;
  const text = new TextDecoder().decode(bytes);
  if (!/^\s*\{/.test(text) || !/"kind"\s*:\s*"(?:bayes|markov|factor|deterministic)"/.test(text)) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && Object.hasOwn(value, "kind") && Object.hasOwn(value, "nodes");
  } catch {
    return false;
  }
}

/** What a file says of where its graph comes from, without reading the graph: light enough for whoever only compares files. */
import { readTensors } from "../../data/readers/safetensors/safetensors.ts";
import { limits } from "../../experiment/limits.ts";

/** Metadata "format" of a graph in safetensors. */
export const GRAPH_FORMAT = "latente-graph-int8/1";

/** Bytes of the numbers that graphs have. */
export const GRAPH_TYPES = { I8: 1, U8: 1, I32: 4, F32: 4 } as const;

/** Whether a safetensors file claims to be a graph. */
export function isGraph(metadata: Readonly<Record<string, string>>): boolean {
  return metadata.format === GRAPH_FORMAT;
}

/** Version of the quantiser that a graph's file names: null where it names none, undefined for what is no graph. */
export function quantiserOf(bytes: Uint8Array): number | null | undefined {
  try {
    const { metadata } = readTensors(bytes, "weights", limits.weights, GRAPH_TYPES);
    if (!isGraph(metadata)) return undefined;
    const { quantiser } = JSON.parse(metadata.graph ?? "") as { readonly quantiser?: unknown };
    return typeof quantiser === "number" ? quantiser : null;
  } catch {
    return undefined;
  }
}

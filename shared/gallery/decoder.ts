/** Decoders: a code of standard normal numbers becomes a picture in one pass. */
import { standardCodes } from "../quant/draws.ts";
import { type GraphEngine, type QuantGraph, valueNamed, valuesOf } from "../quant/graph/index.ts";
import type { Whole } from "./asked.ts";

/** Codes of samples, n × width: standard normal numbers times the temperature, but for those that are given. */
export function codesOf({ seed, n, temperature, latent }: Whole, width: number): Float32Array {
  const drawn = standardCodes(seed, n, width);
  return Float32Array.from(drawn, (value, at) => latent[at % width] ?? value * temperature);
}

/** Their pictures, as levels 0…255 of numbers from 0 to 1. */
export function decoded(graph: QuantGraph, engine: GraphEngine, codes: Float32Array): Uint8Array<ArrayBuffer> {
  const [output] = graph.outputs;
  const bytes = engine.run(graph, codes, [output])[output];
  const levels = levelsOf(graph);
  return Uint8Array.from(bytes, (code) => levels[code]);
}

function levelsOf(graph: QuantGraph): Uint8Array {
  const { scale, zero, top } = valueNamed(valuesOf(graph), graph.outputs[0]).code;
  return Uint8Array.from({ length: top + 1 }, (_, code) => {
    return Math.min(Math.max(Math.floor(255 * scale * (code - zero) + 0.5), 0), 255);
  });
}

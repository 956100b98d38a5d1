import type { QuantGraph } from "./tensors.ts";

/**
 * Rows one after another: numbers, which become codes by clamp(roundHalfEven((x − offset) / scale) + zero), difference and quotient in float32 (as ONNX's QuantizeLinear; NaN
 * becomes 0); or codes themselves, which are taken as they are but for their upper bits.
 */
export type GraphRows = Float32Array | Uint8Array;

export interface GraphEngine {
  /**
   * The codes of the wanted values (outputs and any other node; the graph's outputs where left out), each rows × numbers. The same bytes by every engine. Throws a RangeError
   * for rows that are not whole, and for names that are unknown.
   *
   * Rows follow each other: what recurrent steps and attention keep begins at nothing, or as `state` (`stateBytes` of them) says, which then holds what was kept in the end.
   */
  run(
    graph: QuantGraph,
    rows: GraphRows,
    wanted?: readonly string[],
    state?: Uint8Array,
  ): Readonly<Record<string, Uint8Array>>;
}

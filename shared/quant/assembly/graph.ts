/** A graph of integer operations, one row after another: see plan.ts. */
import { add, copyCodes, embedding, gather, indexInput, layerNorm, lookup, quantiseInput, softmax } from "./bytes";
import { conv } from "./convolution";
import { dense } from "./dense";
import { attention, gru, lstm, place } from "./steps";
import { averagePool, depthwise, maxPool } from "./pictures";
import { ENTRY_BYTES, Field, Op } from "./plan";

/**
 * `rows` rows of `rowBytes` at `input` through the `count` operations of the plan. Of each row the `wanted` values, pairs of address and bytes, go to `out`
 * one after another. The first operation takes the row in: `areCodes` says that it holds codes already.
 */
export function runGraph(
  plan: usize, count: i32, areCodes: bool, input: usize, rowBytes: i32, rows: i32, wanted: usize, wantedCount: i32, out: usize,
): void {
  const end = plan + <usize>count * ENTRY_BYTES;
  const wantedEnd = wanted + (<usize>wantedCount << 3);
  for (let n: i32 = 0; n < rows; n++) {
    if (areCodes) copyCodes(plan, input);
    else if (load<i32>(plan, Field.OP) == Op.INDEXES) indexInput(plan, input);
    else quantiseInput(plan, input);
    for (let entry = plan + ENTRY_BYTES; entry < end; entry += ENTRY_BYTES) step(entry);
    for (let at = wanted; at < wantedEnd; at += 8) {
      const size = load<i32>(at, 4);
      memory.copy(out, load<usize>(at), size);
      out += size;
    }
    input += rowBytes;
  }
}

function step(entry: usize): void {
  switch (load<i32>(entry, Field.OP)) {
    case Op.DENSE:
      dense(entry);
      break;
    case Op.CONV:
      conv(entry);
      break;
    case Op.DEPTHWISE:
      depthwise(entry);
      break;
    case Op.MAX_POOL:
      maxPool(entry);
      break;
    case Op.AVERAGE_POOL:
      averagePool(entry);
      break;
    case Op.LOOKUP:
      lookup(entry);
      break;
    case Op.ADD:
      add(entry);
      break;
    case Op.SOFTMAX:
      softmax(entry);
      break;
    case Op.EMBEDDING:
      embedding(entry);
      break;
    case Op.GRU:
      gru(entry);
      break;
    case Op.LSTM:
      lstm(entry);
      break;
    case Op.ATTENTION:
      attention(entry);
      break;
    case Op.GATHER:
      gather(entry);
      break;
    case Op.LAYER_NORM:
      layerNorm(entry);
      break;
    case Op.PLACE:
      place(entry);
      break;
    default:
      unreachable();
  }
}

import type { WasmModules } from "../../wasm/modules.ts";
import { putRows, roomOf, takeRows } from "../../wasm/room.ts";
import { evidenceOf } from "./emissions.ts";
import type { HmmMachine } from "./machine.ts";
import { type Hmm, type Observations, sequencesOf, statesOf } from "./model.ts";

type HmmModule = WasmModules["hmm"];

/** The same as `scalarMachine`, bit for bit, in an instance of the module `hmm`. One model at a time: the next takes its place. */
export function wasmMachine(module: HmmModule): HmmMachine {
  const { f64 } = roomOf(module);
  return (model, data) => {
    const K = statesOf(model);
    const stride = K + (K % 2);
    putModel(module, model, stride);
    module.setUpEvidence(longestSequence(data));
    const putEvidence = evidenceInto(module, model, data, stride);
    return (range, beliefs, pairs) => {
      const [from, to] = range;
      const rows = to - from;
      const take = (name: "predicted" | "filtered" | "posterior") => {
        const found = f64(name, rows * stride);
        beliefs[name]?.set(K === stride ? found : takeRows(found, K, stride), from * K);
      };
      putEvidence(range);
      const logLikelihood = module.forward(rows);
      if (Number.isNaN(logLikelihood)) return logLikelihood;
      take("predicted");
      take("filtered");
      module.backward(rows, pairs !== undefined);
      take("posterior");
      if (pairs) addPairs(pairs, f64("products", K * stride), model.transitions, stride);
      return logLikelihood;
    };
  };
}

function putModel(module: HmmModule, { initial, transitions, emissions }: Hmm, stride: number): void {
  const { f64 } = roomOf(module);
  const K = initial.length;
  const symbols = emissions.kind === "discrete" ? emissions.symbols : 0;
  module.setUpModel(K, symbols);
  f64("initial", K).set(initial);
  const [rows, columns] = [f64("transitions", K * stride), f64("transposed", K * stride)];
  putRows(rows, K, stride, transitions);
  for (let s = 0; s < K; s++)
    for (let next = 0; next < K; next++) columns[next * stride + s] = transitions[s * K + next];
  if (emissions.kind !== "discrete") return;
  const table = f64("table", (symbols + 1) * stride);
  for (let s = 0; s < K; s++) {
    for (let m = 0; m < symbols; m++) table[m * stride + s] = emissions.table[s * symbols + m];
    table[symbols * stride + s] = 1;
  }
}

/** Symbols as they are; of numbers the weights of all rows are computed at once. */
function evidenceInto(module: HmmModule, { emissions, initial }: Hmm, data: Observations, stride: number) {
  const room = roomOf(module);
  const K = initial.length;
  if (emissions.kind === "discrete")
    return ([from, to]: readonly [number, number]) =>
      room.write("symbols", (data.symbols as Int32Array).subarray(from, to));
  const { weights, shifts } = evidenceOf(emissions, K, data);
  return ([from, to]: readonly [number, number]) => {
    const [place, own] = [room.f64("weights", (to - from) * stride), weights.subarray(from * K, to * K)];
    if (K === stride) place.set(own);
    else putRows(place, K, stride, own);
    room.write("shifts", shifts.subarray(from, to));
  };
}

function longestSequence(data: Observations): number {
  return sequencesOf(data).reduce((longest, [from, to]) => Math.max(longest, to - from), 0);
}

function addPairs(pairs: Float64Array, products: Float64Array, transitions: Float64Array, stride: number): void {
  const K = Math.sqrt(pairs.length);
  for (let s = 0; s < K; s++)
    for (let next = 0; next < K; next++) pairs[s * K + next] += products[s * stride + next] * transitions[s * K + next];
}

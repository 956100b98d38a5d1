/** What one thread does with relaxed SIMD: at most, and with each stage of a net in int8. */
import { peakLoops } from "../../../kernels/roofline/index.ts";
import type { Chain } from "../../../nets/chain.ts";
import { type QuantGraph, wasmGraphs } from "../../../quant/graph/index.ts";
import type { WasmModules } from "../../../wasm/modules.ts";
import { type Clock, passesFor, spanFor, spreadOf, tickOf, timed, warmUp } from "../timing.ts";
import { LAYER_BATCHES, layerCell } from "./batches.ts";
import { codesFor } from "./measuring.ts";
import { partsOfNet } from "./parts.ts";

const ROUNDS = 12;

/** Fresh instances of the relaxed builds. */
interface Modules {
  roofline(): WasmModules["roofline"];
  quant(): WasmModules["quant"];
}

/** `peak`: multiply-adds of a second, the best of a few rounds; `times`: milliseconds of each stage alone by its cell, the median of as many. */
export function timesOf(chain: Chain, graph: QuantGraph, modules: Modules, clock: Clock) {
  const least = spanFor(tickOf(clock));
  const { int8 } = peakLoops(modules.roofline());
  const cells = partsOfNet(chain, graph).flatMap(({ graph: own }, stage) => {
    if (!own) return [];
    const engine = wasmGraphs(modules.quant);
    return LAYER_BATCHES.map((batch) => {
      const codes = codesFor(own, batch);
      const pass = () => void engine.run(own, codes);
      warmUp(pass, clock);
      return {
        name: layerCell("int8", batch, stage),
        pass,
        passes: passesFor(pass, clock, least),
        rounds: [] as number[],
      };
    });
  });
  const turns = passesFor(() => int8.turns(1), clock, 4 * least);
  let peak = 0;
  for (let round = 0; round < ROUNDS; round++) {
    peak = Math.max(peak, (1000 * turns * int8.amount) / timed(() => int8.turns(turns), 1, clock));
    for (const { pass, passes, rounds } of cells) rounds.push(timed(pass, passes, clock));
  }
  const times = Object.fromEntries(cells.map(({ name, rounds }) => [name, spreadOf(rounds)?.p50 ?? 0]));
  return { peak, times };
}

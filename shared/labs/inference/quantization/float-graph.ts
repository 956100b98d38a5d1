import type { Arrays } from "../../../arrays.ts";
import type { Chain } from "../../../nets/chain.ts";
// Not by its door: pages show a net without what quantises it.
import { graphOfChain } from "../../../quant/float/chain.ts";
import type { FloatGraph } from "../../../quant/float/graph.ts";
import type { RowSamples } from "../table-net.ts";

/** The trained net as a graph of floats, which standardises what it is given where the net does not see the data as they are. */
export function floatGraphOf(chain: Chain, weights: Arrays, { raw }: Pick<RowSamples, "raw">): FloatGraph {
  const float = graphOfChain(chain, weights);
  if (!raw) return float;
  const { offsets, scales } = raw;
  return { ...float, input: { ...float.input, offsets, scales } };
}

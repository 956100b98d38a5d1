/** The part of a trained net that turns standard normal numbers into pictures, in integers. */

import type { Lab } from "../../../shared/labs/lab.ts";
import { netToPublish, type TrainedRun } from "../../../shared/labs/published-net.ts";
import { QUANTISER } from "../../../shared/labs/quantiser.ts";
import type { ChainLayer } from "../../../shared/nets/chain.ts";
import { graphOfChain, quantiseGraph } from "../../../shared/quant/float/index.ts";
import { encodeGraph } from "../../../shared/quant/graph/index.ts";
import { fillNormal32 } from "../../../shared/random/index.ts";

/** Codes that calibrate. */
const ROWS = 512;
/** Of codes: seven bits reach this far. */
const REACH = 4;

/** Of a variational autoencoder its decoder, of other nets that take such numbers all of it. */
export function decoderOf(lab: Lab, run: TrainedRun): Uint8Array<ArrayBuffer> {
  const found = netToPublish(lab, run);
  if (found?.kind !== "net") throw new Error(`run of ${lab.id} has no net (${found?.why ?? "unfinished"})`);
  if ("text" in found.net) throw new Error(`run of ${lab.id} has a net of texts (must be one of layers)`);
  const { chain, weights } = found.net;
  const latent = Number(run.params.latent);
  const layers = chain.input[0] === latent ? chain.layers : secondHalf(chain.layers);
  const float = graphOfChain({ input: [latent], layers }, weights);
  const rows = new Float32Array(ROWS * latent);
  fillNormal32([0x6a11, 1], 0, rows);
  const { graph } = quantiseGraph(float, rows, { ranges: { input: { low: -REACH, high: REACH } } });
  return encodeGraph({ quantiser: QUANTISER, ...graph });
}

/** Layers of a net and of its way back are called layer0, layer1, …, what belongs to one of them layer0.…: as many on each side. */
function secondHalf(layers: readonly ChainLayer[]): readonly ChainLayer[] {
  const numberOf = ({ name }: ChainLayer) => Number(/^layer(\d+)/.exec(name)?.[1] ?? -1);
  const count = 1 + Math.max(...layers.map(numberOf));
  return layers.slice(layers.findIndex((layer) => numberOf(layer) === count / 2));
}

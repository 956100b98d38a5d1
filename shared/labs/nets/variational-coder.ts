/** The nets of `coders` with a posterior in the place of the code: the encoder's last layer gives means and log variances, the decoder takes a code. */
import type { Tensor } from "../../nets/tensor.ts";
import type { CoderParams } from "./coders/fields.ts";
import { type CoderLayers, layersOf, type RowShape } from "./coders/layers.ts";
import { outputsOf } from "./coders/net.ts";
import { type Posterior, posteriorOf } from "./variational/posterior.ts";

/** The last of `hidden` is the number of numbers of a code, and the code is linear. */
export function variationalLayers(params: CoderParams, row: RowShape): CoderLayers {
  const { layers, encoder, code } = layersOf(params, row);
  return {
    layers: layers.map((layer, l) => (l === encoder - 1 ? { ...layer, to: [2 * code] } : layer)),
    encoder,
    code,
  };
}

export function encoded(net: CoderLayers, params: CoderParams, x: Tensor, training: boolean): Posterior {
  const layers = net.layers.slice(0, net.encoder);
  return posteriorOf(outputsOf({ ...net, layers }, x, params, training)[layers[layers.length - 1].name]);
}

/** What comes out of the decoder's last layer, before the likelihood makes numbers of it. */
export function decoded(net: CoderLayers, params: CoderParams, code: Tensor, training: boolean): Tensor {
  const layers = net.layers.slice(net.encoder);
  return outputsOf({ ...net, layers }, code, params, training)[layers[layers.length - 1].name];
}

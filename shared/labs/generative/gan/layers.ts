/** The layers of both nets, by numbers alone: what check, estimate, export and the nets themselves agree on. */
import type { ActivationKind } from "../../../nets/activations.ts";
import { type Shape, sizeOf } from "../../../nets/tensor.ts";
import type { GanTaskParams } from "./fields.ts";
import type { RowShape } from "./row.ts";

export type LayerParams = Pick<
  GanTaskParams,
  | "architecture"
  | "latent"
  | "hidden"
  | "criticHidden"
  | "filters"
  | "kernel"
  | "growing"
  | "normalisation"
  | "activation"
>;

export interface Layer {
  /** Its weights are `<name>.weights`, … */
  readonly name: string;
  /** "down" halves the sides of pictures, rounded up; "up" doubles them, less one where they were odd. */
  readonly kind: "dense" | "down" | "up";
  /** Of a sample: [numbers], or [height, width, channels]. */
  readonly from: Shape;
  readonly to: Shape;
  /** "linear": none. */
  readonly activation: ActivationKind;
  /** Over the channels of each pixel, or all numbers of a dense layer. */
  readonly normalised: boolean;
}

export const isConvolutional = ({ architecture }: Pick<LayerParams, "architecture">): boolean =>
  architecture === "convolutional";

/** Sides of the pictures and of what the convolutions make of them, from the picture on; a row without one is refused by `checkGan`. */
function picturesOf({ filters = [] }: LayerParams, { image, columns }: RowShape): readonly Shape[] {
  const shapes: Shape[] = [image ? [image.height, image.width, image.channels] : [1, columns, 1]];
  for (const channels of filters) {
    const [height, width] = shapes[shapes.length - 1];
    shapes.push([Math.ceil(height / 2), Math.ceil(width / 2), channels]);
  }
  return shapes;
}

/** G: from latent numbers to a sample; of convolutions a dense layer to the smallest pictures, then larger ones. Its layers are "layer0", "layer1", … */
export function generatorLayers(params: LayerParams, row: RowShape): readonly Layer[] {
  const { latent, hidden = [] } = params;
  const shapes = isConvolutional(params)
    ? [[latent], ...[...picturesOf(params, row)].reverse()]
    : [[latent], ...hidden.map((width) => [width]), [row.columns]];
  return layersBetween("layer", shapes, params, "up");
}

/** D: from a sample to one number; of convolutions ever smaller pictures, then a dense layer. Its layers are "critic0", … */
export function criticLayers(params: LayerParams, row: RowShape): readonly Layer[] {
  const { criticHidden = [] } = params;
  const shapes = isConvolutional(params)
    ? [...picturesOf(params, row), [1]]
    : [[row.columns], ...criticHidden.map((width) => [width]), [1]];
  return layersBetween("critic", shapes, params, "down");
}

function layersBetween(
  prefix: string,
  shapes: readonly Shape[],
  { activation, normalisation = "none" }: LayerParams,
  convolution: "up" | "down",
): readonly Layer[] {
  return shapes.slice(1).map((to, l) => {
    const from = shapes[l];
    const isLast = l === shapes.length - 2;
    return {
      name: `${prefix}${l}`,
      kind: from.length === 3 && to.length === 3 ? convolution : "dense",
      from,
      to,
      activation: isLast ? "linear" : activation,
      normalised: convolution === "up" && !isLast && normalisation === "layer",
    };
  });
}

/** Numbers that the layers learn. */
export function weightsIn(layers: readonly Layer[], { kernel = 4 }: Pick<LayerParams, "kernel">): number {
  return layers.reduce((sum, { kind, from, to, normalised }) => {
    const [inputs, outputs] = kind === "dense" ? [sizeOf(from), sizeOf(to)] : [kernel * kernel * from[2], to[2]];
    return sum + (inputs + 1) * outputs + (normalised ? 2 * to[to.length - 1] : 0);
  }, 0);
}

/** Numbers that a sample fills on its way, repeated pixels too. */
export function valuesIn(layers: readonly Layer[], { growing }: Pick<LayerParams, "growing">): number {
  const repeated = ({ kind, from }: Layer) => (kind === "up" && growing === "upsampling" ? 4 * sizeOf(from) : 0);
  return layers.reduce((sum, layer) => sum + sizeOf(layer.to) + repeated(layer), sizeOf(layers[0].from));
}

/** "8–64–64–2", or "16–7×7×32–14×14×16–28×28×1": for messages. */
export const told = (layers: readonly Layer[]): string =>
  [layers[0].from, ...layers.map(({ to }) => to)].map((shape) => shape.join("×")).join("–");

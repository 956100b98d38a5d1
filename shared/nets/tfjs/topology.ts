/** The layers of a layers model of tensorflow.js in the order in which samples pass them, from the forms that its versions and those of Keras write. */

export interface FoundLayer {
  readonly name: string;
  /** "Dense", "Conv2D", …. */
  readonly kind: string;
  readonly config: Config;
}

export type Config = Readonly<Record<string, unknown>>;

/** A layer that our engine does not have, or not in this form; a net that is no chain of layers has the layer where it branches. */
export class LayerError extends Error {
  override readonly name = "LayerError";
  readonly layer: string;
  readonly kind: string;
  /** What of it is not known, in English; empty where it is the whole layer. */
  readonly reason: string;
  constructor({ name, kind }: Pick<FoundLayer, "name" | "kind">, reason = "") {
    super(`layer ${name} (${kind}) is not known here${reason && `: ${reason}`}`);
    this.layer = name;
    this.kind = kind;
    this.reason = reason;
  }
}

export const isConfig = (value: unknown): value is Config =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Layers from the input on; the input itself is left out, and its shape is that of one sample. Throws a LayerError where the net is no chain with one
 * input of known size.
 */
export function layersOf(topology: Config): {
  readonly input: readonly number[];
  readonly layers: readonly FoundLayer[];
} {
  const model = isConfig(topology.model_config) ? topology.model_config : topology;
  const kind = String(model.class_name ?? "nothing");
  const whole = { name: nameIn(model.config) ?? "model", kind };
  const found = foundIn(model.config, whole);
  const layers = kind === "Sequential" ? found : chained(found, whole);
  const [first] = layers;
  if (!first) throw new LayerError(whole, "it has no layers");
  return { input: inputShape(first), layers: layers.filter((layer) => layer.kind !== "InputLayer") };
}

interface LinkedLayer extends FoundLayer {
  readonly from: readonly string[];
}

function foundIn(config: unknown, whole: Pick<FoundLayer, "name" | "kind">): readonly LinkedLayer[] {
  if (!["Sequential", "Model", "Functional"].includes(whole.kind)) throw new LayerError(whole);
  const list = Array.isArray(config) ? config : isConfig(config) ? config.layers : undefined;
  if (!Array.isArray(list)) throw new LayerError(whole, "it lists no layers");
  return list.map((layer: unknown, l) => {
    const own = isConfig(layer) ? layer : {};
    const name = nameIn(own.config) ?? (typeof own.name === "string" ? own.name : `${l}`);
    const { config: settings } = own;
    const from = sourcesIn(own.inbound_nodes);
    return { name, kind: String(own.class_name ?? "nothing"), config: isConfig(settings) ? settings : {}, from };
  });
}

const nameIn = (config: unknown) => (isConfig(config) && typeof config.name === "string" ? config.name : undefined);

/** Names of the layers that a layer is given: [[["dense", 0, 0, {}]]], or of Keras 3 tensors with a "keras_history". */
function sourcesIn(nodes: unknown): readonly string[] {
  if (!Array.isArray(nodes)) return [];
  if (nodes.length === 3 && typeof nodes[0] === "string" && typeof nodes[1] === "number") return [nodes[0]];
  return nodes.flatMap((node: unknown) => {
    if (Array.isArray(node)) {
      const [name, at] = node;
      return typeof name === "string" && typeof at === "number" ? [name] : sourcesIn(node);
    }
    return isConfig(node) ? tensorsIn(node.args) : [];
  });
}

function tensorsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(tensorsIn);
  if (!isConfig(value) || !isConfig(value.config)) return [];
  const [name] = Array.isArray(value.config.keras_history) ? value.config.keras_history : [];
  return typeof name === "string" ? [name] : [];
}

/** Each layer after the one it is given. Throws a LayerError at the first that takes or feeds several. */
function chained(layers: readonly LinkedLayer[], whole: Pick<FoundLayer, "name" | "kind">): readonly FoundLayer[] {
  const [first, ...others] = layers.filter(({ from }) => from.length === 0);
  if (!first) throw new LayerError(whole, "it has no input");
  if (others.length > 0) throw new LayerError(others[0], "a second input");
  const chain: FoundLayer[] = [];
  for (let now: LinkedLayer | undefined = first; now; ) {
    chain.push(now);
    const { name }: LinkedLayer = now;
    const next: readonly LinkedLayer[] = layers.filter(({ from }) => from.includes(name));
    if (next.length > 1) throw new LayerError(next[1], `${name} goes to several layers`);
    if (next[0] && next[0].from.length > 1) throw new LayerError(next[0], "it takes the outputs of several layers");
    if (chain.length > layers.length) throw new LayerError(whole, "its layers go in a circle");
    [now] = next;
  }
  return chain;
}

function inputShape(first: FoundLayer): readonly number[] {
  const { batch_input_shape: batch, batch_shape: batch3, input_shape: own, input_dim: dim } = first.config;
  const whole = Array.isArray(batch) ? batch : batch3;
  const shape: unknown[] = Array.isArray(whole) ? whole.slice(1) : Array.isArray(own) ? own : [dim];
  const extents = shape.filter((extent): extent is number => typeof extent === "number");
  if (extents.length < shape.length || extents.length === 0)
    throw new LayerError(first, `inputs of shape ${JSON.stringify(shape)}, of no fixed size`);
  return extents;
}

/**
 * Lays a graph out: which calls in which order, and where each tensor lies. Three blocks of float32: the parameters (the same for all programs of a
 * net), their gradients in the same layout, and an arena in which a tensor takes the place of another that nothing needs any more.
 */
import { Arena } from "./arena.ts";
import { asConstant, asInput, asParameter, constantOperation, inputOperation } from "./leaves.ts";
import { copy } from "./ops/copy.ts";
import { ordered } from "./order.ts";
import { type Operation, sizeOf, type Tensor, told } from "./tensor.ts";

/** Where the parameters lie: each begins at a multiple of 4 floats, zeros fill the rest, so that a loop over vectors may run over all. */
export interface ParameterLayout {
  readonly parts: readonly ParameterPart[];
  /** Floats of a block, a multiple of 4. */
  readonly count: number;
}

export interface ParameterPart {
  readonly name: string;
  readonly tensor: Tensor;
  readonly offset: number;
  /** Floats with their padding, a multiple of 4. */
  readonly size: number;
  /** Not learnt by gradient. */
  readonly fixed: boolean;
}

export interface Place {
  readonly block: "parameters" | "gradients" | "arena";
  /** In floats. */
  readonly offset: number;
}

export interface PlannedCall {
  readonly tensor: Tensor;
  /** Computed by the same call. */
  readonly twin?: Tensor;
}

export interface Plan {
  readonly calls: readonly PlannedCall[];
  readonly places: ReadonlyMap<Tensor, Place>;
  readonly constants: readonly Tensor[];
  readonly inputs: ReadonlyMap<string, Tensor>;
  readonly outputs: Readonly<Record<string, Tensor>>;
  /** Floats of the arena. */
  readonly arena: number;
}

export interface Wanted {
  readonly outputs: Readonly<Record<string, Tensor>>;
  /** By name of the parameter: what is left in the block of gradients. */
  readonly gradients?: Readonly<Record<string, Tensor>>;
}

const align = (floats: number) => (floats + 3) & ~3;

/** The parameters that these tensors depend on, in the order in which the net meets them. Throws a RangeError where two of one name differ. */
export function parametersOf(outputs: readonly Tensor[]): ParameterLayout {
  const parts: ParameterPart[] = [];
  let offset = 0;
  for (const tensor of ordered(outputs)) {
    const own = asParameter(tensor);
    if (own === undefined) continue;
    const known = parts.find(({ name }) => name === own.name);
    if (known?.tensor === tensor) continue;
    if (known) throw new RangeError(`two parameters are called ${own.name} (names must differ)`);
    const size = align(sizeOf(own.shape));
    parts.push({ name: own.name, tensor, offset, size, fixed: own.fixed });
    offset += size;
  }
  return { parts, count: offset };
}

/** Throws a RangeError for two inputs of one name that differ, and for a gradient of no parameter. */
export function planOf(wanted: Wanted, layout: ParameterLayout): Plan {
  // Gradients first: a loss is then computed by the call that computes its slope, where there is one.
  const own = mergedOnce([...Object.values(wanted.gradients ?? {}), ...Object.values(wanted.outputs)]);
  const merged = ([name, tensor]: readonly [string, Tensor]) => [name, own.get(tensor) as Tensor] as const;
  const gradients = Object.entries(wanted.gradients ?? {}).map(merged);
  const outputs = Object.fromEntries(Object.entries(wanted.outputs).map(merged));
  const fixed = new Map<Tensor, Place>();
  const kept = gradients.map(([name, tensor]) => {
    const { offset } = partOf(layout, name);
    const free = tensor.inputs.length > 0 && !tensor.operation.alias && !fixed.has(tensor);
    const result = free && !Object.values(outputs).includes(tensor) ? tensor : copy(tensor);
    fixed.set(result, { block: "gradients", offset });
    return result;
  });
  const order = ordered([...kept, ...Object.values(outputs)]);
  const inputs = new Map<string, Tensor>();
  for (const tensor of order) {
    const own = asInput(tensor);
    if (own && inputs.has(own.name)) throw new RangeError(`two inputs are called ${own.name} (names must differ)`);
    if (own) inputs.set(own.name, tensor);
    const parameter = asParameter(tensor);
    if (parameter) fixed.set(tensor, { block: "parameters", offset: partOf(layout, parameter.name).offset });
  }
  const calls = callsOf(order);
  const constants = order.filter((tensor) => asConstant(tensor));
  const { places, arena } = arrange(calls, [...inputs.values(), ...constants], Object.values(outputs), fixed);
  return { calls, places, constants, inputs, outputs, arena };
}

function partOf({ parts }: ParameterLayout, name: string): ParameterPart {
  const part = parts.find((one) => one.name === name);
  if (part === undefined) throw new RangeError(`no parameter is called ${name} (must be one of the net)`);
  return part;
}

/**
 * For each tensor that these depend on, the one that stands for it: two of the same formula become one, so that nothing is computed twice. Leaves of one
 * name are one.
 */
function mergedOnce(wanted: readonly Tensor[]): ReadonlyMap<Tensor, Tensor> {
  const numbers = new Map<Tensor, number>();
  const known = new Map<string, Tensor>();
  const own = new Map<Tensor, Tensor>();
  for (const tensor of ordered(wanted)) {
    const inputs = tensor.inputs.map((input) => own.get(input) as Tensor);
    let formula = tensor.operation.name;
    for (const input of inputs) formula += ` ${numbers.get(input)}`;
    if (tensor.attributes !== null) formula += ` ${textOf(tensor.attributes)}`;
    let one = known.get(formula);
    if (one === undefined) {
      one = inputs.every((input, i) => input === tensor.inputs[i]) ? tensor : { ...tensor, inputs };
      known.set(formula, one);
      numbers.set(one, numbers.size);
    }
    own.set(tensor, one);
  }
  return own;
}

const isLeaf = ({ operation }: Tensor) =>
  operation === (inputOperation as Operation) || operation === (constantOperation as Operation);

/** What must run, in order, with twins in one call: at the earlier place, if all that the other needs is there. */
function callsOf(order: readonly Tensor[]): readonly PlannedCall[] {
  const calls: PlannedCall[] = [];
  const done = new Set<Tensor>();
  const candidates = twinsByInput(order);
  for (const tensor of order) {
    if (isLeaf(tensor) || asParameter(tensor) || tensor.operation.alias || done.has(tensor)) {
      continue;
    }
    const twin = candidates.get(tensor.inputs[0])?.find((other) => isTwin(tensor, other) && !done.has(other));
    done.add(tensor);
    if (twin) done.add(twin);
    calls.push(twin ? { tensor, twin } : { tensor });
  }
  return calls;
}

/** What may be computed by the call of another, in order, by its first input: twins have the same. */
function twinsByInput(order: readonly Tensor[]): ReadonlyMap<Tensor, readonly Tensor[]> {
  const operations = new Set(order.map(({ operation }) => operation.twin?.operation()));
  const twins = new Map<Tensor, Tensor[]>();
  for (const tensor of order) {
    if (!operations.has(tensor.operation)) continue;
    const [first] = tensor.inputs;
    const known = twins.get(first);
    if (known) known.push(tensor);
    else twins.set(first, [tensor]);
  }
  return twins;
}

/** Attributes as text that differs wherever they do: JSON has no −0, no infinities and no NaN. */
function textOf(attributes: unknown): string {
  if (typeof attributes === "number") return Object.is(attributes, -0) ? "-0" : `${attributes}`;
  if (Array.isArray(attributes)) return `[${attributes.map(textOf)}]`;
  if (typeof attributes !== "object" || attributes === null) return JSON.stringify(attributes);
  let text = "{";
  for (const [key, value] of Object.entries(attributes)) text += `${key}:${textOf(value)},`;
  return `${text}}`;
}

function isTwin(tensor: Tensor, other: Tensor): boolean {
  return (
    other.operation === tensor.operation.twin?.operation() &&
    other.inputs.every((input, i) => input === tensor.inputs[i]) &&
    textOf(other.attributes) === textOf(tensor.attributes)
  );
}

/** The tensor whose memory this one shows. */
function rootOf(tensor: Tensor): Tensor {
  let root = tensor;
  while (root.operation.alias) [root] = root.inputs;
  return root;
}

/** First fit: each result takes the lowest gap among what is still needed, or the place of an input that it may overwrite. */
function arrange(
  calls: readonly PlannedCall[],
  leaves: readonly Tensor[],
  outputs: readonly Tensor[],
  fixed: ReadonlyMap<Tensor, Place>,
): { readonly places: ReadonlyMap<Tensor, Place>; readonly arena: number } {
  const places = new Map<Tensor, Place>(fixed);
  const last = lastUses(calls);
  // Inputs are written and constants computed before all calls; both stay, so that a program may run again without either.
  for (const tensor of [...leaves, ...outputs.map(rootOf)]) last.set(tensor, Number.POSITIVE_INFINITY);
  const arena = new Arena();
  const take = (tensor: Tensor) => {
    if (places.has(tensor)) return;
    places.set(tensor, { block: "arena", offset: arena.take(align(sizeOf(tensor.shape))) });
  };
  const release = (tensor: Tensor) => {
    const place = places.get(tensor);
    if (place?.block === "arena") arena.release(place.offset, align(sizeOf(tensor.shape)));
  };
  leaves.forEach(take);
  for (const [n, { tensor, twin }] of calls.entries()) {
    const results = twin ? [tensor, twin] : [tensor];
    const over = twin || places.has(tensor) ? undefined : overwritten(tensor, n, last, places);
    if (over) places.set(tensor, places.get(over) as Place);
    results.forEach(take);
    for (const result of results) {
      for (const input of result.inputs) {
        const root = rootOf(input);
        if (last.get(root) !== n) continue;
        last.delete(root);
        if (root !== over) release(root);
      }
      // Read by none.
      if (!last.has(result)) release(result);
    }
  }
  for (const { tensor } of calls) showThrough(tensor, places);
  for (const tensor of outputs) showThrough(tensor, places);
  return { places, arena: arena.size };
}

/** Position of the last call that reads each tensor's memory. */
function lastUses(calls: readonly PlannedCall[]): Map<Tensor, number> {
  const last = new Map<Tensor, number>();
  for (const [n, { tensor, twin }] of calls.entries())
    for (const input of [...tensor.inputs, ...(twin?.inputs ?? [])]) last.set(rootOf(input), n);
  return last;
}

/** An input in the arena that call `n` is the last to need and may overwrite. */
function overwritten(
  { operation, inputs, shape }: Tensor,
  n: number,
  last: ReadonlyMap<Tensor, number>,
  places: ReadonlyMap<Tensor, Place>,
): Tensor | undefined {
  for (const i of operation.inPlace ?? []) {
    const root = rootOf(inputs[i]);
    const isOnly = inputs.filter((input) => rootOf(input) === root).length === 1;
    if (isOnly && last.get(root) === n && places.get(root)?.block === "arena" && sizeOf(root.shape) === sizeOf(shape))
      return root;
  }
  return undefined;
}

/** Gives aliases among a call's inputs, and an output that is one, the place of what they show. */
function showThrough(tensor: Tensor, places: Map<Tensor, Place>): void {
  for (const one of [tensor, ...tensor.inputs]) {
    const place = places.get(rootOf(one));
    if (place === undefined) throw new Error(`${one.operation.name} of shape ${told(one.shape)} was not laid out`);
    places.set(one, place);
  }
}

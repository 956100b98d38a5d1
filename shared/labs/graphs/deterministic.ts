/**
 * Deterministic graphs: each node computes one number from those of its inputs. A node without inputs is given its value, or is a constant: its operation is
 * then "input", or a number.
 */
import type { DeterministicGraph, Operation } from "../../experiment/document.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import { topologicalOrder } from "../../math/dag.ts";
import { FUNCTIONS, operationOf } from "../../math/expression/index.ts";
import { nearestNames } from "./nearest.ts";

const SIGNS = ["+", "-", "*", "/", "^", "neg"] as const;
/** Sums and products take any number of inputs here. */
const MANY = ["+", "*"];

/** What a node may compute; a number may stand in their place. */
export const NODE_OPERATIONS: readonly string[] = ["input", ...SIGNS, ...Object.keys(FUNCTIONS)];

export interface Computation {
  readonly names: readonly string[];
  /** Places of the inputs of each node, in their order. */
  readonly inputs: readonly (readonly number[])[];
  /** Each node after its inputs. */
  readonly order: readonly number[];
  /** The value of each node. Finite. */
  readonly values: Float64Array;
  /** How many operations lie on the longest path to each node: 0 where it is given or constant. */
  readonly depths: Int32Array;
  /** Nodes whose value is given from outside. */
  readonly given: readonly number[];
}

/**
 * Computes all nodes. `values`: the number of each node that is given, 0 where there is none. Throws an ExperimentError for an operation that does not exist
 * ("unknown-operation") or takes another number of inputs ("operation-inputs"), a value for a node that is not given one ("not-an-input") or is not there
 * ("no-such-node") or is no number ("value-not-a-number"), and where an operation has no finite value ("no-value").
 */
export function computed({ nodes }: DeterministicGraph, values: Readonly<Record<string, string>>): Computation {
  const names = nodes.map(({ name }) => name);
  const index = new Map(names.map((name, place) => [name, place]));
  const inputs = nodes.map((node) => node.inputs.map((name) => index.get(name) as number));
  const given = nodes.flatMap(({ operation }, n) => (operation === "input" ? [n] : []));
  for (const name of Object.keys(values)) checkGiven(name, names, given);
  const order = topologicalOrder(inputs);
  const found = new Float64Array(nodes.length);
  const depths = new Int32Array(nodes.length);
  for (const n of order) {
    found[n] = valueAt(nodes, n, values, (input) => found[index.get(input) as number]);
    depths[n] = inputs[n].length === 0 ? 0 : 1 + Math.max(...inputs[n].map((input) => depths[input]));
  }
  return { names, inputs, order, values: found, depths, given };
}

function checkGiven(name: string, names: readonly string[], given: readonly number[]): void {
  const place = names.indexOf(name);
  const path = `params.values.${name}`;
  if (place < 0) {
    const nearest = nearestNames(name, names).join(", ");
    const message = `no node is called ${name} (nearest names: ${nearest})`;
    throw new ExperimentError(path, "no-such-node", message, { value: name, nearest });
  }
  if (given.includes(place)) return;
  const allowed = given.map((n) => names[n]).join(", ") || "none";
  const message = `node ${name} computes its value (values can be given to: ${allowed})`;
  throw new ExperimentError(path, "not-an-input", message, { value: name, allowed });
}

function valueAt(
  nodes: readonly Operation[],
  place: number,
  values: Readonly<Record<string, string>>,
  of: (input: string) => number,
): number {
  const { name, inputs, operation } = nodes[place];
  const path = `data.document.nodes[${place}]`;
  const isLeaf = operation === "input" || isNumber(operation);
  if (!isLeaf) checkOperation(operation, name, path);
  const arity = isLeaf ? 0 : arityOf(operation);
  if (arity === "some" ? inputs.length === 0 : inputs.length !== arity) {
    const expected = arity === "some" ? "≥ 1" : arity;
    const message = `node ${name} has ${inputs.length} inputs (${operation} takes ${expected})`;
    throw new ExperimentError(`${path}.inputs`, "operation-inputs", message, {
      node: name,
      value: inputs.length,
      operation,
      expected,
    });
  }
  if (operation === "input") return Object.hasOwn(values, name) ? numberOf(values[name], name) : 0;
  if (isLeaf) return Number(operation);
  const own = inputs.map(of);
  const found = applied(operation, own);
  // −0 is 0 here: it is shown, and divided by.
  if (Number.isFinite(found)) return found + 0;
  const message = `node ${name} has no value: ${operation} of ${own.join(", ")} (change its inputs)`;
  throw new ExperimentError(path, "no-value", message, { node: name, operation, inputs: own.join("; ") });
}

function numberOf(text: string, node: string): number {
  if (isNumber(text)) return Number(text) + 0;
  const message = `value of node ${node}: ${text} (must be a number)`;
  throw new ExperimentError(`params.values.${node}`, "value-not-a-number", message, { node, value: text });
}

export const isNumber = (operation: string): boolean => operation.trim() !== "" && Number.isFinite(Number(operation));

const arityOf = (operation: string) => (MANY.includes(operation) ? "some" : operationOf(operation).arity);

function applied(operation: string, inputs: readonly number[]): number {
  const { of } = operationOf(operation);
  return MANY.includes(operation) ? inputs.reduce((a, b) => of(a, b)) : of(...inputs);
}

function checkOperation(operation: string, node: string, path: string): void {
  if (NODE_OPERATIONS.includes(operation)) return;
  const allowed = nearestNames(operation, NODE_OPERATIONS).join(", ");
  const message = `node ${node} has an unknown operation: ${operation} (nearest: ${allowed}; or a number)`;
  throw new ExperimentError(`${path}.operation`, "unknown-operation", message, { node, value: operation, allowed });
}

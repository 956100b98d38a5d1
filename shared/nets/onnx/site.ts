/** A node as its converter finds it: what goes in, and its settings, each of which must be one that is known. */
import type { NDArray } from "../../arrays.ts";
import type { Constant } from "./constants.ts";
import { type Net, OperationError, type Value } from "./layers.ts";
import type { OnnxNode } from "./model.ts";

export interface Site {
  readonly node: OnnxNode;
  readonly net: Net;
  readonly opset: number;
  /** What goes in at a place; undefined where nothing does. */
  input(place: number): Value | Constant | undefined;
}

/** Throws for an operation, or a form of it, that is not read. */
export function unread({ node: { name, op, outputs } }: Pick<Site, "node">, reason = ""): never {
  throw new OperationError(name || (outputs[0] ?? ""), op, reason);
}

/** What layers call the node's: its own name, or that of what it gives. */
export const nameOf = ({ node: { name, outputs, op } }: Pick<Site, "node">): string => name || outputs[0] || op;

export function value(site: Site, place = 0): Value {
  const found = site.input(place);
  if (found?.kind === "value") return found;
  return unread(site, found ? "of constants alone" : `input ${place + 1} is missing`);
}

export function constant(site: Site, place: number): Constant | undefined {
  const found = site.input(place);
  if (found?.kind === "value") return unread(site, `input ${place + 1} is no constant`);
  return found;
}

/** Finite numbers that the net has learnt. Throws an OperationError where they are not in the file, or computed. */
export function weights(site: Site, place: number): NDArray {
  const found = constant(site, place);
  if (!found) return unread(site, `input ${place + 1} is missing`);
  const values = Float32Array.from(found.values);
  const odd = values.findIndex((one) => !Number.isFinite(one));
  if (odd >= 0) return unread(site, `input ${place + 1} holds ${values[odd]}`);
  return { shape: found.shape, values };
}

/** A setting that is an attribute, or since a later version an input. */
export function numbers(site: Site, name: string, place: number): readonly number[] | undefined {
  const { ints, floats, i, f } = site.node.attributes[name] ?? {};
  const one = i ?? f;
  const own = ints ?? floats ?? (one === undefined ? undefined : [one]);
  if (own) return own;
  const found = place < 0 ? undefined : constant(site, place);
  if (found && found.values.length > 64) return unread(site, `${name} of ${found.values.length} numbers`);
  return found && Array.from(found.values);
}

export const whole = ({ node }: Site, name: string, otherwise: number): number => node.attributes[name]?.i ?? otherwise;
export const real = ({ node }: Site, name: string, otherwise: number): number => node.attributes[name]?.f ?? otherwise;
export const word = ({ node }: Site, name: string, otherwise: string): string => node.attributes[name]?.s ?? otherwise;

/** Throws an OperationError where a setting is another than these. */
export function only(site: Site, settings: Readonly<Record<string, readonly (number | string)[]>>): void {
  for (const [name, allowed] of Object.entries(settings)) {
    const { i, s, f } = site.node.attributes[name] ?? {};
    const found = i ?? s ?? f;
    if (found !== undefined && !allowed.includes(found))
      unread(site, `${name} ${found} (must be ${allowed.join(" or ")})`);
  }
}

/** An axis behind that of the samples, counted without it. Throws an OperationError for that of the samples. */
export function ownAxis(site: Site, axis: number, rank: number): number {
  const at = axis < 0 ? axis + rank + 1 : axis;
  if (!Number.isInteger(at) || at < 1 || at > rank) unread(site, `axis ${axis} of ${rank + 1}`);
  return at - 1;
}

/**
 * States as named arrays and back: what a checkpoint holds. "/" leads into a nested state. A number has shape [] and type float64, a flag shape
 * [] and type uint8, a typed array one axis. An NDArray keeps its shape under its name and a trailing "/"; an empty state stands under "//".
 */
import { type Arrays, array, type NDArray, type TypedArray } from "../arrays.ts";

type Leaf = number | boolean | TypedArray | NDArray | undefined;

/** What a state may hold. A member that is undefined is left out, and so is undefined again. */
export type Plain = Leaf | { readonly [name: string]: Plain };

/** `S` itself where all that it holds is plain. `S extends Packable<S>` lets an interface be a state, and refuses a Map before anything runs. */
export type Packable<S> = { readonly [K in keyof S]: Member<S[K]> };
type Member<V> = V extends Leaf ? V : V extends NotPlain ? never : Packable<V>;
type NotPlain = string | bigint | symbol | null | readonly unknown[] | ((...given: never[]) => unknown);

const typedArrays: ReadonlySet<string> = new Set([
  "Float32Array",
  "Float64Array",
  "Int8Array",
  "Int32Array",
  "Uint8Array",
  "Uint32Array",
]);

/** Copies, safe to transfer. Throws a TypeError that names the place of what is not plain, and says what to write instead. */
export function pack(state: object): Arrays {
  return Object.fromEntries(entriesOf(state, "", []));
}

/** The way back: a fresh copy. Throws a RangeError for names that `pack` does not give. */
export function unpack(arrays: Arrays): unknown {
  const members = new Map<string, Record<string, NDArray>>();
  const state: [string, unknown][] = [];
  for (const [path, stored] of Object.entries(arrays)) {
    const cut = path.indexOf("/");
    if (cut === 0 || path === "") throw new RangeError(`"${path}" is not a member of a packed state`);
    if (cut < 0) state.push([path, leafOf(path, stored)]);
    else if (cut === path.length - 1) state.push([path.slice(0, -1), copyOf(stored)]);
    else if (path.endsWith("//") && cut === path.length - 2) state.push([path.slice(0, -2), {}]);
    else {
      const inner = members.get(path.slice(0, cut)) ?? {};
      Object.defineProperty(inner, path.slice(cut + 1), { value: stored, enumerable: true });
      members.set(path.slice(0, cut), inner);
    }
  }
  for (const [name, inner] of members) state.push([name, unpack(inner)]);
  return Object.fromEntries(state);
}

/** Copies of all arrays. */
export function copiesOf(arrays: Arrays): Arrays {
  return Object.fromEntries(Object.entries(arrays).map(([name, one]) => [name, copyOf(one)]));
}

function copyOf({ shape, values }: NDArray): NDArray {
  return array(values.slice(), [...shape]);
}

function entriesOf(state: object, under: string, around: readonly object[]): [string, NDArray][] {
  if (around.includes(state)) refuse(under, "a state that contains itself", "name the part instead");
  return Object.entries(state).flatMap(([name, value]) => {
    const at = under + name;
    if (name === "" || name.includes("/")) refuse(at, `the name "${name}"`, 'a name must not be empty or hold "/"');
    return value === undefined ? [] : memberOf(at, value, [...around, state]);
  });
}

function memberOf(at: string, value: unknown, around: readonly object[]): [string, NDArray][] {
  if (typeof value === "number") return [[at, array(Float64Array.of(value), [])]];
  if (typeof value === "boolean") return [[at, array(Uint8Array.of(value ? 1 : 0), [])]];
  if (typeof value !== "object" || value === null) return refuse(at, kindOf(value), "write a number or a flag");
  if (isTyped(value)) return [[at, array(value.slice())]];
  if (ArrayBuffer.isView(value)) return refuse(at, kindOf(value), `write one of ${[...typedArrays].join(", ")}`);
  if (Array.isArray(value)) return refuse(at, "a list", "write a typed array, or a state with named members");
  if (!isPlainObject(value)) return refuse(at, kindOf(value), "write what it holds: numbers, flags, arrays");
  if (isArray(value)) {
    const size = value.shape.reduce((product, length) => product * length, 1);
    if (size !== value.values.length || Object.keys(value).length > 2)
      return refuse(at, `an array of shape [${value.shape}] with ${value.values.length} values`, "make them fit");
    return [[`${at}/`, copyOf(value)]];
  }
  const inner = entriesOf(value, `${at}/`, around);
  return inner.length > 0 ? inner : [[`${at}//`, array(new Uint8Array(0))]];
}

function leafOf(path: string, { shape, values }: NDArray): number | boolean | TypedArray {
  if (shape.length === 1) return values.slice();
  if (shape.length > 1) throw new RangeError(`"${path}" of a packed state has shape [${shape}]`);
  return values instanceof Uint8Array ? values[0] === 1 : values[0];
}

function isTyped(value: object): value is TypedArray {
  return ArrayBuffer.isView(value) && typedArrays.has(value.constructor.name);
}

function isArray(value: object): value is NDArray {
  const { shape, values } = value as Partial<NDArray>;
  return Array.isArray(shape) && typeof values === "object" && isTyped(values);
}

/** Made by `{ … }`, in whatever realm. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  const isOwn = prototype === null || Object.getPrototypeOf(prototype) === null;
  return isOwn && Object.getOwnPropertySymbols(value).length === 0;
}

function kindOf(value: unknown): string {
  return typeof value === "object" && value !== null ? `a ${value.constructor?.name ?? "object"}` : `${typeof value}`;
}

function refuse(at: string, what: string, cure: string): never {
  throw new TypeError(`a state cannot hold ${what} at "${at}" (${cure})`);
}

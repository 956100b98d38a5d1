export type TypedArray = Float32Array | Float64Array | Int8Array | Int32Array | Uint8Array | Uint32Array;

/** A dense row-major array. `values.length` is the product of `shape`; a scalar has shape `[]` and one value. */
export interface NDArray<T extends TypedArray = TypedArray> {
  readonly shape: readonly number[];
  readonly values: T;
}

/** Named arrays: what chunks, checkpoints, results and weight files carry. */
export type Arrays = Readonly<Record<string, NDArray>>;

/** A typed array with its shape; one axis unless it is given. */
export function array<T extends TypedArray>(values: T, shape: readonly number[] = [values.length]): NDArray<T> {
  return { values, shape };
}

/** Some of the arrays, by name. */
export function pick<Name extends string>(arrays: Arrays, ...names: readonly Name[]): Readonly<Record<Name, NDArray>> {
  return Object.fromEntries(names.map((name) => [name, arrays[name]])) as Record<Name, NDArray>;
}

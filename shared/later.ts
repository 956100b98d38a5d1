/** What may take a while: the value itself where it is known at once (WebAssembly, plain TypeScript), a promise where it is not (a GPU). */
export type Later<T> = T | PromiseLike<T>;

/** Whether a value is still pending. */
export function isPending<T>(value: Later<T>): value is PromiseLike<T> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

/** `next` of a value: at once where the value is known, so that what needs no promise makes none. */
export function andThen<A, B>(value: Later<A>, next: (value: A) => Later<B>): Later<B> {
  return isPending(value) ? value.then(next) : next(value);
}

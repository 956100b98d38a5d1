/** A value computed when first asked for, and remembered from then on. */
export function lazy<T extends object>(find: () => T): () => T {
  let found: T | undefined;
  return () => {
    found ??= find();
    return found;
  };
}

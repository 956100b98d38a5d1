/** What is found when it is first asked for, and known from then on. */
export function lazy<T extends object>(find: () => T): () => T {
  let found: T | undefined;
  return () => {
    found ??= find();
    return found;
  };
}

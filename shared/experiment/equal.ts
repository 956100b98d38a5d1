/**
 * Whether two values of plain JSON say the same, whatever the order of their members; one that is undefined is not there. Parts that are the same object
 * are not looked into: an edit of a large graph leaves nearly all of it alone.
 */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((part, i) => isEqual(part, b[i]));
  const [one, other] = [membersOf(a), new Map(membersOf(b))];
  return one.length === other.size && one.every(([key, part]) => other.has(key) && isEqual(part, other.get(key)));
}

const membersOf = (value: object) => Object.entries(value).filter(([, part]) => part !== undefined);

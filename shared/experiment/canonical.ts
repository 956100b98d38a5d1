/** Texts of objects that nobody changes; null: not made yet. */
const texts = new WeakMap<object, string | null>();

/** Says that nobody will change the object or what is in it: its text is made once. */
export function keepText(object: object): void {
  if (!texts.has(object)) texts.set(object, null);
}

/**
 * Canonical JSON of RFC 8785: members sorted by the UTF-16 code units of their names, no white space, numbers and strings as
 * ECMAScript writes them. Equal values give equal text, hence equal hashes. Members that are undefined are omitted.
 * Throws a TypeError for what JSON cannot say (NaN, infinities, functions, lone surrogates).
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case "boolean":
      return String(value);
    case "number":
      if (!Number.isFinite(value)) throw new TypeError(`number without JSON form: ${value} (must be finite)`);
      return JSON.stringify(value);
    case "string":
      if (/\p{Surrogate}/u.test(value)) throw new TypeError("string with a lone surrogate has no canonical JSON");
      return JSON.stringify(value);
    case "object":
      break;
    default:
      throw new TypeError(`${typeof value} has no JSON form`);
  }
  if (value === null) return "null";
  // Tables are long.
  if (Array.isArray(value) && value.every(Number.isFinite)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item)).join(",")}]`;
  const kept = texts.get(value);
  if (kept) return kept;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    // Comparing strings compares code units, as the RFC wants.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(member)}`);
  const text = `{${members.join(",")}}`;
  if (kept === null) texts.set(value, text);
  return text;
}

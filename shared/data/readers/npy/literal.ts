/** The header of an NPY file: a literal of Python, as its versions have written it. */

export type Literal = string | number | boolean | null | readonly Literal[] | ReadonlyMap<Literal, Literal>;

/** Deeper ones are no headers. */
const DEPTH = 16;
const TOKEN = /\s*(?:[uUbB]?'([^'\\]*)'|[uUbB]?"([^"\\]*)"|(-?\d+)[lL]?|(True|False|None)\b|([()[\]{},:]))/y;

/**
 * The literal that the text is: texts in either quotes, whole numbers (`4L` too), True, False, None, tuples, lists, and dictionaries in any order.
 * Undefined where it is none of them.
 */
export function readLiteral(text: string): Literal | undefined {
  TOKEN.lastIndex = 0;
  const tokens: (readonly ["value", Literal] | readonly ["sign", string])[] = [];
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(text);
    if (!found) return undefined;
    const [, single, double, number, word, sign] = found;
    if (sign !== undefined) tokens.push(["sign", sign]);
    else if (number !== undefined) tokens.push(["value", Number(number)]);
    else if (word !== undefined) tokens.push(["value", word === "None" ? null : word === "True"]);
    else tokens.push(["value", single ?? double ?? ""]);
  }
  let at = 0;
  const sign = (wanted: string) => {
    const isIt = tokens[at]?.[0] === "sign" && tokens[at][1] === wanted;
    if (isIt) at++;
    return isIt;
  };
  /** What stands between two brackets, with a comma after each but perhaps the last. */
  const items = <T>(close: string, read: () => T | undefined): readonly T[] | undefined => {
    const all: T[] = [];
    while (!sign(close)) {
      const item = read();
      if (item === undefined) return undefined;
      all.push(item);
      if (!sign(",")) return sign(close) ? all : undefined;
    }
    return all;
  };
  const value = (depth: number): Literal | undefined => {
    if (depth > DEPTH) return undefined;
    const inner = () => value(depth + 1);
    if (sign("(")) {
      const tuple = items(")", inner);
      // Brackets around one value alone are no tuple.
      const [kind, last] = tokens[at - 2] ?? [];
      return tuple?.length === 1 && !(kind === "sign" && last === ",") ? tuple[0] : tuple;
    }
    if (sign("[")) return items("]", inner);
    if (sign("{")) {
      const pairs = items("}", (): readonly [Literal, Literal] | undefined => {
        const key = inner();
        const own = key !== undefined && sign(":") ? inner() : undefined;
        return key === undefined || own === undefined ? undefined : [key, own];
      });
      return pairs && new Map(pairs);
    }
    const token = tokens[at];
    if (token?.[0] !== "value") return undefined;
    at++;
    return token[1];
  };
  const found = value(0);
  return at === tokens.length ? found : undefined;
}

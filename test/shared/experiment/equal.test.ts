import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import { isEqual } from "../../../shared/experiment/equal.ts";

const value = fc.jsonValue({ maxDepth: 3 }).filter((one) => !/"__proto__"/.test(JSON.stringify(one)));

test("two values are the same exactly where their canonical JSON is", () => {
  const text = fc.constantFrom(
    1,
    0,
    "a",
    null,
    [],
    {},
    [1],
    { a: 1 },
    { b: 1, a: [{}] },
    { a: [{}], b: 1 },
    { a: null },
  );
  fc.assert(
    fc.property(fc.oneof(value, text), fc.oneof(value, text), (a, b) => {
      expect(isEqual(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
      expect(isEqual(a, JSON.parse(JSON.stringify(a)))).toBe(true);
      expect(isEqual({ a, b, c: undefined }, { b, a })).toBe(true);
      expect(isEqual([a, b], [a])).toBe(false);
    }),
    { numRuns: 300 },
  );
});

import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { type IndexValue, index, statement, UnfitValueError } from "../../worker/store/index.ts";
import { migrate } from "./edge.ts";

beforeAll(migrate);

const of = (...values: unknown[]) => statement(env.DB, "SELECT ? AS value", ...(values as IndexValue[]));

describe("the index refuses what it would keep changed", () => {
  test.each([
    ["NaN", Number.NaN, /value 1 of a statement: NaN \(must be finite\)/],
    ["an infinity", Number.NEGATIVE_INFINITY, /-Infinity \(must be finite\)/],
    ["an integer that it rounds", 2 ** 53, /9007199254740992 \(an integer from 2\^53 must be text\)/],
    ["floats, of which it keeps a byte each", Float32Array.of(1.5), /\[object Float32Array\]/],
    ["a truth value", true, /\[object Boolean\]/],
    ["nothing", undefined, /\[object Undefined\]/],
    ["a text with a NUL", "a\0b", /text with a NUL/],
    ["a blob over its limit", new Uint8Array(2_000_001), /2000001 bytes \(must be at most 2000000/],
    ["a text over its limit", "ñ".repeat(1_000_001), /2000002 bytes/],
  ])("%s", (_, value, message) => {
    expect(() => of(value)).toThrow(UnfitValueError);
    expect(() => of(value)).toThrow(message);
  });

  test("more than 100 values", () => {
    const values = (n: number) => Array.from({ length: n }, (_, i) => i);
    const list = (n: number) => statement(env.DB, `SELECT ${values(n).map(() => "?")}`, ...values(n));
    expect(() => list(100)).not.toThrow();
    expect(() => list(101)).toThrow("statement with 101 values (must be at most 100: send several)");
  });

  test("and says so as a mistake of ours, not as an index that does not answer", async () => {
    await expect(index(() => of(Number.NaN).first())).rejects.toThrow(UnfitValueError);
  });
});

test("what it takes comes back as it was", async () => {
  for (const value of [0, -1.5, 2 ** 53 - 1, "", "Año · 1", null]) expect(await of(value).first("value")).toBe(value);
  expect(await of(Uint8Array.of(0, 255, 7)).first("value")).toEqual([0, 255, 7]);
  expect(((await of(new Uint8Array(2_000_000)).first("value")) as number[]).length).toBe(2_000_000);
});

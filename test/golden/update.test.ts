import { describe, expect, test } from "vitest";
import { type Golden, renewed } from "./update.ts";

const before: Golden = { params: { steps: 8 }, revision: 2, digest: "a" };

describe("a digest written anew", () => {
  test("is refused when the same form gives another one and the revision did not grow", () => {
    const now = { ...before, digest: "b" };
    expect(() => renewed("toy:first", before, now, "b")).toThrow(/toy:first gives other bits under revision 2/);
    expect(renewed("toy:first", before, { ...now, revision: 3 }, "b")).toEqual({ ...now, revision: 3 });
  });

  test("is refused too when another short form hides the change", () => {
    const now = { ...before, params: { steps: 4 }, digest: "c" };
    expect(() => renewed("toy:first", before, now, "b")).toThrow(/other bits/);
    expect(() => renewed("toy:first", before, now, undefined)).toThrow(/other bits/);
    expect(renewed("toy:first", before, now, "a")).toBe(now);
  });

  test("may come with a greater revision alone, never with a smaller one", () => {
    expect(renewed("toy:first", before, { ...before, revision: 3 }, "a").revision).toBe(3);
    expect(() => renewed("toy:first", before, { ...before, revision: 1 }, "a")).toThrow(/never falls/);
  });

  test("is taken as it is where none was written down", () => {
    expect(renewed("toy:first", undefined, before, undefined)).toBe(before);
  });
});

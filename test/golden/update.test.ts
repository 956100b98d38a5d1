import { describe, expect, test } from "vitest";
import { type Golden, renewed } from "./update.ts";

const before: Golden = { params: { steps: 8 }, revision: 2, digest: "a" };
const changed = { ...before, digest: "b" };

describe("a digest written anew", () => {
  test("is refused when it is another one and the revision did not grow", () => {
    expect(() => renewed("toy:first", before, changed)).toThrow(/toy:first gives another digest under revision 2/);
    expect(() => renewed("toy:first", before, { ...changed, params: { steps: 4 } })).toThrow(/another digest/);
    expect(renewed("toy:first", before, { ...changed, revision: 3 })).toEqual({ ...changed, revision: 3 });
  });

  test("may come with a greater revision alone, never with a smaller one", () => {
    expect(renewed("toy:first", before, { ...before, revision: 3 }).revision).toBe(3);
    for (const now of [before, changed]) {
      expect(() => renewed("toy:first", before, { ...now, revision: 1 })).toThrow(/never falls/);
    }
  });

  test("is taken as it is where it is the same, or none was written down", () => {
    expect(renewed("toy:first", before, { ...before })).toEqual(before);
    expect(renewed("toy:first", undefined, before)).toBe(before);
  });
});

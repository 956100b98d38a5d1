import { expect, it } from "vitest";
import { Arena } from "../../../shared/nets/arena.ts";

it("gives out the lowest gap that is large enough, and joins gaps again", () => {
  const arena = new Arena();
  expect([8, 4, 12, 4].map((floats) => arena.take(floats))).toEqual([0, 8, 12, 24]);
  arena.release(0, 8);
  arena.release(12, 12);
  expect(arena.take(12)).toBe(12);
  arena.release(8, 4);
  expect(arena.take(12)).toBe(0);
  arena.release(24, 4);
  arena.release(12, 12);
  expect(arena.take(20)).toBe(12);
  expect(arena.size).toBe(32);
});

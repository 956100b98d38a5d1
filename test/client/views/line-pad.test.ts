import { expect, test } from "vitest";
import { drawnLine, raisedLine } from "../../../client/views/line-pad.tsx";

const flat = new Float64Array(8);

test("a stroke goes straight from one point to the other, whichever way, and leaves the rest", () => {
  const drawn = drawnLine(flat, [2, 1], [6, 3]);
  expect([...drawn]).toEqual([0, 0, 1, 1.5, 2, 2.5, 3, 0]);
  expect(drawnLine(flat, [6, 3], [2, 1])).toEqual(drawn);
  expect([...flat]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
});

test("a press sets the nearest place; strokes that leave the pad stay within its places", () => {
  expect([...drawnLine(flat, [3.4, 5], [3.4, 5])]).toEqual([0, 0, 0, 5, 0, 0, 0, 0]);
  expect([...drawnLine(flat, [3.4, 4], [3.2, 6])][3]).toBe(6);
  const across = drawnLine(flat, [-10, 1], [20, 1]);
  expect(across).toEqual(flat.map(() => 1));
});

test("a hill is highest at its place, falls to both sides and stays between the edges", () => {
  const hill = raisedLine(flat, 4, 1, [-1, 2]);
  expect(hill[4]).toBe(1);
  expect(hill[3]).toBe(hill[5]);
  expect(hill[3]).toBeLessThan(1);
  expect(hill[3]).toBeGreaterThan(hill[2]);
  expect(hill[0]).toBe(0);
  expect(Math.max(...raisedLine(hill, 4, 9, [-1, 2]))).toBe(2);
  expect(Math.min(...raisedLine(flat, 4, -9, [-1, 2]))).toBe(-1);
  // What lies outside already is not moved by that alone.
  const outside = Float64Array.from(flat, (_, k) => (k === 4 ? 5 : 0));
  expect(raisedLine(outside, 4, 1, [-1, 2])[4]).toBe(5);
  expect(raisedLine(outside, 4, -1, [-1, 2])[4]).toBe(4);
});

/** Numbers beside the dots of the roofline. */
import { expect, test } from "vitest";
import { locale } from "../../../../client/i18n/locale.ts";
import { labelSpots } from "../../../../client/labs/inference/hardware/labels.ts";
import { formatPower } from "../../../../client/labs/inference/hardware/scale.ts";

const clash = (a: { x: number; y: number }, b: { x: number; y: number }, x: number, y: number) =>
  Math.abs(a.x - b.x) < x && Math.abs(a.y - b.y) < y;

test.each([
  ["apart", [0, 0, 100, 0, 0, 100]],
  ["side by side", [0, 0, 14, 0, 28, 0]],
  ["one above the other", [0, 0, 2, 8]],
  ["five of a kind", [0, 0, 9, 4, 30, 30, 40, 28, 18, 9]],
])("labels of dots %s hit no dot and no other label", (_, numbers) => {
  const dots = Array.from({ length: numbers.length / 2 }, (_n, i) => ({ x: numbers[2 * i], y: numbers[2 * i + 1] }));
  const labels = labelSpots(dots);
  for (const [i, label] of labels.entries()) {
    for (const dot of dots) expect(clash(label, dot, 9, 8)).toBe(false);
    for (const other of labels.slice(i + 1)) expect(clash(label, other, 10, 9)).toBe(false);
  }
});

test("a lone dot has its number on its right", () => expect(labelSpots([{ x: 5, y: 5 }])).toEqual([{ x: 18, y: 5 }]));

test.each([
  ["en", ["0.01", "0.1", "1", "10", "1,000"]],
  ["es", ["0,01", "0,1", "1", "10", "1000"]],
] as const)("powers of ten are said without zeros that say nothing: %s", (language, said) => {
  const before = locale.value;
  locale.value = language;
  expect([0.01, 0.1, 1, 10, 1000].map(formatPower)).toEqual(said);
  locale.value = before;
});

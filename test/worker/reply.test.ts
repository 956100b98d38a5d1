import { expect, test } from "vitest";
import { jsonOf, nested } from "../../worker/inference/json-rows.ts";

test.each([
  ["bytes", Uint8Array.from({ length: 512 }, (_, at) => at)],
  ["numbers", Float64Array.of(-0, 1e-7, 1e21, -1.5, 0.1, 5e-324)],
])("rows of %s are written as JSON.stringify writes them", (_, values) => {
  for (const count of [1, 2]) {
    const rows = { count, width: values.length / count, values };
    const [before, after] = [{ op: "decode", width: rows.width }, { range: { low: 0, high: 1 } }];
    const expected = JSON.stringify({ ...before, rows: nested(rows), ...after });
    expect(new TextDecoder().decode(jsonOf(before, rows, after))).toBe(expected);
  }
});

test("rows of a few numbers are written as JSON.stringify writes them", () => {
  const numbers = [-0, 1e-7, 1e21, -1.5, 0.1];
  const texts = numbers.map((number) => new TextEncoder().encode(JSON.stringify(number)));
  for (const [count, width] of [
    [1, 6],
    [3, 2],
    [6, 1],
  ]) {
    const codes = Uint8Array.from({ length: 6 }, (_, at) => (at * 2) % 5);
    const rows = { count, width, values: Float64Array.from(codes, (code) => numbers[code]) };
    const written = jsonOf({ op: "predict" }, rows, { range: 1 }, { codes, texts });
    expect(new TextDecoder().decode(written)).toBe(JSON.stringify({ op: "predict", rows: nested(rows), range: 1 }));
    expect(written).not.toContain(0);
  }
});

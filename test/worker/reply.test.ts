import { expect, test } from "vitest";
import { jsonOf, nested } from "../../worker/inference/reply.ts";

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

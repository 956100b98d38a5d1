import { expect, test } from "vitest";
import { sayColumns } from "../../../client/i18n/column-names.ts";

test("columns without a name are said by their place, and nothing else is touched", () => {
  const values = { column: "#3", columns: "notes, #1, #12", wide: "price #2", value: "#3", count: 2 };
  expect(sayColumns(values, "en")).toEqual({
    ...values,
    column: "no.\u00a03",
    columns: "notes, no.\u00a01, no.\u00a012",
  });
  expect(sayColumns(values, "es")).toMatchObject({ column: "n.º\u00a03", wide: "price #2" });
});

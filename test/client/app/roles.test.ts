import { describe, expect, test } from "vitest";
import { currentRoles, withoutRoles, withRole, withRoles } from "../../../client/app/lab/own-data/roles.ts";
import type { TableContent } from "../../../shared/data/readers/content.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { shapeTable } from "../../../shared/data/shape.ts";
import type { TableUse } from "../../../shared/data/table.ts";
import type { Reading } from "../../../shared/experiment/reading.ts";

const csv = [
  ",x,y,kind,day,flag",
  "0,1.5,2,a,2024-01-01,True",
  "1,2.5,1,b,2024-01-02,False",
  "2,0.5,4,c,2024-01-03,True",
].join("\n");
const content = (await decodeFile({ name: "t.csv", bytes: new TextEncoder().encode(csv) })) as TableContent;
const use: TableUse = { twoValued: true, gaps: true, takes: ["columns", "label", "target"] };
const rolesUnder = (reading: Reading) =>
  Object.fromEntries(currentRoles(content, reading, use).map(({ key, role }) => [key, role]));
const found = { "#1": "ignored", x: "used", y: "used", kind: "label", day: "ignored", flag: "used" };

describe("the roles of columns, changed one by one", () => {
  const change = (reading: Reading, key: string, role: "used" | "target" | "label" | "ignored") =>
    withRole(reading, currentRoles(content, reading, use), key, role);

  test("begin as they were found", () => {
    expect(rolesUnder({})).toEqual(found);
  });

  test("a column is left out and used again; the others stay", () => {
    const out = change({}, "x", "ignored");
    expect(rolesUnder(out)).toEqual({ ...found, x: "ignored" });
    expect(rolesUnder(change(out, "x", "used"))).toEqual(found);
  });

  test("a row number is used when it is chosen", () => {
    expect(rolesUnder(change({}, "#1", "used"))).toEqual({ ...found, "#1": "used" });
  });

  test("there is one target or one label: what was it before is used again if it can be", () => {
    const y = change({}, "y", "target");
    expect(rolesUnder(y)).toEqual({ ...found, y: "target", kind: "ignored" });
    expect(rolesUnder(change(y, "x", "target"))).toEqual({ ...found, x: "target", kind: "ignored" });
    expect(rolesUnder(change(y, "kind", "label"))).toEqual(found);
    expect(rolesUnder(change({}, "flag", "label"))).toEqual({ ...found, flag: "label", kind: "ignored" });
  });

  test("other choices stay, and automatic is as it was found", () => {
    const reading = change({ decimal: "point" }, "x", "ignored");
    expect(reading.decimal).toBe("point");
    expect(withoutRoles(reading)).toEqual({ decimal: "point" });
  });

  test("what they say is what the lab gets", () => {
    const reading = withRoles({}, [
      { key: "y", role: "target" },
      { key: "x", role: "used" },
      { key: "kind", role: "ignored" },
    ]);
    const table = shapeTable(content, reading, use);
    expect([table.names, table.target, table.labels]).toEqual([["x", "y"], 1, undefined]);
  });

  test("choices that do not go together are shown as they were chosen", () => {
    expect(rolesUnder({ columns: ["day"] })).toMatchObject({ day: "used", x: "ignored" });
  });
});

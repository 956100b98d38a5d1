import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Chip, chips, filtered, homeAddress, readFilters, toggled } from "../../../client/app/home/filters.ts";
import { labsFor } from "../../../client/app/home/takers.ts";
import type { Indexes } from "../../../client/labs/recorded.ts";

const indexes: Indexes = JSON.parse(
  readFileSync(new URL("../../../client/labs/indexes.json", import.meta.url), "utf8"),
);
const labs = Object.values(indexes);
const left = (...chosen: Chip[]) => filtered(labs, { chips: chosen });
const none = { family: null, chips: [], course: null } as const;

test("each chip takes labs away and leaves some", () => {
  for (const chip of chips) {
    expect(left(chip).length, chip).toBeLessThan(labs.length);
    expect(left(chip).length, chip).toBeGreaterThan(0);
  }
});

test("chips mean what they say, and all of them must hold", () => {
  expect(left()).toEqual(labs);
  expect(left("beginner").every(({ lesson }) => lesson.level === "beginner")).toBe(true);
  expect(left("sound").every(({ formats }) => formats.includes("wav"))).toBe(true);
  const both = left("beginner", "csv");
  expect(both.length).toBeGreaterThan(0);
  expect(both.every(({ lesson, formats }) => lesson.level === "beginner" && formats.includes("csv"))).toBe(true);
});

test("an address says what is shown, and is read back", () => {
  const address = homeAddress({ family: "monte-carlo", chips: ["csv", "beginner"], course: "first-hour" });
  expect(address).toBe("/?family=monte-carlo&with=csv,beginner&course=first-hour");
  const read = readFilters(new URL(address, "https://example.test").search);
  expect(read).toEqual({ family: "monte-carlo", chips: ["beginner", "csv"], course: "first-hour" });
  expect(homeAddress(none)).toBe("/");
  expect(readFilters("")).toEqual(none);
  expect(readFilters("?family=x&with=y,,csv&course=z")).toEqual({ ...none, chips: ["csv"] });
});

test("a chip that is pressed twice is as before", () => {
  const once = toggled({ ...none, course: "book" }, "csv");
  expect(once).toEqual({ ...none, chips: ["csv"], course: "book" });
  expect(toggled(once, "csv")).toEqual({ ...none, course: "book" });
});

const ids = async (...files: File[]) => (await labsFor(files, labs)).map(({ id }) => id);
const takers = (...formats: string[]) =>
  labs
    .filter((lab) => lab.formats.some((one) => formats.includes(one)))
    .map(({ id }) => id)
    .toSorted();
const wav = new Uint8Array([...Buffer.from("RIFF"), 36, 0, 0, 0, ...Buffer.from("WAVEfmt "), 16, 0, 0, 0]);

test("files find the labs that take what they are, by their bytes before their names", async () => {
  expect((await ids(new File(["a,b\n1,2\n"], "t.csv"))).toSorted()).toEqual(takers("csv"));
  expect((await ids(new File(["a;b\n1;2\n"], "t.dat"))).toSorted()).toEqual(takers("csv"));
  expect((await ids(new File([wav], "voice.wav"))).toSorted()).toEqual(takers("wav"));
  expect((await ids(new File([wav], "voice.csv"))).toSorted()).toEqual(takers("wav"));
  expect((await ids(new File(["network unknown {\n}\n"], "n.bif"))).toSorted()).toEqual(takers("bif"));
  const text = await ids(new File(["Había una vez, en un bosque, un lobo.\n"], "tale.txt"));
  expect(text.toSorted()).toEqual(takers("txt", "csv"));
  expect(text.slice(0, takers("txt").length).toSorted()).toEqual(takers("txt"));
});

test("of several files all must be taken; what no lab takes finds none", async () => {
  const table = new File(["a,b\n1,2\n"], "t.csv");
  const both = await ids(table, new File([wav], "v.wav"));
  expect(both.toSorted()).toEqual(takers("csv").filter((id) => takers("wav").includes(id)));
  expect(await ids(table, new File([new Uint8Array([0, 1, 2])], "x.bin"))).toEqual([]);
  expect(await ids(new File(['{"lab":"rbm"}'], "experiment.json"))).toEqual([]);
  expect(await ids(new File(["%PDF-1.7"], "a.pdf"))).toEqual([]);
});

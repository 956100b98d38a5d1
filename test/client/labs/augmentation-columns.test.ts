import { beforeEach, expect, test } from "vitest";
import { chooseLocale } from "../../../client/i18n/locale.ts";
import { nameOfColumns } from "../../../client/labs/generative/augmentation/profile.tsx";

// Other files of this process choose too.
beforeEach(() => chooseLocale("en"));

test("the numbers of an axis of columns are named where their names have room under it", () => {
  expect(nameOfColumns(["age", "weight"])).toBe("1 age · 2 weight");
  expect(nameOfColumns(Array.from({ length: 20 }, (_, j) => `sensor ${j}`))).toBe("column");
  expect(nameOfColumns(undefined)).toBe("column");
  expect(nameOfColumns([])).toBe("column");
});

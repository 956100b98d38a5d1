import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import {
  parseReading,
  type Reading,
  readingChoices,
  readingOptions,
  roleOf,
  setReading,
} from "../../../shared/experiment/reading.ts";
import { errorOf } from "../../error-of.ts";

const column = fc.string({ minLength: 1, maxLength: 6, unit: "grapheme-ascii" }).filter((name) => name.trim() === name);
/** Any choices, defaults said aloud or left out, lists in any order. */
const anyInput = fc
  .record(
    {
      ...Object.fromEntries(
        Object.entries(readingOptions).map(([name, options]) => [name, fc.constantFrom(...options)]),
      ),
      lists: fc.uniqueArray(column, { maxLength: 5 }),
      which: fc.constantFrom("columns", "ignored"),
    },
    { requiredKeys: ["lists", "which"] },
  )
  .map(({ lists, which, ...choices }) => {
    const [target, label, ...named] = lists as readonly string[];
    const list = named.length > 0 ? { [which as string]: named } : {};
    return { ...choices, ...(target && { target }), ...(label && { label }), ...list };
  });

describe("readings", () => {
  test("what is at its default is left out, and nothing is left of nothing", () => {
    const defaults = Object.fromEntries(Object.entries(readingOptions).map(([name, options]) => [name, options[0]]));
    expect(parseReading(defaults)).toBeUndefined();
    expect(parseReading({ ...defaults, ignored: [], target: "" })).toBeUndefined();
    expect(parseReading({})).toBeUndefined();
    expect(parseReading({ ...defaults, decimal: "comma" })).toEqual({ decimal: "comma" });
  });

  test("every choice", () => {
    const reading: Reading = {
      contents: "text",
      separator: "semicolon",
      decimal: "comma",
      thousands: "point",
      header: "no",
      encoding: "windows-1252",
      none: "missing",
      units: "yes",
      inflate: "whole",
      orientation: "columns",
      pixels: "no",
      gaps: "drop",
      standardise: "yes",
      heldOut: "drawn",
      columns: ["#3", "edad"],
      target: "renta",
      label: "clase",
    };
    expect(parseReading(reading)).toEqual(reading);
    const { columns: _, ...others } = reading;
    expect(Object.keys({ ...reading, ...parseReading({ ...others, ignored: ["x"] }) }).sort()).toEqual(
      [...readingChoices].sort(),
    );
  });

  test("columns are a set: their order changes nothing", () => {
    expect(parseReading({ columns: ["b", "a", "B"] })).toEqual({ columns: ["B", "a", "b"] });
  });

  test("a reading that was read is read as it is; two that mean the same have one canonical form", () => {
    fc.assert(
      fc.property(anyInput, fc.boolean(), (input, reversed) => {
        const reading = parseReading(input);
        if (reading === undefined) return;
        expect(parseReading(JSON.parse(canonicalJson(reading)))).toEqual(reading);
        const turned = Object.fromEntries(
          Object.entries(input)
            .reverse()
            .map(([name, value]) => [name, Array.isArray(value) && reversed ? value.toReversed() : value]),
        );
        expect(canonicalJson(parseReading(turned))).toBe(canonicalJson(reading));
      }),
    );
  });

  test.each<[string, unknown, string, string, RegExp]>([
    ["an unknown choice", { colour: "red" }, ".colour", "unknown-choice", /must be separator, decimal/],
    [
      "an unknown value",
      { separator: ";" },
      ".separator",
      "not-an-option",
      /";" \(must be auto, comma, semicolon, tab/,
    ],
    ["another type", { header: true }, ".header", "not-an-option", /true \(must be auto, yes, no/],
    ["no column", { columns: [] }, ".columns", "wrong-length", /one name or more/],
    ["a column twice", { columns: ["a", "a"] }, ".columns", "repeated", /a/],
    ["a column without a name", { ignored: ["a", " "] }, ".ignored", "wrong-type", /a name of 1 to/],
    ["columns that are no list", { columns: "a" }, ".columns", "wrong-type", /a list of column names/],
    ["used and ignored", { columns: ["a"], ignored: ["b"] }, ".ignored", "wrong-type", /left out where columns/],
    ["two roles", { columns: ["a", "b"], target: "b" }, "", "two-roles", /"b" \(must be one role per column/],
    ["a target that is the label", { target: "b", label: "b" }, "", "two-roles", /b/],
    ["no object", ["comma"], "", "wrong-type", /an object of/],
  ])("refuse %s", (_, input, path, code, message) => {
    const error = errorOf(() => parseReading(input));
    expect([error.path, error.code]).toEqual([`data.reading${path}`, code]);
    expect(error.message).toMatch(message);
  });

  test("roles of columns", () => {
    const some = { columns: ["a"], target: "y", label: "c" };
    expect(["a", "b", "y", "c"].map((name) => roleOf(some, name))).toEqual(["used", "ignored", "target", "label"]);
    expect(["a", "b"].map((name) => roleOf({ ignored: ["b"] }, name))).toEqual(["auto", "ignored"]);
    expect(roleOf({}, "a")).toBe("auto");
  });

  test("one choice at a time, from text too", () => {
    const first = setReading(undefined, "columns", "b, a");
    expect(first).toEqual({ columns: ["a", "b"] });
    expect(setReading(first, "ignored", ["c"])).toEqual({ ignored: ["c"] });
    expect(setReading(setReading(first, "gaps", "drop"), "target", "y")).toEqual({
      columns: ["a", "b"],
      gaps: "drop",
      target: "y",
    });
    expect(setReading({ gaps: "drop" }, "gaps", "keep")).toBeUndefined();
    expect(errorOf(() => setReading(undefined, "sep", ";")).code).toBe("unknown-choice");
  });

  test("poisoned keys are harmless", () => {
    errorOf(() => parseReading(JSON.parse('{"__proto__":{"decimal":"comma"}}')));
    expect(({} as Record<string, unknown>).decimal).toBeUndefined();
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromSlider, sliderScale, toSlider } from "../../../client/app/lab/slider.ts";
import type { IntegerField, NumberField } from "../../../shared/experiment/fields.ts";

const words = { label: { es: "a", en: "a" }, help: { es: "a", en: "a" } };
const log: NumberField = { kind: "number", ...words, min: 1e-5, max: 1, default: 0.1, scale: "log" };
const whole: IntegerField = { kind: "integer", ...words, min: 0, max: 100000, default: 10, scale: "log" };
const linear: NumberField = { kind: "number", ...words, min: -2, max: 2, default: 0 };

describe("slider", () => {
  test.each([log, whole, linear])("its ends are the bounds ($kind)", (field) => {
    const { min, max } = sliderScale(field);
    expect(fromSlider(field, min)).toBe(field.min);
    expect(fromSlider(field, max)).toBe(field.max);
    expect(toSlider(field, field.min)).toBeCloseTo(min, 9);
    expect(toSlider(field, field.max)).toBeCloseTo(max, 9);
  });

  test("decades are equally long", () => {
    const at = [1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1].map((value) => toSlider(log, value));
    for (let i = 1; i < at.length; i++) expect(at[i] - at[i - 1]).toBeCloseTo(40, 9);
  });

  test("any position gives a value within the bounds, whole where it must be, that has about this position", () => {
    fc.assert(
      fc.property(fc.constantFrom(log, whole, linear), fc.double({ min: 0, max: 1, noNaN: true }), (field, share) => {
        const { min, max } = sliderScale(field);
        const position = min + share * (max - min);
        const value = fromSlider(field, position);
        expect(value).toBeGreaterThanOrEqual(field.min);
        expect(value).toBeLessThanOrEqual(field.max);
        if (field.kind === "integer") expect(Number.isInteger(value)).toBe(true);
        // Two significant digits: at most 5 % off, about 1 of 200 steps for five decades.
        else expect(Math.abs(toSlider(field, value) - position)).toBeLessThan(0.01 * (max - min));
      }),
    );
  });

  test("a range without a step has a round one", () => {
    expect(sliderScale(linear).step).toBe(0.02);
    expect(sliderScale({ ...linear, step: 0.25 }).step).toBe(0.25);
  });
});

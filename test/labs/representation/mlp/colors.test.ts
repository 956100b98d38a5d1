import { describe, expect, it } from "vitest";
import { paintClasses } from "../../../../client/labs/representation/mlp/colors.ts";
import { rgbOf } from "../../../../client/views/palette.ts";
import { array } from "../../../../shared/arrays.ts";

describe("colours of the plane", () => {
  it("are read in both forms of a style sheet", () => {
    expect(rgbOf("#1f77b4")).toEqual([31, 119, 180]);
    expect(rgbOf("#fff")).toEqual([255, 255, 255]);
    expect(rgbOf("#0a8")).toEqual([0, 170, 136]);
  });

  it("fade to the paper where no class stands out", () => {
    const [blue, orange] = [rgbOf("#0072b2"), rgbOf("#d55e00")];
    const pixels = paintClasses(array(Float32Array.of(0.5, 0.5, 1, 0), [2, 2]), [blue, orange], rgbOf("#fff"), false);
    expect(Math.min(...pixels.slice(0, 3))).toBeGreaterThan(235);
    expect(pixels[4]).toBeLessThan(pixels[6]);
  });
});

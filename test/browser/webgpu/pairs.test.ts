import { describe, it } from "vitest";
import { feed } from "../../../shared/nets/leaves.ts";
import { add } from "../../../shared/nets/ops/add.ts";
import { above, atLeast } from "../../../shared/nets/ops/compare.ts";
import { divide } from "../../../shared/nets/ops/divide.ts";
import { maximum, minimum } from "../../../shared/nets/ops/extremum.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { subtract } from "../../../shared/nets/ops/subtract.ts";
import { expectSame, type Given, normal } from "./gpu.ts";

const PAIRS = { add, subtract, multiply, divide, maximum, minimum, above, atLeast };

/** Of each operand, so that NaN, infinities and both zeros meet each other. */
const SPECIAL = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 3.4e38, 1e-30] as const;
const special: Given = (name, size) =>
  Float32Array.from({ length: size }, (_, i) => SPECIAL[(name === "p" ? i : Math.floor(i / 9)) % 9]);

describe("operations on two tensors on a GPU", () => {
  it.each(Object.entries(PAIRS))("%s gives the reference's bits", async (_, of) => {
    await expectSame({ y: of(feed("p", [300]), feed("q", [300])) });
    await expectSame({ y: of(feed("p", [9, 9]), feed("q", [9, 9])) }, {}, special);
  });

  it("takes more numbers than one row of workgroups has", async () => {
    const count = 64 * 65_535 + 100;
    await expectSame({ y: add(feed("p", [count]), feed("u", [])) }, {}, (name, size) =>
      name === "u" ? [0.5] : Float32Array.from({ length: size }, (_, i) => i % 1000),
    );
  });

  it("repeats axes of either operand", async () => {
    await expectSame(
      {
        row: add(feed("p", [7, 5]), feed("q", [5])),
        column: multiply(feed("p", [7, 5]), feed("r", [7, 1])),
        both: subtract(feed("s", [3, 1, 5]), feed("t", [4, 1])),
        number: divide(feed("u", []), feed("p", [7, 5])),
      },
      {},
      normal,
    );
  });
});

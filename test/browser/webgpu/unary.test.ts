import { describe, expect, it } from "vitest";
import { grad } from "../../../shared/nets/grad.ts";
import { feed } from "../../../shared/nets/leaves.ts";
import { abs } from "../../../shared/nets/ops/abs.ts";
import { clip } from "../../../shared/nets/ops/clip.ts";
import { elu, selu } from "../../../shared/nets/ops/elu.ts";
import { erf } from "../../../shared/nets/ops/erf.ts";
import { exp } from "../../../shared/nets/ops/exp.ts";
import { gelu } from "../../../shared/nets/ops/gelu.ts";
import { geluTanh } from "../../../shared/nets/ops/gelu-tanh.ts";
import { leakyRelu } from "../../../shared/nets/ops/leaky-relu.ts";
import { log } from "../../../shared/nets/ops/log.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { relu } from "../../../shared/nets/ops/relu.ts";
import { scale } from "../../../shared/nets/ops/scale.ts";
import { shift } from "../../../shared/nets/ops/shift.ts";
import { sigmoid } from "../../../shared/nets/ops/sigmoid.ts";
import { sign } from "../../../shared/nets/ops/sign.ts";
import { silu } from "../../../shared/nets/ops/silu.ts";
import { softplus } from "../../../shared/nets/ops/softplus.ts";
import { sqrt } from "../../../shared/nets/ops/sqrt.ts";
import { square } from "../../../shared/nets/ops/square.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import { tanh } from "../../../shared/nets/ops/tanh.ts";
import type { Tensor } from "../../../shared/nets/tensor.ts";
import { UNARY } from "../../../shared/nets/unary-codes.ts";
import { some } from "../../thorough.ts";
import { both, expectClose, type Given, normal } from "./gpu.ts";

const FUNCTIONS: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  scale: (x) => scale(x, -1.7),
  shift: (x) => shift(x, 0.3),
  square,
  sqrt,
  exp,
  log,
  abs,
  sign,
  clip: (x) => clip(x, -0.7, 0.8),
  erf,
  sigmoid,
  tanh,
  relu,
  leakyRelu: (x) => leakyRelu(x, 0.2),
  elu,
  selu,
  gelu,
  geluTanh,
  softplus,
  silu,
};

const SPECIAL = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 88, -87, 104, -104, 1e-30, -1e-30, 3e38, -3e38] as const;
const AWKWARD: readonly Given[] = [
  normal,
  (name, size) =>
    name === "x" ? Float32Array.from({ length: size }, (_, i) => SPECIAL[i % SPECIAL.length]) : normal(name, size),
  // Of all sizes, but not so large that a slope's slope overflows on the way.
  (name, size) => Float32Array.from(normal(name, size), (z, i) => z * 2 ** ((i % 24) - 20)),
];

/** Formulas of steps that the reference has too: the same bits, except that what is subnormal on the way may be 0. */
const within = { within: 2 ** -120 };

describe("functions of a number on a GPU", () => {
  it("are all tried", () => {
    const own = new Set(Object.values(FUNCTIONS).map((of) => of(feed("x", [1])).operation.name));
    expect(UNARY.filter((name) => !own.has(name))).toEqual([]);
  });

  it.each(some(Object.entries(FUNCTIONS), 0, 3, 5, 8, 9, 11, 13, 16, 18))(
    "%s and its slopes give the reference's bits",
    async (_, of) => {
      const x = feed("x", [150]);
      const y = of(x);
      const [slope] = grad(sum(multiply(y, feed("r", y.shape))), [x]);
      for (const given of AWKWARD) {
        const { expected, found } = await both({ outputs: { y, slope } }, given);
        expectClose(found, expected, within);
      }
    },
  );
});

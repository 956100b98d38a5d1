import { describe, it } from "vitest";
import { feed, input } from "../../../shared/nets/leaves.ts";
import { batchedMatmul } from "../../../shared/nets/ops/batched-matmul.ts";
import { dense } from "../../../shared/nets/ops/dense.ts";
import { matmul } from "../../../shared/nets/ops/matmul.ts";
import { broadcastTo, sumAxis } from "../../../shared/nets/ops/sum.ts";
import { some } from "../../thorough.ts";
import { both, expectClose, expectSame } from "./gpu.ts";

/** m, n, k: less and more than a tile of any form and a stretch of k, and exactly one. */
const SIZES = [
  [1, 1, 1],
  [3, 5, 2],
  [32, 32, 16],
  [33, 31, 17],
  [65, 40, 100],
  [130, 3, 20],
  [70, 14, 17],
  [13, 66, 17],
  [5, 140, 20],
] as const;

/** Sums of n such numbers in another order: n roundings of sums of size √n, each at most 2⁻²⁴ of it, add up like a random walk, to n · 2⁻²⁴; four times that. */
const within = (n: number) => 2 ** -22 * n;

describe("products of matrices on a GPU", () => {
  it.each(some(SIZES, 3, 4, 6, 8))("of %i × %i over %i give the reference's bits in each form", async (m, n, k) => {
    await expectSame({
      NN: matmul(feed("a", [m, k]), feed("b", [k, n])),
      NT: matmul(feed("a", [m, k]), feed("c", [n, k]), "NT"),
      TN: matmul(feed("d", [k, m]), feed("b", [k, n]), "TN"),
      dense: dense(feed("a", [m, k]), feed("b", [k, n]), feed("e", [n])),
    });
  });

  it("of many rows and columns, by larger tiles, give the reference's bits", async () => {
    await expectSame({ y: dense(feed("a", [1030, 3]), feed("b", [3, 1025]), feed("e", [1025])) });
  });

  it("over long k are summed in parts", async () => {
    const k = 1000;
    await expectSame(
      {
        NN: dense(feed("a", [20, k]), feed("b", [k, 7]), feed("e", [7])),
        TN: matmul(feed("c", [k, 20]), feed("d", [k, 7]), "TN"),
      },
      { within: within(k) },
    );
  });

  it("of many pairs give the reference's bits", async () => {
    const [a, b, c] = [feed("a", [2, 3, 5, 9]), feed("b", [2, 3, 9, 40]), feed("c", [2, 3, 5, 40])];
    await expectSame({
      NN: batchedMatmul(a, b),
      NT: batchedMatmul(c, b, "NT"),
      TN: batchedMatmul(a, c, "TN"),
    });
  });
});

describe("sums over an axis on a GPU", () => {
  it("are those of the reference", async () => {
    const wide = feed("a", [3, 50, 7]);
    await expectSame({ middle: sumAxis(wide, 1), first: sumAxis(wide, 0) });
    await expectSame({ last: sumAxis(wide, 2), row: sumAxis(feed("b", [40]), 0) }, { within: within(50) });
    await expectSame(
      {
        last: sumAxis(feed("e", [3, 1000]), 1),
        first: sumAxis(feed("a", [1000, 3]), 0),
        all: sumAxis(feed("b", [1000]), 0),
        none: sumAxis(feed("c", [4, 0]), 1),
        samples: sumAxis(input("d", [300, 20]), 0),
      },
      { within: within(1000) },
    );
  });

  it("keep NaN and infinities", async () => {
    const given = (_: string, size: number) =>
      Float32Array.from({ length: size }, (_, i) => (i === 70 ? NaN : i === 300 ? Infinity : 1));
    const { expected, found } = await both({ outputs: { y: sumAxis(feed("a", [4, 100]), 1) } }, given);
    expectClose(found, expected);
  });

  it("and their repetitions", async () => {
    await expectSame({
      rows: broadcastTo(feed("a", [5]), { shape: [3, 5], perSample: 0 }),
      columns: broadcastTo(feed("b", [3, 1]), { shape: [2, 3, 4], perSample: 0 }),
    });
  });
});

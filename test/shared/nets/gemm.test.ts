import { expect, test } from "vitest";
import { fillNormal32 } from "../../../shared/random/index.ts";
import { fresh } from "../../wasm.ts";

const f = Math.fround;

/** The obvious loop: each element the sum over k in ascending order, every operation rounded to float32. */
function naive(
  m: number,
  n: number,
  k: number,
  a: (i: number, l: number) => number,
  b: (l: number, j: number) => number,
  c: Float32Array,
) {
  return Float32Array.from({ length: m * n }, (_, at) => {
    let sum = c[at];
    for (let l = 0; l < k; l++) sum = f(sum + f(a(Math.floor(at / n), l) * b(l, at % n)));
    return sum;
  });
}

const sizes = [
  [1, 1, 1],
  [1, 70, 33],
  [3, 64, 50],
  [4, 8, 4],
  [2, 45, 20],
  [7, 9, 5],
  [13, 17, 3],
  [5, 3, 600],
  [30, 65, 21],
  [12, 80, 1030],
  [66, 16, 9],
  [70, 65, 515],
] as const;

test.each(["gemmNN", "gemmNT", "gemmTN"] as const)(
  "%s has the bits of the obvious loop, at edges and beyond a block too",
  (form) => {
    for (const [m, n, k] of sizes) {
      for (const accumulate of [false, true]) {
        const module = fresh("tensors");
        const put = (length: number, stream: number) => {
          const at = module.alloc(length * 4);
          fillNormal32([m, stream], 0, new Float32Array(module.memory.buffer, at, length));
          return at;
        };
        const [a, b, c] = [put(m * k, 1), put(k * n, 2), put(m * n, 3)];
        const copy = (at: number, length: number) => new Float32Array(module.memory.buffer, at, length).slice();
        const [x, y, before] = [copy(a, m * k), copy(b, k * n), accumulate ? copy(c, m * n) : new Float32Array(m * n)];
        const left =
          form === "gemmTN" ? (i: number, l: number) => x[l * m + i] : (i: number, l: number) => x[i * k + l];
        const right =
          form === "gemmNT" ? (l: number, j: number) => y[j * k + l] : (l: number, j: number) => y[l * n + j];
        module[form](m, n, k, a, b, c, accumulate);
        expect(copy(c, m * n)).toEqual(naive(m, n, k, left, right, before));
      }
    }
  },
);

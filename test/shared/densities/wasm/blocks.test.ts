/** A density at many points in one call: the interpreter's bits. */
import { expect, test } from "vitest";
import { type DensityTable, densityOf, interpret, type Program } from "../../../../shared/densities/index.ts";
import { compileDensity, compileReports, newRoom } from "../../../../shared/densities/wasm/points.ts";
import { normal } from "../../../../shared/random/index.ts";

const COUNT = 100;
const column = Float64Array.from({ length: 2000 }, (_, i) => normal([4, 4], i));
const table: DensityTable = { columns: [{ name: "y", values: column }] };

const TEXTS: Readonly<Record<string, string>> = {
  "one parameter": "parameter x\ntarget += 3 * x^2 - x^4 / 2",
  "two parameters, bent": "parameter x\nparameter y\nx ~ normal(0, 1.2)\ny ~ normal(x^2 - 1.5, 0.5)",
  "bounds, and a quantity":
    "parameter s > 0\nparameter p in (0, 1)\ns ~ gamma(2, 1)\np ~ beta(2, 3)\nr = s * p\nreport r",
  "a vector": "parameter m[5]\nm ~ normal(0, 1)\ntarget += -sum(m)^2",
  "a report that does not depend on the point": "parameter x\nx ~ normal(0, 1)\nk = 2\nreport k",
  "a column too long to be written out": "parameter m\nparameter s > 0\ny ~ student_t(4, m, s)",
};

/** Coordinates by columns, some of them extreme. */
function positionsOf({ dimension }: Program): Float64Array {
  const positions = Float64Array.from({ length: dimension * COUNT }, (_, i) => 3 * normal([5, 5], i));
  positions[3] = 1e308;
  positions[4] = -1e308;
  positions[5] = Number.POSITIVE_INFINITY;
  return positions;
}

test.each(Object.entries(TEXTS))(
  "%s: value and reports in a block, and one by one, are those of the interpreter",
  (_, text) => {
    const program = densityOf(text, table);
    const { dimension, names } = program;
    const positions = positionsOf(program);
    const room = newRoom();
    const block = compileReports(program, COUNT, room);
    const single = compileDensity(program, room);
    block.positions().set(positions);
    block.evaluate();
    const found = block.found();
    const reference = interpret(program);
    const [expected, reported, gradient, ours] = [names, names, program.gradient, program.gradient].map(
      (_, k) => new Float64Array(k < 2 ? names.length : dimension),
    );
    for (let i = 0; i < COUNT; i++) {
      const at = Float64Array.from({ length: dimension }, (_, j) => positions[j * COUNT + i]);
      const value = reference.value(at, gradient);
      expect([found[i], single.value(at), single.value(at, ours)]).toEqual([value, value, value]);
      expect(ours).toEqual(gradient);
      reference.report(at, expected);
      single.report(at, reported);
      expect(reported).toEqual(expected);
      expect(names.map((_, k) => found[(1 + k) * COUNT + i])).toEqual(Array.from(expected));
    }
  },
);

test("a room gives addresses that do not overlap, and grows", () => {
  const room = newRoom();
  const [a, b, c] = [10, 200_000, 8].map(room.alloc);
  expect([a % 16, b % 16, c % 16]).toEqual([0, 0, 0]);
  expect(b).toBeGreaterThanOrEqual(a + 10);
  expect(c).toBeGreaterThanOrEqual(b + 200_000);
  expect(room.memory.buffer.byteLength).toBeGreaterThanOrEqual(c + 8);
});

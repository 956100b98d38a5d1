import { describe, expect, it } from "vitest";
import { grad } from "../../../shared/nets/grad.ts";
import { feed, input } from "../../../shared/nets/leaves.ts";
import { add } from "../../../shared/nets/ops/add.ts";
import { dropout, normals } from "../../../shared/nets/ops/draws.ts";
import { reshape } from "../../../shared/nets/ops/reshape.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import { parametersOf } from "../../../shared/nets/plan.ts";
import { scalarMachine } from "../../../shared/nets/scalar.ts";
import type { Tensor } from "../../../shared/nets/tensor.ts";
import { wasmMachine } from "../../../shared/nets/wasm.ts";
import { foldIn, normal32, uniform32 } from "../../../shared/random/index.ts";
import type { Key } from "../../../shared/random/key.ts";
import { fresh } from "../../wasm.ts";

const key: Key = [3, 5];

/** The output of a net of ones for samples [from, from + rows) of a minibatch. */
function values(build: (x: Tensor) => Tensor, rows: number, from = 0, step = key): Float32Array {
  const x = input("x", [rows, 3]);
  const program = scalarMachine(parametersOf([])).program({ outputs: { y: build(x), x } });
  program.input("x").fill(1);
  program.run(from, step);
  return program.output("y").slice();
}

describe("random tensors", () => {
  const mask = (x: Tensor) => dropout(x, 0.4, 7);
  it("are the numbers of their stream", () => {
    const stream = foldIn(key, 7);
    const kept = Math.fround(1 / 0.6);
    expect(Array.from(values(mask, 4))).toEqual(
      Array.from({ length: 12 }, (_, i) => (uniform32(stream, i) < 0.4 ? 0 : kept)),
    );
    expect(Array.from(values((x) => normals(x, 7), 4))).toEqual(
      Array.from({ length: 12 }, (_, i) => normal32(stream, i)),
    );
  });

  it.each([
    ["masks", mask],
    ["noise", (x: Tensor) => normals(x, 2)],
    ["masks of several entries for each sample", (x: Tensor) => mask(reshape(x, [3 * x.shape[0], 1]))],
  ])("do not depend on how samples are cut into passes: %s", (_, build) => {
    const whole = Array.from(values(build, 7));
    expect([...values(build, 3), ...values(build, 4, 3)]).toEqual(whole);
    expect([...values(build, 5), ...values(build, 2, 5)]).toEqual(whole);
  });

  it("differ by stream and by step, and are one where both are equal", () => {
    const two = (a: number, b: number) => (x: Tensor) => add(dropout(x, 0.5, a), dropout(x, 0.5, b));
    expect(new Set(values(two(1, 1), 20))).toEqual(new Set([0, 4]));
    expect(new Set(values(two(1, 2), 20))).toEqual(new Set([0, 2, 4]));
    expect(values(mask, 20)).not.toEqual(values(mask, 20, 0, [3, 6]));
  });

  it("drop as many as they should", () => {
    const dropped = values(mask, 4000).filter((y) => y === 0).length;
    // Three standard deviations of a binomial.
    expect(Math.abs(dropped - 4800)).toBeLessThan(3 * Math.sqrt(12000 * 0.4 * 0.6));
  });

  it("are passed by slopes", () => {
    const y = (x: Tensor) => grad(sum(mask(x)), [x])[0];
    expect(values(y, 4)).toEqual(values(mask, 4));
  });

  it("have the same bits on both machines, wherever a pass begins", () => {
    const outputs = Object.fromEntries(
      [mask, (x: Tensor) => normals(x, 2)].map((build, i) => [`${i}`, build(input("x", [41, 3]))]),
    );
    const x = input("x", [41, 3]);
    const layout = parametersOf([]);
    const [scalar, wasm] = [scalarMachine(layout), wasmMachine(fresh("tensors"), layout)].map((machine) => {
      const program = machine.program({ outputs: { ...outputs, x } });
      program.input("x").fill(1);
      return [0, 1, 2, 3, 1001].map((from) => {
        program.run(from, [0xfffffff0, 0x80000001]);
        return Object.keys(outputs).map((name) => program.output(name).slice());
      });
    });
    expect(wasm).toEqual(scalar);
  });

  it("refuse a rate that drops all", () => {
    expect(() => dropout(feed("x", [2]), 1, 0)).toThrow("invalid rate of dropout: 1 (must be in [0, 1))");
    const x = feed("x", [2]);
    expect(dropout(x, 0, 0)).toBe(x);
  });
});

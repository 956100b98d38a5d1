import { describe, expect, it } from "vitest";
import { type Arrays, array } from "../../../shared/arrays.ts";
import type { Context, Opener, Task } from "../../../shared/labs/lab.ts";
import { drive, iterate, once, type Start } from "../../../shared/labs/process.ts";
import { eachStep } from "../../../shared/labs/records.ts";
import { uniform } from "../../../shared/random/index.ts";
import { openNow } from "../../open-now.ts";
import { noWasm } from "../../wasm.ts";

const task: Task = { id: "t", kind: "t", key: [1, 2], steps: 20, params: { size: 3 } };
const context: Context = { device: "scalar", wasm: noWasm, data: null, inputs: {} };

interface Params {
  readonly size: number;
}
interface State {
  readonly x: Float64Array;
  readonly inner: { readonly sum: number; readonly odd: boolean };
}

/** x ← 0.9 x + u; told: the sum, every third time, and x itself. */
const walk = iterate({
  records: ({ size }: Params) => ({
    sum: array(Float64Array.of(-1), []),
    x: array(new Float32Array(size).fill(5)),
    odd: array(Uint8Array.of(0), []),
  }),
  problem: ({ size }: Params) => ({ size }),
  init: (_key, { size }): State => ({ x: new Float64Array(size), inner: { sum: 0, odd: false } }),
  step(key, { size }, { x, inner }, n): State {
    const next = x.map((value, i) => 0.9 * value + uniform(key, n * size + i));
    return { x: next, inner: { sum: inner.sum + next[0], odd: n % 2 === 1 } };
  },
  info: (_problem, { x, inner }) => ({ odd: inner.odd ? 1 : 0, x, ...(inner.odd ? { sum: inner.sum } : {}) }),
  live: (_problem, { x }) => ({ x: array(x) }),
  output: (_problem, { x, inner }) => ({ x: array(x), sum: array(Float64Array.of(inner.sum)) }),
});

/** The same as a machine with memory of its own. */
const machine = drive(({ size }: Params, _context, { key, saved }: Start<{ x: Float64Array; sum: number }>) => {
  const x = saved?.x ?? new Float64Array(size);
  let sum = saved?.sum ?? 0;
  return {
    advance: eachStep(
      {
        sum: array(Float64Array.of(-1), []),
        x: array(new Float32Array(size).fill(5)),
        odd: array(Uint8Array.of(0), []),
      },
      (n, row) => {
        for (let i = 0; i < size; i++) x[i] = 0.9 * x[i] + uniform(key, n * size + i);
        sum += x[0];
        row.odd = n % 2;
        row.x = x;
        if (n % 2 === 1) row.sum = sum;
      },
    ),
    live: () => ({ x: array(x.slice()) }),
    save: () => ({ x, sum }),
    output: () => ({ x: array(x.slice()), sum: array(Float64Array.of(sum)) }),
  };
});

/** Records and output of a task, cut into slices, each begun anew from the checkpoint before. */
function inSlices(opener: Opener, slices: readonly number[]): readonly [Record<string, number[]>, Arrays] {
  const records: Record<string, number[]> = {};
  let process = openNow(opener, task, context);
  for (const steps of slices) {
    for (const [name, { shape, values }] of Object.entries(process.advance(steps))) {
      expect(shape[0]).toBe(steps);
      records[name] = [...(records[name] ?? []), ...values];
    }
    process.snapshot();
    process = openNow(opener, task, context, structuredClone(process.checkpoint()));
  }
  expect(process.step).toBe(task.steps);
  return [records, process.output()];
}

describe.each<[string, Opener]>([
  ["iterate", walk],
  ["drive", machine],
])("%s", (_, opener) => {
  it("gives the same however its steps are cut, and wherever it goes on", () => {
    const whole = inSlices(opener, [20]);
    for (const slices of [[1, 19], [5, 0, 5, 10], Array.from({ length: 20 }, () => 1)])
      expect(inSlices(opener, slices)).toEqual(whole);
    expect(whole).toEqual(inSlices(walk, [20]));
  });

  it("gives its records type, shape and gaps", () => {
    const { sum, x, odd } = openNow(opener, task, context).advance(4);
    expect([sum.shape, x.shape, odd.shape]).toEqual([[4], [4, 3], [4]]);
    expect(x.values).toBeInstanceOf(Float32Array);
    expect(odd.values).toEqual(Uint8Array.of(0, 1, 0, 1));
    expect([sum.values[0], sum.values[2]]).toEqual([-1, -1]);
  });

  it("gives copies: what is written into them changes nothing", () => {
    const [clean, spoilt] = [openNow(opener, task, context), openNow(opener, task, context)];
    for (const process of [clean, spoilt]) {
      process.advance(3);
      for (const arrays of [process.snapshot(), process.checkpoint()])
        if (process === spoilt) for (const { values } of Object.values(arrays)) values.fill(7);
      process.advance(17);
    }
    expect(spoilt.output()).toEqual(clean.output());
  });

  it("does not take a checkpoint of other code", () => {
    expect(() => opener.open(task, context, { step: array(Float64Array.of(3)) })).toThrow(/checkpoint of task t/);
  });
});

describe("records", () => {
  it("have gaps of infinity where only names are given", () => {
    const told = eachStep(["a", "b"], (n, row) => {
      if (n > 4) row.a = n;
    })(4, 2);
    expect(told).toEqual({
      a: array(Float64Array.of(Number.POSITIVE_INFINITY, 5)),
      b: array(Float64Array.of(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)),
    });
  });

  it("take as many numbers as a row has", () => {
    const tell = (told: number | Float64Array) =>
      eachStep({ x: array(new Float64Array(2)) }, (_n, row) => {
        row.x = told;
      });
    expect(() => tell(1)(0, 1)).toThrow("record x was told 1 numbers (must be 2)");
    expect(() => tell(new Float64Array(3))(0, 1)).toThrow("record x was told 3 numbers (must be 2)");
  });

  it("wait for steps that are promised, one after the other, from whichever step on", async () => {
    const order: number[] = [];
    const advance = eachStep(["n"], (n, row) => {
      const tell = () => {
        order.push(n);
        row.n = n * n;
      };
      return n < 12 ? tell() : Promise.resolve().then(tell);
    });
    expect(await advance(10, 5)).toEqual({ n: array(Float64Array.of(100, 121, 144, 169, 196)) });
    expect(order).toEqual([10, 11, 12, 13, 14]);
  });
});

describe("once", () => {
  const given: Arrays = { x: array(Float64Array.of(1, 2)) };
  const double = once(({ size }: Params, { inputs }) => ({ given: inputs.given.x, size: array(Int32Array.of(size)) }));

  it("answers in one step, also where it goes on after it", () => {
    const process = openNow(double, { ...task, steps: 1 }, { ...context, inputs: { given } });
    expect(process.advance(1)).toEqual({});
    expect(process.step).toBe(1);
    const again = openNow(double, task, { ...context, inputs: { given } }, process.checkpoint());
    expect(again.step).toBe(1);
    const output = process.output();
    expect(output).toEqual({ given: given.x, size: array(Int32Array.of(3)) });
    expect(again.output()).toEqual(output);
    expect(output.given.values).not.toBe(given.x.values);
  });

  it("may promise its answer", async () => {
    let asked = 0;
    const slow = once(async () => ({ x: array(Float64Array.of(++asked)) }));
    const process = await slow.open(task, context);
    const step = process.advance(1);
    expect(process.step).toBe(0);
    await step;
    expect(process.step).toBe(1);
    expect((await process.output()).x.values[0]).toBe(1);
  });
});

describe("a machine that promises", () => {
  const later = drive(async ({ size }: Params, _context, { saved }: Start<{ sum: number }>) => {
    let sum = saved?.sum ?? 0;
    return {
      advance: eachStep(["sum"], async (n, row) => {
        await null;
        sum += n * size;
        row.sum = sum;
      }),
      live: async () => ({ sum: array(Float64Array.of(sum)) }),
      save: async () => ({ sum }),
      output: async () => ({ sum: array(Float64Array.of(sum)) }),
    };
  });

  it("counts a step when it is done, and goes on from its checkpoint", async () => {
    const process = await later.open(task, context);
    const advancing = process.advance(3);
    expect(process.step).toBe(0);
    expect((await advancing).sum.values).toEqual(Float64Array.of(0, 3, 9));
    expect(process.step).toBe(3);
    const other = await later.open(task, context, await process.checkpoint());
    expect((await other.advance(1)).sum.values).toEqual(Float64Array.of(18));
    expect((await other.snapshot()).sum.values[0]).toBe(18);
  });

  it("is refused where answers are wanted at once", () => {
    expect(() => openNow(later, task, context)).toThrow(/promise/);
  });
});

it("takes only states that pack", () => {
  // @ts-expect-error a Map is not plain
  drive<Params, { x: Map<string, number> }>(() => ({
    advance: () => ({}),
    save: () => ({ x: new Map() }),
    output: () => ({}),
  }));
  // @ts-expect-error nor is text, inside
  drive<Params, { x: { y?: string } }>(() => ({ advance: () => ({}), save: () => ({ x: {} }), output: () => ({}) }));
});

/** Sides that learn in turns: each by its own loss, its own parameters and its own optimiser. */
import { describe, expect, test } from "vitest";
import { zeros } from "../../../shared/nets/initial.ts";
import { input, parameter } from "../../../shared/nets/leaves.ts";
import type { Model } from "../../../shared/nets/model.ts";
import { add } from "../../../shared/nets/ops/add.ts";
import { matmul } from "../../../shared/nets/ops/matmul.ts";
import { reshape } from "../../../shared/nets/ops/reshape.ts";
import { scale } from "../../../shared/nets/ops/scale.ts";
import { square } from "../../../shared/nets/ops/square.ts";
import { subtract } from "../../../shared/nets/ops/subtract.ts";
import { scalarMachine } from "../../../shared/nets/scalar.ts";
import { inRounds } from "../../../shared/nets/sides.ts";
import { type TrainerOptions, trainer } from "../../../shared/nets/trainer.ts";
import { wasmMachine } from "../../../shared/nets/wasm.ts";
import { fresh } from "../../wasm.ts";

const rows = 64;
const ones = new Float32Array(rows).fill(1);
const all = Uint32Array.from({ length: rows }, (_, n) => n);

/** With inputs of 1: the first side makes ½(a − 3 − b)² small by a, the second ½(b + a)² by b. */
const model: Model = {
  build(count) {
    const x = input("x", [count, 1]);
    const a = matmul(x, parameter("first.a", [1, 1], zeros));
    const b = matmul(x, parameter("second.b", [1, 1], zeros));
    const one = (y: typeof a) => reshape(y, [count], 1);
    const first = scale(square(one(subtract(subtract(a, scale(x, 3)), b))), 0.5);
    const second = scale(square(one(add(b, a))), 0.5);
    return {
      losses: first,
      outputs: {},
      sides: {
        first: { losses: first, measures: { a: one(a) }, learns: (name) => name.startsWith("first") },
        second: { losses: second, learns: (name) => name.startsWith("second") },
      },
    };
  },
};

const sgd = (rate: number) => ({ kind: "sgd", rate, momentum: 0 }) as const;

function trained(turns: TrainerOptions["turns"], scalar = false, average?: TrainerOptions["average"]) {
  return trainer(
    {
      machine: (layout) => (scalar ? scalarMachine(layout) : wasmMachine(fresh("tensors"), layout)),
      model,
      sources: { x: { values: ones, columns: 1 } },
      batch: rows,
      optimiser: turns?.optimisers.first ?? sgd(0.1),
      ...(turns && { turns }),
      ...(average && { average }),
      key: [1, 2],
    },
    () => all,
  );
}

function steps(net: ReturnType<typeof trained>, from: number, to: number) {
  const losses = new Float64Array(net.step.losses);
  const told = [];
  for (let n = from; n < to; n++) {
    void net.step.gradient(n, 0, net.step.shardsOf(n), losses);
    void net.step.update(n, 0, net.step.count);
    told.push(net.means(losses, rows, n));
  }
  return told;
}

const parts = (net: ReturnType<typeof trained>) => {
  const block = net.machine.block("parameters");
  const at = (name: string) => block[net.machine.layout.parts.find((part) => part.name === name)?.offset ?? -1];
  return [at("first.a"), at("second.b")];
};

describe("sides in turns", () => {
  test("rounds give each side its steps, in order; its optimiser counts its own", () => {
    const of = inRounds([
      ["critic", 2],
      ["generator", 1],
    ]);
    expect([0, 1, 2, 3, 4, 5].map((step) => `${of(step).side} ${of(step).t}`)).toEqual([
      "critic 1",
      "critic 2",
      "generator 1",
      "critic 3",
      "critic 4",
      "generator 2",
    ]);
    expect(
      inRounds([
        ["critic", 0],
        ["generator", 1],
      ])(7),
    ).toEqual({ side: "generator", t: 8 });
    expect(() => inRounds([["critic", 0]])).toThrow(RangeError);
  });

  test("each step moves the parameters of its side alone, by the slope of its loss", () => {
    const net = trained({
      optimisers: { first: sgd(0.5), second: sgd(0.25) },
      of: inRounds([
        ["first", 1],
        ["second", 2],
      ]),
    });
    let [a, b] = [0, 0];
    for (let n = 0; n < 12; n++) {
      if (n % 3 === 0) a -= 0.5 * (a - 3 - b);
      else b -= 0.25 * (b + a);
      steps(net, n, n + 1);
      const [ownA, ownB] = parts(net);
      expect(ownA).toBeCloseTo(a, 5);
      expect(ownB).toBeCloseTo(b, 5);
    }
  });

  test("tells of each step the loss and the measures of its side, and no others", () => {
    const net = trained({
      optimisers: { first: sgd(0.5), second: sgd(0.5) },
      of: inRounds([
        ["first", 1],
        ["second", 1],
      ]),
    });
    expect(net.measures).toEqual(["firstLoss", "a", "secondLoss"]);
    const [one, two] = steps(net, 0, 2);
    expect(one).toEqual({ loss: 4.5, firstLoss: 4.5, a: 0 });
    expect(two).toEqual({ loss: 1.125, secondLoss: 1.125 });
  });

  test("the moments of the other side stand still: Adam's steps of a side are as if it were alone", () => {
    const adam = { kind: "adam", rate: 0.1, betas: [0.5, 0.9] } as const;
    const together = trained({
      optimisers: { first: adam, second: adam },
      of: inRounds([
        ["first", 1],
        ["second", 0],
      ]),
    });
    steps(together, 0, 4);
    const between = trained({
      optimisers: { first: adam, second: sgd(0) },
      of: inRounds([
        ["first", 1],
        ["second", 1],
      ]),
    });
    steps(between, 0, 8);
    expect(parts(between)).toEqual(parts(together));
    // By hand: the slope is a − 3.
    let [a, m, v] = [0, 0, 0];
    for (let t = 1; t <= 4; t++) {
      const g = a - 3;
      m = 0.5 * m + 0.5 * g;
      v = 0.9 * v + 0.1 * g * g;
      a -= (0.1 * (m / (1 - 0.5 ** t))) / (Math.sqrt(v / (1 - 0.9 ** t)) + 1e-7);
    }
    expect(parts(together)[0]).toBeCloseTo(a, 5);
  });

  test("the same bits on both devices, at once and shard by shard", () => {
    const adam = { kind: "adam", rate: 0.1, betas: [0.5, 0.9] } as const;
    const turns = {
      optimisers: { first: adam, second: adam },
      of: inRounds([
        ["first", 1],
        ["second", 1],
      ]),
    };
    const nets = [trained(turns), trained(turns, true)];
    for (const net of nets) steps(net, 0, 6);
    expect(parts(nets[1])).toEqual(parts(nets[0]));
    // Of two threads each takes one of the two shards; what they add is what one of them finds.
    const [alone, halves] = [trained(turns), trained(turns)];
    const losses = new Float64Array(alone.step.losses);
    expect(alone.step.shardsOf(0)).toBe(2);
    void alone.step.gradient(1, 0, 2, losses);
    void halves.step.gradient(1, 1, 1, losses);
    const other = halves.step.gradients().slice();
    void halves.step.gradient(1, 0, 1, losses);
    halves.step.add(0, halves.step.count, other);
    expect(halves.step.gradients()).toEqual(alone.step.gradients());
  });

  test("of a side's parameters there is a moving average, looked at in their place and put back", () => {
    const turns = {
      optimisers: { first: sgd(0.1), second: sgd(0.1) },
      of: inRounds([
        ["first", 1],
        ["second", 2],
      ]),
    };
    const average = { keep: 0.4, of: (name: string) => name.startsWith("second") };
    const [plain, nets] = [trained(turns), [trained(turns, false, average), trained(turns, true, average)]];
    expect([plain.step.states, nets[0].step.states]).toEqual([1, 2]);
    let expected = 0;
    for (let n = 0; n < 9; n++) {
      for (const net of [plain, ...nets]) steps(net, n, n + 1);
      const { side, t } = turns.of(n);
      const [a, b] = parts(plain);
      if (side === "second") expected += (1 - Math.min(0.4, (1 + t) / (10 + t))) * (b - expected);
      for (const net of nets) {
        // Learning takes no notice of it.
        expect(parts(net)).toEqual([a, b]);
        const seen = net.averaged(() => parts(net));
        expect(seen[0]).toBe(a);
        expect(seen[1]).toBeCloseTo(expected, 6);
        expect(parts(net)).toEqual([a, b]);
      }
      expect(nets[1].averaged(() => parts(nets[1]))).toEqual(nets[0].averaged(() => parts(nets[0])));
    }
    expect(plain.averaged(() => parts(plain))).toEqual(parts(plain));
  });

  test("a side that the net does not have is refused", () => {
    const net = trained({ optimisers: {}, of: () => ({ side: "third", t: 1 }) });
    expect(() => steps(net, 0, 1)).toThrow("net without the side third");
  });
});

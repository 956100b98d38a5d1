/** The roofline on made-up machines; what stages cost, counted by hand; and that the loops do what they say. */
import { describe, expect, test } from "vitest";
import { peakLoops, READ, readLoops } from "../../../../shared/kernels/roofline/index.ts";
import { energyOf } from "../../../../shared/labs/inference/energy.ts";
import { integerWorksOf, partsOfNet, worksOf } from "../../../../shared/labs/inference/hardware/parts.ts";
import { timesOf } from "../../../../shared/labs/inference/hardware/relaxed.ts";
import {
  attainable,
  bandwidthFor,
  intensityOf,
  ridgeOf,
  verdictOf,
} from "../../../../shared/labs/inference/hardware/roofline.ts";
import { chainOf } from "../../../../shared/labs/inference/net.ts";
import { costsOf } from "../../../../shared/labs/nets/chain/shapes.ts";
import { instantiate } from "../../../../shared/wasm/instantiate.ts";
import { compiled, fresh } from "../../../wasm.ts";
import { randomSubject } from "./subject.ts";

/** 20 G multiply-adds and 40 GB a second. */
const machine = { peak: 20e9, bandwidth: 40e9 };

describe("the roof", () => {
  test("rises with the bandwidth to its ridge, and is flat from there on", () => {
    expect(ridgeOf(machine)).toBe(0.5);
    expect(attainable(0.25, machine)).toBe(10e9);
    expect(attainable(0.5, machine)).toBe(20e9);
    expect(attainable(8, machine)).toBe(20e9);
  });

  test("the bandwidth is that of the smallest measured size that holds the bytes", () => {
    const sizes = [100, 1000, 10_000];
    expect([1, 100, 101, 1000, 5000, 1e9].map((bytes) => bandwidthFor(bytes, sizes, [9, 5, 2]))).toEqual([
      9, 9, 5, 5, 2, 2,
    ]);
  });

  test.each([
    // A dense layer of 1,000 × 1,000 in 0.2 ms: 1/4 multiply-add per byte, half of 10 G a second.
    [{ multiplyAdds: 1e6, bytes: 4e6 }, 0.2, { intensity: 0.25, speed: 5e9, roof: 10e9, share: 0.5, bound: "memory" }],
    [{ multiplyAdds: 8e6, bytes: 1e6 }, 0.5, { intensity: 8, speed: 16e9, roof: 20e9, share: 0.8, bound: "compute" }],
    [
      { multiplyAdds: 1e3, bytes: 1e3 },
      0.01,
      { intensity: 1, speed: 1e8, roof: 20e9, share: 0.005, bound: "overhead" },
    ],
  ])("%o in %f ms", (work, milliseconds, expected) => {
    const found = verdictOf(work, milliseconds, machine);
    for (const [name, value] of Object.entries(expected)) {
      const own = found[name as keyof typeof found];
      if (typeof value === "number") expect(Number(own) / value).toBeCloseTo(1, 12);
      else expect(own).toBe(value);
    }
  });
});

describe("costs counted by hand", () => {
  const params = { channels: [8, 16], kernel: "3", pooling: "max", dense: [], activation: "relu" } as const;
  const { chain, graph } = randomSubject(params, [28, 28, 1], 10);

  test("of a small convolutional net, in floats", () => {
    // 28 · 28 · 9 · 1 · 8, halved; 14 · 14 · 9 · 8 · 16, halved; 7 · 7 · 16 · 10; softmax.
    expect(worksOf(chain, 1)).toEqual([
      { multiplyAdds: 56_448, bytes: 4 * (80 + 784 + 6272) },
      { multiplyAdds: 0, bytes: 4 * (6272 + 1568) },
      { multiplyAdds: 225_792, bytes: 4 * (1168 + 1568 + 3136) },
      { multiplyAdds: 0, bytes: 4 * (3136 + 784) },
      { multiplyAdds: 7840, bytes: 4 * (7850 + 784 + 10) },
      { multiplyAdds: 0, bytes: 4 * 20 },
    ]);
  });

  test("with sixteen samples weights are moved once", () => {
    const [{ multiplyAdds, bytes }] = worksOf(chain, 16);
    expect(multiplyAdds).toBe(16 * 56_448);
    expect(bytes).toBe(4 * (80 + 16 * (784 + 6272)));
  });

  test("in integers: a byte per weight and value; biases and rescaling twelve bytes for each output", () => {
    const works = integerWorksOf(partsOfNet(chain, graph), 1);
    expect(works[0]).toEqual({ multiplyAdds: 56_448, bytes: 72 + 12 * 8 + 784 + 6272 });
    expect(works[4]).toEqual({ multiplyAdds: 7840, bytes: 7840 + 12 * 10 + 784 + 10 });
    expect(works[1]?.multiplyAdds).toBe(0);
  });

  test("a separable block does k² + filters products per number where a full one does k² · filters", () => {
    const separable = chainOf({ ...params, blocks: "separable" }, [28, 28, 1], 10);
    const macs = Object.fromEntries(separable.layers.map(({ name }, l) => [name, costsOf(separable)[l].macs]));
    expect(macs).toMatchObject({ layer0: 56_448, layer1: 14 * 14 * 8 * 9, layer2: 14 * 14 * 8 * 16, layer3: 7840 });
  });

  test("what a dense layer does per byte tends to a quarter of a multiply-add", () => {
    const wide = chainOf({ ...params, channels: [], dense: [640] }, [28, 28, 1], 10);
    expect(intensityOf(worksOf(wide, 1)[0])).toBeCloseTo(0.25, 2);
    expect(intensityOf(worksOf(wide, 16)[0])).toBeGreaterThan(3.8);
  });

  test("energy: picojoules by hand", () => {
    const spent = { multiplyAdds: 1000, weightBytes: 100, valueBytes: 10 };
    expect(energyOf(spent, "float32").arithmetic).toBeCloseTo(4600, 9);
    expect(energyOf(spent, "int8").arithmetic).toBeCloseTo(300, 9);
    expect(energyOf(spent, "int8").memory).toBeCloseTo(100 * 162.5 + 20 * 2.5, 9);
  });
});

/** As the module fills its tile. */
const float = (i: number) => Math.fround((i & 3) - 1.5);
const code = (i: number) => (i & 1 ? 0 : i & 127);

describe("the loops", () => {
  test("multiply and add as many times as they say", () => {
    const module = fresh("roofline");
    const { float32, int8 } = peakLoops(module);
    expect([float32.amount, int8.amount]).toEqual([32 * 1024, 64 * 1024]);
    const steps = 24;
    const [sums, whole] = [new Float32Array(4), new Int32Array(4)];
    const lanes = Array.from({ length: 8 }, () => new Float32Array(4));
    for (let n = 0; n < steps; n++)
      for (let s = 0; s < 8; s++)
        for (let lane = 0; lane < 4; lane++) {
          const base = (n & 8) * 4;
          lanes[s][lane] = Math.fround(lanes[s][lane] + Math.fround(float(base + lane) * float(base + 4 * s + lane)));
          for (let pair = 0; pair < 2; pair++) {
            const at = (n & 8) * 16 + 2 * (2 * lane + pair);
            const word = (from: number) => code(from) | (code(from + 1) << 8);
            whole[lane] += word(at) * word(at + 16 * s);
          }
        }
    for (const own of lanes) for (let lane = 0; lane < 4; lane++) sums[lane] += own[lane];
    expect(module.floats(steps)).toBe(sums.reduce((sum, one) => sum + one));
    expect(module.integers(steps)).toBe(whole.reduce((sum, one) => (sum + one) | 0, 0));
  });

  test("read every byte that they say, and none beyond", () => {
    const module = fresh("roofline");
    const loops = readLoops(module);
    expect(loops.map(({ amount }) => amount)).toEqual([...READ]);
    const at = module.alloc(4096);
    const bytes = new Int32Array(module.memory.buffer, at, 1024);
    const reference = () => bytes.subarray(0, 512).reduce((bits, one) => bits ^ one, 0);
    for (let place = 0; place < 1024; place += 37) {
      bytes.fill(0);
      bytes[place] = 0x1234567;
      expect(module.read(at, 2048, 1)).toBe(reference());
    }
  });
});

describe("relaxed SIMD", () => {
  const relaxed = () => instantiate("roofline", compiled("roofline-relaxed"));

  test("does twice as many products in a step, of all codes of 7 bits", () => {
    const module = relaxed();
    expect(peakLoops(module).int8.amount).toBe(128 * 1024);
    let whole = 0;
    const steps = 24;
    for (let n = 0; n < steps; n++)
      for (let s = 0; s < 8; s++)
        for (let i = 0; i < 16; i++) {
          const at = (n & 8) * 16 + i;
          whole += (at & 127) * ((at + 16 * s) & 127);
        }
    expect(module.integers(steps)).toBe(whole | 0);
  });

  test("has a roof, and a time of each stage that is one in integers", () => {
    const { chain, graph } = randomSubject(
      { channels: [2], kernel: "3", pooling: "max", dense: [], activation: "relu" },
      [8, 8, 1],
      3,
    );
    const modules = { roofline: relaxed, quant: () => instantiate("quant", compiled("quant-relaxed")) };
    const { peak, times } = timesOf(chain, graph, modules, () => performance.now());
    expect(peak).toBeGreaterThan(0);
    const stages = partsOfNet(chain, graph).flatMap((part, s) => (part.graph ? [s] : []));
    expect(stages.length).toBeGreaterThan(1);
    const names = stages.flatMap((s) => [`ms.int8.1.${s}`, `ms.int8.16.${s}`]);
    expect(Object.keys(times).sort()).toEqual(names.sort());
    for (const time of Object.values(times)) expect(time).toBeGreaterThan(0);
  });
});

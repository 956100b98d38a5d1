import { spawnSync } from "node:child_process";
import { fresh } from "../wasm.ts";
import { type Bench, type Row, rate } from "./bench.ts";

/** Draws a call: they stay in the second cache. */
const COUNT = 1 << 14;

/** Millions of draws a second of one filler of math.wasm, on one thread. */
function ours(name: "fillWords" | "fillUniform32" | "fillUniform" | "fillNormal32" | "fillNormal"): Promise<number[]> {
  const { alloc, [name]: fill } = fresh("math");
  const out = alloc(8 * COUNT);
  let start = 0;
  return rate(COUNT / 1e6, () => {
    fill(out, COUNT, 1, 2, start);
    start += COUNT;
  });
}

function mathRandom(out: Float64Array): Promise<number[]> {
  return rate(out.length / 1e6, () => {
    for (let i = 0; i < out.length; i++) out[i] = Math.random();
  });
}

function boxMuller(out: Float64Array): Promise<number[]> {
  return rate(out.length / 1e6, () => {
    for (let i = 0; i < out.length; i += 2) {
      const r = Math.sqrt(-2 * Math.log(1 - Math.random()));
      const angle = 2 * Math.PI * Math.random();
      out[i] = r * Math.cos(angle);
      out[i + 1] = r * Math.sin(angle);
    }
  });
}

/** Millions a second of an expression of numpy's Philox generator g, or nothing where there is no numpy. */
function numpy(draw: string): number[] {
  const program = `
import json, time, numpy as np
g = np.random.Generator(np.random.Philox(1))
def rate():
    start, n = time.perf_counter(), 0
    while time.perf_counter() - start < 0.3:
        ${draw}
        n += ${COUNT}
    return n / (time.perf_counter() - start) / 1e6
rate()
print(json.dumps([rate() for _ in range(5)]))`;
  const { status, stdout } = spawnSync("python3", ["-c", program], { encoding: "utf8" });
  return status === 0 ? JSON.parse(stdout) : [];
}

interface Race {
  readonly work: string;
  ours(): Promise<number[]>;
  readonly browserName: string;
  browser(): Promise<number[]>;
  readonly numpy: string;
  readonly goals?: Record<string, number>;
}

/** Peers in JavaScript write float64, which is what suits them. */
const double = new Float64Array(COUNT);
/** As ratios: 400 M uniforms/s where Math.random makes 151 and numpy 317; 200 M normals/s where numpy makes 112. */
const UNIFORM = { "Math.random": 2.6, "numpy Philox": 1.25 };
const NORMAL = { "numpy Philox": 1.75 };

const RACES: readonly Race[] = [
  {
    work: "uniform uint32",
    ours: () => ours("fillWords"),
    browserName: "Math.random",
    browser: () => mathRandom(double),
    numpy: `g.integers(0, 2**32, ${COUNT}, dtype=np.uint32)`,
    goals: UNIFORM,
  },
  {
    work: "uniform float32",
    ours: () => ours("fillUniform32"),
    browserName: "Math.random",
    browser: () => mathRandom(double),
    numpy: `g.random(${COUNT}, dtype=np.float32)`,
    goals: UNIFORM,
  },
  {
    work: "uniform float64",
    ours: () => ours("fillUniform"),
    browserName: "Math.random",
    browser: () => mathRandom(double),
    numpy: `g.random(${COUNT})`,
  },
  {
    work: "normal float32",
    ours: () => ours("fillNormal32"),
    browserName: "Box–Muller on Math.random",
    browser: () => boxMuller(double),
    numpy: `g.standard_normal(${COUNT}, dtype=np.float32)`,
    goals: NORMAL,
  },
  {
    work: "normal float64",
    ours: () => ours("fillNormal"),
    browserName: "Box–Muller on Math.random",
    browser: () => boxMuller(double),
    numpy: `g.standard_normal(${COUNT})`,
  },
];

async function row(race: Race): Promise<Row> {
  const mine = await race.ours();
  const browser = await race.browser();
  const python = numpy(race.numpy);
  return {
    work: race.work,
    unit: "M/s",
    ours: mine,
    peers: { [race.browserName]: browser, ...(python.length > 0 ? { "numpy Philox": python } : {}) },
    ...(race.goals ? { goals: race.goals } : {}),
    notes: python.length > 0 ? [] : ["numpy is not on this machine"],
  };
}

export const random: Bench = {
  name: "random",
  async run() {
    const rows: Row[] = [];
    for (const race of RACES) rows.push(await row(race));
    return rows;
  },
};

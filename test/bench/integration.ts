import { spawnSync } from "node:child_process";
import { integrandOf } from "../../shared/densities/index.ts";
import { BLOCK, GAUSSIAN } from "../../shared/kernels/integration/integrands.ts";
import type { Design, IntegrationMachine } from "../../shared/kernels/integration/machine.ts";
import { wasmMachine } from "../../shared/kernels/integration/wasm.ts";
import { fresh } from "../wasm.ts";
import type { Bench, Row } from "./bench.ts";

const BITS = 16;
const DIMENSIONS = 20;
const TIMES = 5;

const parameters = new Float64Array(2 * DIMENSIONS + 1).fill(0.5, 0, DIMENSIONS).fill(0.4, DIMENSIONS);
const builtIn = wasmMachine(fresh("integration"), { code: GAUSSIAN, dimension: DIMENSIONS, parameters });

/** The same function, as a user would write it. */
const variables = { name: "X", length: DIMENSIONS };
const program = integrandOf("exp(-sum((0.5 * (X - 0.4))^2))", [variables]);
const stated = wasmMachine(fresh("integration"), { program, dimension: DIMENSIONS, normal: false });

/** Millions a second. */
const rateOf = (count: number, work: () => void): number => {
  const start = performance.now();
  work();
  return count / (performance.now() - start) / 1000;
};

function draw(design: Design, seed: number): number {
  return rateOf(2 ** BITS * DIMENSIONS, () => {
    builtIn.open(design, BITS, [seed, 0]);
    for (let from = 0; from < 2 ** BITS; from += BLOCK) builtIn.draw(from, BLOCK);
  });
}

const evaluate = (machine: IntegrationMachine) =>
  rateOf(2 ** BITS, () => {
    for (let from = 0; from < 2 ** BITS; from += BLOCK) machine.evaluate(BLOCK);
  });

/** What SciPy and numpy do of the same, once; a sentence where they are not there. */
function peers(seed: number): readonly number[] | string {
  const script = new URL("./integration.py", import.meta.url).pathname;
  const env = { ...process.env, OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1" };
  const given = [BITS, DIMENSIONS, seed].map(String);
  for (const python of ["/usr/bin/python3", "python3"]) {
    const { status, stdout } = spawnSync(python, [script, ...given], { encoding: "utf8", env });
    if (status === 0) return JSON.parse(stdout);
  }
  return "SciPy is not on this machine";
}

export const bench: Bench = {
  name: "integration",
  async run(): Promise<readonly Row[]> {
    const ours: number[][] = [[], [], []];
    const theirs: number[][] = [[], [], []];
    let note: string | undefined;
    const texts: number[] = [];
    draw("sobol", 0);
    stated.open("sobol", BITS, [0, 0]);
    stated.draw(0, BLOCK);
    evaluate(stated);
    // In turns, so that what else the machine does falls on both.
    for (let seed = 1; seed <= TIMES; seed++) {
      for (const [row, found] of [draw("sobol", seed), evaluate(builtIn), draw("independent", seed)].entries())
        ours[row].push(found);
      texts.push(evaluate(stated));
      const peer = peers(seed);
      if (typeof peer === "string") note = peer;
      else for (const [row, found] of peer.entries()) theirs[row].push(found);
    }
    const works = [
      ["scrambled Sobol points, 2^16 × 20", "million coordinates/s", "SciPy (linear matrix scrambling)"],
      ["a Gaussian in 20 dimensions at them", "million values/s", "numpy"],
      ["independent uniform points, 2^16 × 20", "million coordinates/s", "numpy (PCG64)"],
    ] as const;
    const measured = works.map(([work, unit, peer], row) => ({
      work,
      unit,
      ours: ours[row],
      peers: theirs[row].length > 0 ? { [peer]: theirs[row] } : {},
      ...(note && { notes: [note] }),
    }));
    const text: Row = {
      work: "the same Gaussian, stated by a text",
      unit: "million values/s",
      ours: texts,
      peers: { "built in": ours[1] },
    };
    return [...measured, text];
  },
};

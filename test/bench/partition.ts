import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { logBase } from "../../shared/kernels/rbm/ais.ts";
import { type Bench, median, type Row } from "./bench.ts";
import { type Annealed, annealer, CHAINS, ROUNDS, TEMPERATURES, trained, WARM_UP } from "./partition-run.ts";
import { type PythonPeer, startPython } from "./python.ts";
import { compared } from "./race.ts";

const [VISIBLE, HIDDEN] = trained.weights.shape;
const STEPS = CHAINS * TEMPERATURES;
/** The plain form in numpy is slower, and at all temperatures alike: a tenth of them tell how fast it is. */
const SHARE = 0.1;
/** Two estimates of log Z may be this many standard errors apart. */
const APART = 4;

interface Estimate {
  readonly logZ: number;
  /** Standard error by the delta method, nats. */
  readonly error: number;
}

function estimateOf(logs: readonly number[]): Estimate {
  const top = logs.reduce((a, b) => Math.max(a, b));
  const weights = logs.map((log) => Math.exp(log - top));
  const mean = weights.reduce((sum, w) => sum + w, 0) / weights.length;
  const variance = weights.reduce((sum, w) => sum + (w - mean) ** 2, 0) / (weights.length - 1);
  const base = logBase(trained.baseBias.values as Float32Array, HIDDEN);
  return { logZ: base + top + Math.log(mean), error: Math.sqrt(variance / weights.length) / mean };
}

/** Throws an error unless both found the same log Z, and about as precisely. */
function checkAgree(ours: Estimate, theirs: Estimate): void {
  const within = APART * Math.hypot(ours.error, theirs.error);
  if (!(Math.abs(ours.logZ - theirs.logZ) <= within))
    throw new Error(`log Z differs: ours ${ours.logZ}, theirs ${theirs.logZ} (must be within ${within})`);
}

const rates = () => ({ wall: [] as number[], cpu: [] as number[] });
const told = ({ logZ, error }: Estimate) => `${logZ.toFixed(3)} ± ${error.toFixed(3)}`;

/** Seconds until two processes, which know nothing of each other, have each annealed all chains on one thread. */
async function together(processes: readonly ChildProcess[]): Promise<number> {
  const start = performance.now();
  await Promise.all(
    processes.map(async (process) => {
      const answer = once(process, "message");
      process.send("go");
      await answer;
    }),
  );
  return (performance.now() - start) / 1000;
}

async function startProcesses(): Promise<readonly ChildProcess[]> {
  const processes = [0, 1].map(() => fork(new URL("./partition-run.ts", import.meta.url)));
  await Promise.all(processes.map((process) => once(process, "message")));
  return processes;
}

interface Measured {
  readonly one: ReturnType<typeof rates>;
  readonly two: ReturnType<typeof rates>;
  readonly apart: number[];
  /** On one thread, and with the threads that its linear algebra takes by itself. */
  readonly inPlace: Readonly<Record<"alone" | "free", ReturnType<typeof rates>>>;
  readonly plain: Readonly<Record<"alone" | "free", ReturnType<typeof rates>>>;
  readonly found: readonly string[];
}

/** Everything in turn in each round, so that the machine's moods strike all alike. */
async function measure(alone: PythonPeer | undefined, free: PythonPeer | undefined): Promise<Measured> {
  const [one, two] = [annealer(1), annealer(2)];
  for (const own of [one, two]) await own.run(WARM_UP);
  const processes = await startProcesses();
  const all = { one: rates(), two: rates(), apart: [] as number[] };
  const inPlace = { alone: rates(), free: rates() };
  const plain = { alone: rates(), free: rates() };
  const found: string[] = [];
  const keep = (into: ReturnType<typeof rates>, { wall, cpu }: Annealed, share = 1) => {
    into.wall.push((share * STEPS) / wall);
    into.cpu.push((share * STEPS) / cpu);
  };
  const ask = (peer: PythonPeer, form: "in place" | "plain", share: number) =>
    peer.ask<Annealed>({ form, chains: CHAINS, temperatures: Math.ceil(share * TEMPERATURES), of: TEMPERATURES });
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const own = await one.run();
      keep(all.one, own);
      const both = await two.run();
      keep(all.two, both);
      all.apart.push((2 * STEPS) / (await together(processes)));
      const ours = estimateOf(both.logs);
      for (const [name, peer] of [
        ["alone", alone],
        ["free", free],
      ] as const) {
        if (peer === undefined) continue;
        const theirs = await ask(peer, "in place", 1);
        keep(inPlace[name], theirs);
        checkAgree(ours, estimateOf(theirs.logs));
        if (round === 0 && name === "alone")
          found.push(`log Z: ours ${told(ours)}, numpy ${told(estimateOf(theirs.logs))}`);
        keep(plain[name], await ask(peer, "plain", SHARE), SHARE);
      }
    }
  } finally {
    one.close();
    two.close();
    for (const process of processes) process.disconnect();
  }
  return { ...all, inPlace, plain, found };
}

function rowsOf({ one, two, apart, inPlace, plain, found }: Measured, missing: readonly string[]): readonly Row[] {
  const machine = `AIS of ${CHAINS.toLocaleString("en")} chains × ${TEMPERATURES.toLocaleString("en")} temperatures, RBM ${VISIBLE}–${HIDDEN}`;
  const present = (peers: Readonly<Record<string, readonly number[]>>) =>
    Object.fromEntries(Object.entries(peers).filter(([, values]) => values.length > 0));
  const gain = median(apart.map((rate, round) => rate / one.wall[round]));
  const speedUp = median(two.wall.map((rate, round) => rate / one.wall[round]));
  const dearer = median(two.cpu.map((rate, round) => one.cpu[round] / rate));
  return [
    {
      work: `${machine}, one thread of the pool`,
      unit: "steps of a chain per second of the processor",
      ours: one.cpu,
      peers: present({ "numpy in place": inPlace.alone.cpu, "numpy as one writes it": plain.alone.cpu }),
      notes: [...missing, ...found],
    },
    {
      work: `${machine}, two threads of the pool`,
      unit: "steps of a chain per second of the clock",
      ours: two.wall,
      peers: present({
        "one thread": one.wall,
        "numpy in place, as it comes": inPlace.free.wall,
        "numpy as one writes it, as it comes": plain.free.wall,
      }),
      goals: { "one thread": 1.8, "numpy in place, as it comes": 5, "numpy as one writes it, as it comes": 5 },
      notes: [
        `against one thread: ${compared(two.wall, one.wall)}`,
        `two independent processes gain ${gain.toFixed(2)} ×: two threads have ${((100 * speedUp) / gain).toFixed(0)} % of that`,
        `a step on two threads takes ${dearer.toFixed(2)} × the processor's time of one on one thread`,
      ],
    },
  ];
}

function parametersOf(): Float32Array {
  const { weights, visibleBias, hiddenBias, baseBias } = trained;
  return Float32Array.from(
    [weights, visibleBias, hiddenBias, baseBias].flatMap(({ values }) => [...values].map(Number)),
  );
}

/** A shorter one: AIS_CHAINS=200 AIS_TEMPERATURES=1000 AIS_ROUNDS=5 npm run bench -- partition */
export const bench: Bench = {
  name: "partition",
  async run() {
    const folder = mkdtempSync(join(tmpdir(), "partition-"));
    const file = join(folder, "parameters");
    writeFileSync(file, parametersOf());
    const peers = await Promise.all(
      ([1, "as it comes"] as const).map((threads) => startPython("./partition.py", [file, VISIBLE, HIDDEN], threads)),
    );
    const missing = peers.filter((peer) => typeof peer === "string").slice(0, 1);
    const [alone, free] = peers.map((peer) => (typeof peer === "string" ? undefined : peer));
    try {
      return rowsOf(
        await measure(alone, free),
        missing.map((reason) => `skipped: numpy is not on this machine (${reason})`),
      );
    } finally {
      alone?.close();
      free?.close();
      rmSync(folder, { recursive: true });
    }
  },
};

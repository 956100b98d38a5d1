/** Spin updates of Ising and Potts lattices beside plain JavaScript, which uses what makes it fast: a lookup table, a checkerboard, no modulo. */
import { runExperiment } from "../../client/run/driver.ts";
import { createNodePool } from "../../client/terminal/pool.ts";
import { kaufman } from "../../shared/kernels/ising/exact.ts";
import type { SpinMachine, Update } from "../../shared/kernels/ising/machine.ts";
import { openMachine } from "../../shared/kernels/ising/open.ts";
import { markovField } from "../../shared/labs/graphs/markov-field/lab.ts";
import { presetExperiment, setPath } from "../../shared/labs/parse.ts";
import { foldIn, keyOfSeed } from "../../shared/random/index.ts";
import { fresh } from "../wasm.ts";
import type { Bench, Row } from "./bench.ts";
import { checkEqual, comparisons, race } from "./race.ts";

const SIDE = 512;
const CRITICAL = 2.269;
/** Updates before clusters are timed. */
const SETTLING = 100;
const unit = "spin updates/s";
const key = keyOfSeed(1);

/** A lattice in plain JavaScript: states ±1, one update a call; `random` draws integers of 32 bits. */
function plainLattice(side: number, temperature: number, random: () => number) {
  const spins = new Int8Array(side * side).map(() => (random() < 2 ** 31 ? 1 : -1));
  const up = Float64Array.from({ length: 9 }, (_, i) => 2 ** 32 / (1 + Math.exp((-2 * (i - 4)) / temperature)));
  return {
    sweep() {
      for (let colour = 0; colour < 2; colour++) {
        for (let row = 0; row < side; row++) {
          const start = row * side;
          const above = row === 0 ? side * (side - 1) : start - side;
          const below = row === side - 1 ? 0 : start + side;
          for (let column = (row + colour) & 1; column < side; column += 2) {
            const left = column === 0 ? side - 1 : column - 1;
            const right = column === side - 1 ? 0 : column + 1;
            const sum = spins[start + left] + spins[start + right] + spins[above + column] + spins[below + column];
            spins[start + column] = random() < up[sum + 4] ? 1 : -1;
          }
        }
      }
    },
    energy() {
      let sum = 0;
      for (let row = 0; row < side; row++)
        for (let column = 0; column < side; column++)
          sum -=
            spins[row * side + column] *
            (spins[row * side + ((column + 1) % side)] + spins[((row + 1) % side) * side + column]);
      return sum / (side * side);
    },
  };
}

const fromEngine = () => Math.random() * 2 ** 32;

/** Marsaglia's xorshift of 32 bits: the cheapest generator that passes for one. */
function xorshift(): () => number {
  let state = 2463534242;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

function machineOf(device: string, side: number, states: number, update: Update, coupling: number) {
  const machine = openMachine(side, states, update, { device, wasm: fresh });
  machine.setWeights({ coupling, field: 0 });
  machine.setSpins(Uint8Array.from({ length: side * side }, (_, i) => (i * 40503) % states));
  let n = 0;
  return { machine, sweep: () => machine.sweep(update, foldIn(key, n++)) };
}

const energyOf = (machine: SpinMachine) => 2 - (2 * machine.counts().aligned) / machine.side ** 2;

/** All sample the same model: at T = 3, where chains forget within a few sweeps, the mean energy of 100 is Kaufman's. */
function checkEnergies(): void {
  const exact = kaufman(SIDE, 3).energy;
  const meanOf = (sweep: () => void, energy: () => number) => {
    for (let n = 0; n < 50; n++) sweep();
    let sum = 0;
    for (let n = 0; n < 100; n++) {
      sweep();
      sum += energy();
    }
    return sum / 100;
  };
  const ours = machineOf("wasm", SIDE, 2, "gibbs", 2 / 3);
  const peers = [fromEngine, xorshift()].map((random) => plainLattice(SIDE, 3, random));
  const found = [
    meanOf(ours.sweep, () => energyOf(ours.machine)),
    ...peers.map((peer) => meanOf(peer.sweep, peer.energy)),
  ];
  // One standard error is 0.001.
  checkEqual("energy at T = 3", found, new Float64Array(3).fill(exact), 0.006);
}

async function singleSites(): Promise<Row> {
  const ours = machineOf("wasm", SIDE, 2, "gibbs", 2 / CRITICAL);
  const twin = machineOf("scalar", SIDE, 2, "gibbs", 2 / CRITICAL);
  const engine = plainLattice(SIDE, CRITICAL, fromEngine);
  const shifted = plainLattice(SIDE, CRITICAL, xorshift());
  const rates = await race(
    {
      ours: () => void ours.sweep(),
      "plain JavaScript, Math.random": engine.sweep,
      "plain JavaScript, xorshift": shifted.sweep,
      "packed, in TypeScript": () => void twin.sweep(),
    },
    SIDE * SIDE,
  );
  const { ours: own, ...peers } = rates;
  const best = Math.max(...own);
  return {
    work: `Ising ${SIDE}², checkerboard Gibbs, one thread`,
    unit,
    ours: own,
    peers,
    goals: { "plain JavaScript, Math.random": 4, "plain JavaScript, xorshift": 4 },
    notes: [`goal of 3e8 a thread ${best >= 3e8 ? "reached" : "MISSED"}`, ...comparisons(own, peers)],
  };
}

/** The kernel beside its twin in TypeScript, where nobody else is here to compare with. */
async function besideTwin(work: string, side: number, states: number, update: Update, coupling: number): Promise<Row> {
  const ours = machineOf("wasm", side, states, update, coupling);
  const twin = machineOf("scalar", side, states, update, coupling);
  // From an ordered lattice on, so that clusters are as large as they are in equilibrium.
  ours.machine.setSpins(new Uint8Array(side * side).fill(1));
  for (let n = 0; n < SETTLING; n++) ours.sweep();
  twin.machine.setSpins(ours.machine.spins());
  let [done, times] = [0, 0];
  const rates = await race(
    {
      ours: () => {
        done += ours.sweep();
        times++;
      },
      "the same in TypeScript": () => void twin.sweep(),
    },
    1,
  );
  const perSweep = done / times;
  const scaled = (values: readonly number[]) => values.map((value) => value * perSweep);
  return {
    work,
    unit,
    ours: scaled(rates.ours),
    peers: { "the same in TypeScript": scaled(rates["the same in TypeScript"]) },
    ...(update === "wolff" && { notes: [`a cluster has ${Math.round(perSweep)} sites on average`] }),
  };
}

/** Two lattices on the pool, with one thread and with two, in turn. */
async function threads(): Promise<Row> {
  let experiment = presetExperiment(markovField, "critical");
  for (const [name, value] of Object.entries({ temperatures: 2, lastTemperature: 2.3, sweeps: 800 }))
    experiment = setPath(markovField, experiment, `params.${name}`, value);
  const pools = { one: createNodePool({ threads: 1 }), two: createNodePool({ threads: 2 }) };
  const rates = { one: [] as number[], two: [] as number[] };
  try {
    for (let round = -1; round < 5; round++)
      for (const name of ["one", "two"] as const) {
        const run = await runExperiment({
          lab: markovField,
          experiment,
          data: null,
          pool: pools[name],
          device: "wasm",
        });
        if (round >= 0) rates[name].push((2 * 1000 * SIDE * SIDE) / run.seconds);
      }
  } finally {
    for (const pool of Object.values(pools)) pool.close();
  }
  return {
    work: `two lattices of ${SIDE}², measured after each sweep, on two threads of the pool`,
    unit,
    ours: rates.two,
    peers: { "one thread": rates.one },
  };
}

export const bench: Bench = {
  name: "fields",
  async run() {
    checkEnergies();
    return [
      await singleSites(),
      await threads(),
      await besideTwin(`Ising ${SIDE}², Swendsen and Wang at T_c`, SIDE, 2, "swendsen-wang", 2 / CRITICAL),
      await besideTwin(`Ising ${SIDE}², Wolff at T_c`, SIDE, 2, "wolff", 2 / CRITICAL),
      await besideTwin("Potts 256², ten states, Gibbs", 256, 10, "gibbs", 1.426),
    ];
  },
};

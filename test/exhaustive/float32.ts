/**
 * Every float32, through each of our float32 functions: how far it is from the exact value, how often it is the float32 nearest to it, and whether the twin
 * in TypeScript has the same bits as a lane of WebAssembly. Takes a quarter of an hour of a core, and with --twins several more, and goes on where it was stopped:
 *
 *     npm run exhaustive -- [function …] [--twins] [--threads N] [--table]
 *
 * Shards that are done lie in out/exhaustive.json; with --table the table of shared/math/ACCURACY.md is written from those functions that are whole.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { main } from "assemblyscript/asc";
import * as single from "../../shared/math/elementary32.ts";
import { sourceOf } from "../../shared/wasm/sources.mjs";

/** In the order of `assembly/float32.ts`; the size of their inputs, where it is limited. */
const FUNCTIONS = [
  ["exp", Number.POSITIVE_INFINITY],
  ["expm1", Number.POSITIVE_INFINITY],
  ["expMinusAbs", 87],
  ["log", Number.POSITIVE_INFINITY],
  ["tanh", Number.POSITIVE_INFINITY],
  ["sigmoid", Number.POSITIVE_INFINITY],
  ["softplus", Number.POSITIVE_INFINITY],
  ["erf", Number.POSITIVE_INFINITY],
  ["sin", 8192],
  ["cos", 8192],
  ["sinTurns", 2 ** 20],
  ["cosTurns", 2 ** 20],
] as const;
type Name = (typeof FUNCTIONS)[number][0];

/** The functions in TypeScript by name. */
const twins = { ...single } as unknown as Readonly<Record<string, (x: number) => number>>;

const SHARDS = 256;
const SHARD = 2 ** 32 / SHARDS;
const stateFile = new URL("../../out/exhaustive.json", import.meta.url);
const tableFile = new URL("../../shared/math/ACCURACY.md", import.meta.url);

interface Shard {
  readonly inputs: number;
  readonly right: number;
  readonly undecided: number;
  readonly worst: number;
  readonly worstAt: number;
  readonly small: number;
  readonly smallRight: number;
  readonly smallWorst: number;
  readonly special: number;
  readonly specialWrong: number;
  readonly specialAt: number;
}
/** By function: its shards by number, and of the twins how many inputs differ. `source`, `twinSource`: the code of which they say it. */
interface State {
  readonly source: string;
  readonly twinSource: string;
  readonly shards: Partial<Record<Name, Record<number, Shard>>>;
  readonly twins: Partial<Record<Name, Record<number, number>>>;
}
type Order = { readonly id: number; readonly shard: number; readonly twins: boolean };

const wanted = process.argv.slice(2);
if (isMainThread) await coordinate();
else await work();

async function coordinate(): Promise<void> {
  const binary = await compiled();
  const source = await hashOf(binary);
  const twinTexts = ["elementary32", "lanes", "constants32"].map((name) =>
    readFileSync(new URL(`../../shared/math/${name}.ts`, import.meta.url), "utf8"),
  );
  const twinSource = await hashOf(new TextEncoder().encode(source + twinTexts.join("")));
  const before = existsSync(stateFile) ? (JSON.parse(readFileSync(stateFile, "utf8")) as State) : undefined;
  // Of other code nothing counts.
  const state: State = {
    source,
    twinSource,
    shards: before?.source === source ? before.shards : {},
    twins: before?.twinSource === twinSource ? before.twins : {},
  };
  if (wanted.includes("--table")) return writeTable(state);
  const isTwins = wanted.includes("--twins");
  const threads = Number(wanted[wanted.indexOf("--threads") + 1] || 1) || 1;
  const named = FUNCTIONS.filter(([name]) => wanted.includes(name));
  const chosen = named.length > 0 ? named : FUNCTIONS;
  const done = isTwins ? state.twins : state.shards;
  const orders = chosen.flatMap(([name]) => {
    const id = FUNCTIONS.findIndex(([other]) => other === name);
    return Array.from({ length: SHARDS }, (_, shard) => ({ id, shard, twins: isTwins })).filter(
      ({ shard }) => done[name]?.[shard] === undefined,
    );
  });
  process.stderr.write(`${orders.length} shards of 2^24 inputs\n`);
  const one = async () => {
    const worker = new Worker(new URL(import.meta.url), { workerData: null });
    worker.postMessage(binary);
    for (let order = orders.shift(); order; order = orders.shift()) {
      const found = await answerOf(worker, order);
      const [name] = FUNCTIONS[order.id];
      const own: Record<number, unknown> = done[name] ?? {};
      own[order.shard] = found;
      Object.assign(done, { [name]: own });
      save(state);
      if (Object.keys(own).length === SHARDS) process.stderr.write(`${name} is whole\n`);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: threads }, one));
}

/** Not all listeners are removed: some are the worker's own, and without them it gives nothing on. */
function answerOf(worker: Worker, order: Order): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (value) => {
      worker.off("error", reject);
      resolve(value);
    });
    worker.postMessage(order);
  });
}

function save(state: State): void {
  mkdirSync(new URL(".", stateFile), { recursive: true });
  const beside = new URL("exhaustive.json.new", stateFile);
  writeFileSync(beside, JSON.stringify(state));
  renameSync(beside, stateFile);
}

async function work(): Promise<void> {
  let instance: Record<string, (...values: number[]) => number> & { readonly memory: WebAssembly.Memory };
  parentPort?.on("message", (message: Uint8Array<ArrayBuffer> | Order) => {
    if (message instanceof Uint8Array) {
      const module = new WebAssembly.Module(message);
      instance = new WebAssembly.Instance(module, { env: { abort() {} } }).exports as never;
      return;
    }
    parentPort?.postMessage(message.twins ? differing(instance, message) : measured(instance, message));
  });
}

type Instance = Record<string, (...values: number[]) => number> & { readonly memory: WebAssembly.Memory };

function measured(instance: Instance, { id, shard }: Order): Shard {
  instance.shard(id, shard * SHARD, SHARD, FUNCTIONS[id][1]);
  const at = instance.found();
  const [inputs, right, undecided, worst, worstAt, small, smallRight, smallWorst, special, specialWrong, specialAt] =
    new Float64Array(instance.memory.buffer, at, 11);
  return { inputs, right, undecided, worst, worstAt, small, smallRight, smallWorst, special, specialWrong, specialAt };
}

/** How many inputs give other bits in TypeScript; NaN is NaN. */
function differing(instance: Instance, { id, shard }: Order): number {
  const [name, limit] = FUNCTIONS[id];
  const own = twins[`${name}f`];
  const piece = 2 ** 16;
  const place = 65_536;
  const word = new Uint32Array(1);
  const input = new Float32Array(word.buffer);
  let other = 0;
  for (let from = shard * SHARD; from < (shard + 1) * SHARD; from += piece) {
    instance.values(id, from, piece, place);
    const values = new Float32Array(instance.memory.buffer, place, piece);
    for (let i = 0; i < piece; i++) {
      word[0] = from + i;
      const x = input[0];
      if (Math.abs(x) > limit) continue;
      if (!Object.is(own(x), values[i])) other++;
    }
  }
  return other;
}

async function compiled(): Promise<Uint8Array<ArrayBuffer>> {
  let binary: Uint8Array<ArrayBuffer> | undefined;
  const options = "-o float32.wasm --runtime stub --enable simd --use abort= -O3 --noAssert --memoryBase 8192".split(
    " ",
  );
  const root = new URL("../../", import.meta.url);
  const textOf = (file: string) => {
    const url = new URL(file, root);
    return existsSync(url) ? readFileSync(url, "utf8") : null;
  };
  const { error } = await main(["test/exhaustive/assembly/float32.ts", ...options], {
    stdout: process.stderr,
    stderr: process.stderr,
    readFile: (file) => sourceOf(file, textOf),
    writeFile(file, contents) {
      if (file.endsWith(".wasm")) binary = contents as Uint8Array<ArrayBuffer>;
    },
  });
  if (error) throw error;
  if (!binary) throw new Error("nothing was compiled");
  return binary;
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
}

function total(shards: Record<number, Shard>): Shard {
  return Object.values(shards).reduce((sum, one) => ({
    inputs: sum.inputs + one.inputs,
    right: sum.right + one.right,
    undecided: sum.undecided + one.undecided,
    worst: Math.max(sum.worst, one.worst),
    worstAt: one.worst > sum.worst ? one.worstAt : sum.worstAt,
    small: sum.small + one.small,
    smallRight: sum.smallRight + one.smallRight,
    smallWorst: Math.max(sum.smallWorst, one.smallWorst),
    special: sum.special + one.special,
    specialWrong: sum.specialWrong + one.specialWrong,
    specialAt: one.specialWrong > 0 ? one.specialAt : sum.specialAt,
  }));
}

function writeTable(state: State): void {
  const rows = FUNCTIONS.map(([name, limit]) => {
    const [shards, twins] = [state.shards[name] ?? {}, state.twins[name] ?? {}];
    const inputs = limit === Number.POSITIVE_INFINITY ? "all" : `±${limit}`;
    const isTwin = Object.keys(twins).length === SHARDS;
    const differ = Object.values(twins).reduce((sum, one) => sum + one, 0);
    const same = isTwin ? (differ === 0 ? "all" : `${differ} differ`) : "not run";
    if (Object.keys(shards).length < SHARDS) return `| ${name} | ${inputs} | not run | | | | ${same} |`;
    const { right, inputs: normal, undecided, worst, worstAt, small, smallWorst, specialWrong } = total(shards);
    const at = new Float32Array(Uint32Array.of(worstAt).buffer)[0];
    const share = `${((100 * right) / normal).toFixed(4)} %${undecided > 0 ? ` (± ${undecided} inputs)` : ""}`;
    const subnormal = small > 0 ? smallWorst.toFixed(3) : "";
    return `| ${name} | ${inputs} | ${worst.toFixed(4)} at ${at} | ${share} | ${subnormal} | ${specialWrong} | ${same} |`;
  });
  const text = readFileSync(tableFile, "utf8");
  const [before] = text.split("<!-- table -->");
  const head =
    "| function | inputs | largest error in ulp | correctly rounded | largest error of subnormal results, in 2^-149 | infinities and NaN that are wrong | bits of the twin |\n|---|---|---|---|---|---|---|";
  writeFileSync(tableFile, `${before}<!-- table -->\n\n${head}\n${rows.join("\n")}\n`);
}

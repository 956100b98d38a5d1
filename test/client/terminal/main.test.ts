import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it, vi } from "vitest";
import { answer } from "../../../client/terminal/answer.ts";
import type { Arrays } from "../../../shared/arrays.ts";
import { decodeSafetensors, encodeSafetensors } from "../../../shared/data/readers/safetensors/safetensors.ts";
import { encodeLink } from "../../../shared/experiment/link.ts";
import { decodeOnnx } from "../../../shared/nets/onnx/decode.ts";
import { encodeContainer } from "../../../shared/publication/container.ts";
import { thinArrays } from "../../../shared/publication/thin.ts";
import { rstanReads } from "../../oracles/stan-csv.ts";
import { typed } from "../../typed.ts";

const printed = vi.hoisted(() => ({ values: [] as (object | string)[] }));
vi.mock("../../../client/terminal/pool.ts", async (original) => {
  const { withThreadsHere } = await import("./thread-here.ts");
  return withThreadsHere(await original<typeof import("../../../client/terminal/pool.ts")>());
});
vi.mock("../../../client/terminal/output.ts", async (original) => ({
  ...(await original<typeof import("../../../client/terminal/output.ts")>()),
  print: async (value: object | string) => void printed.values.push(value),
}));

const main = fileURLToPath(new URL("../../../client/terminal/main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "latente-"));
const file = (name: string, content?: string | Uint8Array) => {
  const path = join(folder, name);
  if (content !== undefined) writeFileSync(path, content);
  return path;
};
afterAll(() => rmSync(folder, { recursive: true }));

interface Printed {
  readonly experiment: never;
  readonly digest: string;
  readonly metrics: Record<string, number>;
  readonly verdict: string;
  readonly differs?: readonly string[];
  readonly equal?: boolean;
  readonly engine: { readonly wasm: Record<string, string> };
}

/** How far a run is, is said of one that takes long on this machine. */
const withoutProgress = (said: string) => said.replace(/^\d+ % of [\d,]+ steps\n/gm, "");

/** A process of its own, with threads of its own: what the system sees. */
async function started(...argv: string[]): Promise<{ status: number | null; json: Printed; stderr: string }> {
  const child = spawn(process.execPath, [main, ...argv], { stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const status = child.exitCode ?? (await new Promise<number | null>((resolve) => child.on("close", resolve)));
  const json = (stdout === "" ? null : JSON.parse(stdout)) as Printed;
  return { status, json, stderr: withoutProgress(stderr) };
}

/** The same in this process, which has loaded all of it once. */
async function lab(...argv: string[]): Promise<{ status: number | null; json: Printed; stderr: string }> {
  printed.values = [];
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const status = await answer(argv);
    const stderr = withoutProgress(said.mock.calls.map(([one]) => String(one)).join(""));
    const [value = null] = printed.values;
    return { status, json: JSON.parse(JSON.stringify(value)), stderr };
  } finally {
    said.mockRestore();
  }
}

async function text(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

const short = ["--set", "params.draws=100", "--set", "params.warmup=100", "--set", "params.chains=2"];

describe("lab", { timeout: 60_000 }, () => {
  it("runs a sweep, each run with the digest that it has alone, and says which is best", async () => {
    const set = ["--set", "params.epochs=2", "--set", "data.params.count=100"];
    const grid = ["--set", "sweep.params.learningRate=[0.01, 0.1]", "--set", "sweep.seed=1, 2"];
    const out = file("sweep.json");
    const { status, json } = await lab("run", "mlp", ...set, ...grid, "--out", out);
    const { runs, best } = json as unknown as { runs: Printed[]; best: { index: number; metric: string } };
    expect([status, runs.length, best.metric]).toEqual([0, 4, "accuracy"]);
    expect(JSON.parse(readFileSync(out, "utf8"))).toEqual(json);
    const alone = await lab("run", "mlp", ...set, "--set", "params.learningRate=0.1", "--seed", "2");
    expect(alone.json.digest).toBe(runs[3].digest);
    expect(alone.json.experiment).toEqual(runs[3].experiment);
    const written = await lab("run", file("swept.json", JSON.stringify(json.experiment)));
    expect((written.json as unknown as { runs: Printed[] }).runs.map(({ digest }) => digest)).toEqual(
      runs.map(({ digest }) => digest),
    );
  });

  it("runs folds and ensembles with one digest, and sweeps over them", async () => {
    const set = ["--set", "params.epochs=2", "--set", "data.params.count=100", "--set", "params.hidden=4"];
    const folds = [...set, "--set", "params.folds=3"];
    const { status, json } = await lab("run", "mlp", ...folds, "--set", "params.members=2", "--threads", "2");
    expect(status).toBe(0);
    expect(json.experiment).toMatchObject({ v: 1, params: { folds: 3, members: 2 } });
    const metrics = json.metrics as Record<string, number>;
    for (const name of ["accuracy", "sd.accuracy", "ensembleAccuracy", "ensembleTestLoss", "gain.testLoss"])
      expect(metrics[name], name).toBeTypeOf("number");
    const again = await lab("run", file("folds.json", JSON.stringify(json.experiment)), "--threads", "1");
    expect(again.json.digest).toBe(json.digest);
    const swept = await lab("run", "mlp", ...folds, "--set", "sweep.params.members=1, 2");
    const { runs } = swept.json as unknown as { runs: Printed[] };
    expect([runs.length, runs[1].digest]).toEqual([2, json.digest]);
    const refused = await started("run", "mlp", ...set, "--set", "params.folds=21");
    expect([refused.status, /params\.folds/.test(refused.stderr)]).toEqual([2, true]);
  });

  it("prints what a sweep has where a run of it fails, and refuses files of a single run", async () => {
    const grid = ["--set", 'sweep.params.activations=["", "nothing"]', "--set", "params.epochs=1"];
    const { status, json } = await started("run", "mlp", ...grid);
    const { runs, best } = json as unknown as { runs: { error?: string; digest?: string }[]; best: { index: number } };
    expect([status, best.index]).toEqual([3, 0]);
    expect(runs.map(({ error, digest }) => [error === undefined, digest === undefined])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect((await lab("run", "mlp", ...grid, "--weights", file("w.safetensors"))).status).toBe(2);
    expect((await lab("run", "mlp", "--set", "sweep.params.epochs=0, 1")).status).toBe(2);
    expect((await lab("run", "mcmc", "--set", "sweep.params.chains=2, 4")).stderr).toMatch(/one run at a time/);
  });

  it("names the flags that cure a file, and none that cannot", async () => {
    const cures: readonly (readonly [string, string])[] = [
      ["a,b\n-0.5,1\n2.5,3\n1.5,2\n", "(--standardise yes)"],
      ["a,b\n145,1\n25,30\n15,2\n", "(--standardise yes; of pixels, of which 255 is 1, --pixels yes)"],
      ["a,b\n1,2\nx,y\n3,4\n", "(--separator comma|semicolon|tab|space|pipe)"],
    ];
    for (const [content, cure] of cures) {
      const { status, stderr } = await lab("run", "rbm", "--data", file("cure.csv", content));
      expect([status, stderr.trim().endsWith(cure)], stderr).toEqual([2, true]);
    }
    const greys = file("greys.csv", "a,b\n-0.5,1\n2.5,3\n1.5,2\n0.5,2\n");
    for (const [id, ...set] of [
      ["dbn", "--set", "params.goal=dream"],
      ["log-z", "--set", "params.model=rbm"],
    ])
      expect((await lab("run", id, "--data", greys, ...set)).stderr.trim()).toMatch(/\(--standardise yes\)$/);
    const bare = file("bare.csv", "a,b\n0,1\n1,0\n1,1\n0,0\n");
    expect((await lab("run", "dbn", "--data", bare)).stderr.trim()).toMatch(/\(--label COLUMN\)$/);
  });

  it("makes what a preset leaves open fit a smaller table, with a word, and refuses what was set", async () => {
    const rows = Array.from({ length: 30 }, (_, n) => [n % 7, (n * 5) % 11, (n * n) % 13, (3 * n) % 8].join(","));
    const data = file("small.csv", ["a,b,c,d", ...rows].join("\n"));
    const set = ["--set", "params.iterations=10", "--set", "params.hide=0"];
    const { status, stderr, json } = await lab("run", "ppca", "--data", data, ...set);
    expect([status, (json as unknown as { experiment: { params: object } }).experiment.params]).toEqual([
      0,
      expect.objectContaining({ latent: 3, iterations: 10 }),
    ]);
    expect(stderr).toMatch(/params\.latent: \d+ → 3, to fit the table/);
    const refused = await lab("run", "ppca", "--data", data, ...set, "--set", "params.latent=4");
    expect([refused.status, refused.json]).toEqual([2, null]);
    expect(refused.stderr).toMatch(/latent dimensions: 4 \(must be at most 3/);
  });

  it("lists every lab with its parameters as JSON Schema", async () => {
    const { status, json } = await started("list");
    expect(status).toBe(0);
    for (const entry of json as unknown as Record<string, unknown>[]) {
      expect(Object.keys(entry)).toEqual(["id", "family", "title", "params", "presets", "metrics", "data"]);
      expect(entry.params).toMatchObject({ type: "object" });
    }
  });

  it("runs a preset with settings, and the same again from its result and from its link, on any threads", async () => {
    const out = file("result.json");
    const first = await started("run", "mcmc", ...short, "--seed", "5", "--threads", "1", "--out", out);
    expect([first.status, first.stderr]).toEqual([0, ""]);
    expect(first.json.experiment).toMatchObject({ seed: 5, params: { draws: 100, chains: 2 } });
    const written = JSON.parse(readFileSync(out, "utf8"));
    expect(written.digest).toBe(first.json.digest);
    expect(Object.keys(written.arrays).length).toBeGreaterThan(0);
    const link = `http://localhost:8787/${await encodeLink(first.json.experiment)}`;
    for (const source of [out, link]) {
      const again = await lab("run", source, "--threads", "2");
      expect(again.json.digest).toBe(first.json.digest);
    }
    const verified = await started("verify", out, "--threads", "3");
    expect([verified.status, verified.json.verdict]).toEqual([0, "same"]);
  });

  it("tells a result that is not what the run gives, and one of another engine", async () => {
    const { json } = await lab("run", "mcmc", ...short);
    const digest = "0".repeat(64);
    const wasm = Object.fromEntries(Object.keys(json.engine.wasm).map((name) => [name, digest]));
    const forged = await lab("verify", file("forged.json", JSON.stringify({ ...json, digest })));
    expect([forged.status, forged.json.verdict]).toEqual([1, "different"]);
    const other = { ...json, digest, engine: { ...json.engine, wasm } };
    const elsewhere = await started("verify", file("elsewhere.json", JSON.stringify(other)));
    expect([elsewhere.status, elsewhere.json]).toEqual([
      4,
      expect.objectContaining({ verdict: "other", withinTolerance: true }),
    ]);
  });

  it("compares what a GPU computed within the tolerance, on WebAssembly, and says so", async () => {
    const own = ["--set", "params.epochs=2", "--set", "params.hidden=2"];
    const { json } = await lab("run", "mlp", ...own);
    const [name] = Object.keys(json.metrics).filter((one) => one.includes("loss"));
    const claim = (factor: number) => ({
      ...{ ...json, device: "webgpu", digest: "0".repeat(64) },
      metrics: { ...json.metrics, [name]: json.metrics[name] * factor },
    });
    const close = await lab("verify", file("close.json", JSON.stringify(claim(1.01))));
    const said = { verdict: "other", equal: false, tolerance: 0.02, device: "wasm", claimedDevice: "webgpu" };
    expect([close.status, close.json]).toEqual([4, expect.objectContaining({ ...said, withinTolerance: true })]);
    const far = await lab("verify", file("far.json", JSON.stringify(claim(1.05))));
    expect([far.status, far.json]).toEqual([4, expect.objectContaining({ ...said, withinTolerance: false })]);
  });

  it("tells what was altered in a result whose digest is the true one, and what an older file cannot say", async () => {
    const out = file("honest.json");
    await lab("run", "mcmc", ...short, "--out", out);
    const honest = JSON.parse(readFileSync(out, "utf8"));
    const [metric] = Object.keys(honest.metrics);
    const [name] = Object.keys(honest.arrays);
    const array = honest.arrays[name];
    const check = async (change: object) => {
      const { status, json } = await lab("verify", file("changed.json", JSON.stringify({ ...honest, ...change })));
      return [status, json.verdict, json.differs ?? json.equal];
    };
    const metrics = (value: unknown) => ({ metrics: { ...honest.metrics, [metric]: value } });
    const arrays = (changed: object) => ({ arrays: { ...honest.arrays, [name]: changed } });
    const values = (value: unknown) => [value, ...array.values.slice(1)];
    const { revision, ...before } = honest.engine;
    const { type, ...untyped } = array;
    expect([revision, type]).toEqual([3, expect.stringMatching(/^(float|u?int)\d+$/)]);
    expect(await check(metrics(honest.metrics[metric] * (1 + 2 ** -40)))).toEqual([1, "different", ["metrics"]]);
    // Not a number: no run gives that.
    expect(await check(metrics(null))).toEqual([1, "different", ["metrics"]]);
    expect(await check(arrays({ ...array, values: values(array.values[0] + 1) }))).toEqual([
      1,
      "different",
      ["arrays"],
    ]);
    expect(await check(arrays(untyped))).toEqual([0, "same", undefined]);
    expect(await check({ engine: before })).toEqual([4, "other", true]);
    const damaged = await lab("verify", file("damaged.json", JSON.stringify({ ...honest, ...arrays([1]) })));
    expect([damaged.status, damaged.stderr]).toEqual([2, expect.stringContaining(`invalid arrays.${name}`)]);
  });

  it("compares the arrays of an exported file, thinned as they are", async () => {
    const out = file("whole.json");
    await lab("run", "mcmc", ...short, "--out", out);
    const { experiment, arrays, ...result } = JSON.parse(readFileSync(out, "utf8"));
    const whole = typed(arrays);
    const room = 20_000;
    const { arrays: kept, thinned } = thinArrays(whole, room);
    expect(Object.keys(thinned).length).toBeGreaterThan(0);
    const exported = (part: Arrays) => {
      const bytes = encodeSafetensors(part, { tasks: "[]", room: String(room) });
      const header = { experiment, result, title: "An export" };
      return file("run.latente", encodeContainer({ header, parts: [{ role: "arrays", bytes }] }));
    };
    const same = await lab("verify", exported(kept));
    expect([same.stderr, same.status, same.json.verdict]).toEqual(["", 0, "same"]);
    const [name] = Object.keys(thinned);
    const zeroed = { ...kept, [name]: { shape: kept[name].shape, values: kept[name].values.slice().fill(0) } };
    const different = await lab("verify", exported(zeroed));
    expect([different.status, different.json]).toEqual([
      1,
      expect.objectContaining({ differs: ["arrays"], arrays: [name] }),
    ]);
  });

  it("takes own data by content, and writes the trained weights", async () => {
    // IDX of 40 pictures of 4 × 4 with labels.
    const pictures = Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 40, 0, 0, 0, 4, 0, 0, 0, 4]);
    const pixels = Uint8Array.from({ length: 640 }, (_, i) => ((i * 7) % 13 < 5 ? 255 : 0));
    const images = file("images.bin", Buffer.concat([pictures, pixels]));
    const labels = file(
      "labels.bin",
      Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 40, ...Array.from({ length: 40 }, (_, i) => i % 3)]),
    );
    const weights = file("model.safetensors");
    const settings = ["params.hidden=6", "params.epochs=3", "params.aisChains=10"].flatMap((one) => ["--set", one]);
    const own = await lab("run", "rbm", ...settings, "--data", labels, "--data", images, "--weights", weights);
    expect(own.stderr).toBe("");
    expect(own.json.experiment).toMatchObject({
      data: { files: [{ format: "idx", shape: [40, 4, 4] }, { shape: [40] }], reading: { heldOut: "drawn" } },
    });
    const again = ["run", "rbm", ...settings, "--data", labels, "--data", images, "--heldOut"];
    const spread = await lab(...again, "spread");
    const last = await lab(...again, "last");
    expect(spread.json.experiment).not.toHaveProperty("data.reading");
    expect(last.json.experiment).toHaveProperty("data.reading", { heldOut: "last" });
    expect(new Set([own, spread, last].map(({ json }) => json.digest)).size).toBe(3);
    expect(own.json.metrics["logZ.exact"]).toBeGreaterThan(0);
    expect(Object.keys(decodeSafetensors(readFileSync(weights)).arrays).length).toBeGreaterThan(0);
  });

  it("writes a net as ONNX by the name of the file, and takes it back as its beginning", async () => {
    const short = ["--set", "params.epochs=1"];
    const [floats, integers] = [file("net.onnx"), file("net.int8.onnx")];
    for (const path of [floats, integers])
      expect((await lab("run", "mlp", ...short, "--weights", path)).stderr).toBe("");
    const nodes = (path: string) => new Set(decodeOnnx(readFileSync(path)).graph.nodes.map(({ op }) => op));
    expect([...nodes(floats)]).toEqual(["Gemm", "Tanh", "Softmax"]);
    expect(nodes(integers)).toContain("QuantizeLinear");
    const further = await lab("run", "mlp", ...short, "--data", floats);
    expect(further.json.experiment).toMatchObject({ data: { weights: { name: "net.onnx.safetensors" } } });
    expect((await lab("run", "mlp", ...short, "--data", integers)).stderr).toContain("QuantizeLinear) is not read");
    expect((await lab("run", "rbm", "--weights", floats)).stderr).toContain(
      "no layers: rbm has no net that ONNX could run",
    );
  });

  it("saves the draws as CmdStan does, one file per chain, those of warm-up when they are asked for", async () => {
    const draws = file("draws.csv");
    const { status, json, stderr } = await lab("run", "mcmc", ...short, "--set", "params.thin=3", "--draws", draws);
    expect([status, stderr]).toEqual([0, ""]);
    expect(json.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(existsSync(draws)).toBe(false);
    for (const name of ["draws_1.csv", "draws_2.csv"]) {
      const opened = rstanReads(readFileSync(file(name), "utf8"));
      expect([opened.kept.length, opened.warmupDraws.length, opened.iterations]).toEqual([100, 0, 400]);
    }
    const mean = [1, 2].flatMap((chain) =>
      rstanReads(readFileSync(file(`draws_${chain}.csv`), "utf8")).kept.map(({ mu }) => mu),
    );
    // Summed in another order.
    expect(mean.reduce((sum, mu) => sum + mu, 0) / mean.length).toBeCloseTo(json.metrics["mean.mu"], 12);
    const one = file("one.csv");
    await lab("run", "mcmc", ...short, "--set", "params.chains=1", "--draws", one, "--save-warmup");
    expect(rstanReads(readFileSync(one, "utf8")).warmupDraws).toHaveLength(100);
  });

  it("writes files beside their place first, and keeps the old one whole where that fails", async () => {
    const out = file("kept.json", "old");
    chmodSync(out, 0o600);
    const link = file("link.json");
    symlinkSync(out, link);
    await lab("run", "mcmc", ...short, "--out", link);
    expect(JSON.parse(readFileSync(out, "utf8")).digest).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    const whole = readFileSync(out, "utf8");
    // No file may be larger than 16 blocks: the write fails in the middle.
    const limited = `ulimit -f 16; exec "$0" "$@"`;
    const argv = ["-c", limited, process.execPath, main, "run", "mcmc", ...short, "--seed", "2", "--out", out];
    const shell = spawn("bash", argv, { stdio: ["ignore", "ignore", "pipe"] });
    expect(await text(shell.stderr)).toContain(`cannot write ${out}`);
    expect(readFileSync(out, "utf8")).toBe(whole);
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it.each([
    [["run", "mcmc", ...short, "--out", join(folder, "gone", "r.json")], "r.json: its folder does not exist (make it"],
    [["run", "rbm", "--weights", folder], "it is a folder (add the name of a file)"],
    [["run", "mcmc", ...short, "--draws", "/dev/full"], "cannot write /dev/full", ["--set", "params.chains=1"]],
    [["run", "mcmc", ...short, "--out", "/dev/full"], "cannot write /dev/full: no space is left there (free some"],
  ])("answers %j with status 5 and one sentence", async (argv, message, more: readonly string[] = []) => {
    const { status, stderr } = await lab(...argv, ...more);
    expect(stderr.trimEnd().split("\n")).toEqual([expect.stringContaining(message)]);
    expect(status).toBe(5);
  });

  it("still prints the result that it could not write", async () => {
    const { status, json } = await started("run", "mcmc", ...short, "--out", "/dev/full");
    expect([status, json.digest]).toEqual([5, expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  it.each([
    ["a pipe whose reader left", "list | head -c 1 > /dev/null", 5, ""],
    ["a full disk", "list > /dev/full", 5, "cannot write standard output: no space is left there"],
    ["an error that has no reader", "run nowhere 2> /dev/full", 2, ""],
    ["an error into a pipe whose reader left", "run nowhere 2>&1 > /dev/null | true", 2, ""],
  ])("ends in its own status for %s, without a trace", async (_, command, expected, message) => {
    const shell = spawn("bash", ["-c", `"$0" "$1" ${command}; echo "\${PIPESTATUS[0]}" >&2`, process.execPath, main]);
    const lines = (await text(shell.stderr)).trimEnd().split("\n");
    expect(lines.slice(0, -1).join("\n")).toContain(message);
    expect(lines.slice(0, -1)).toHaveLength(message === "" ? 0 : 1);
    expect(Number(lines.at(-1))).toBe(expected);
  });

  it.each(["throw new Error('late')", "Promise.reject(new Error('late'))"])(
    "ends with status 3 and one sentence where nobody catches: %s",
    async (late) => {
      const when = `if (process.listenerCount("uncaughtException") > 0) { clearInterval(timer); ${late}; }`;
      const before = `data:text/javascript,const timer = setInterval(() => { ${when} }, 5);`;
      const argv = ["--import", before, main, "run", "mcmc", "--set", "params.draws=20000"];
      const child = spawn(process.execPath, argv, { stdio: ["ignore", "ignore", "pipe"] });
      const status = new Promise((resolve) => child.on("close", resolve));
      expect([await text(child.stderr), await status]).toEqual(["late\n", 3]);
    },
  );

  it.each([
    [["run", "nowhere"], "unknown experiment: nowhere (must be a file, a link, or a lab:"],
    [["run", "rbm", "--set", "params.hidden=0"], "invalid params.hidden: 0 (must be a whole number from 1 to"],
    [["run", "log-z", "--device", "webgpu"], "invalid device: webgpu (log-z runs on wasm or scalar)"],
    [
      ["run", "rbm", "--device", "webgpu"],
      "invalid device: webgpu (rbm runs on wasm or scalar here, and on a GPU in a browser)",
    ],
    [
      ["run", "mlp", "--device", "webgpu"],
      "invalid device: webgpu (mlp runs on wasm or scalar here, and on a GPU in a browser)",
    ],
    [["run", "rbm", "--data", join(folder, "gone.idx")], "missing file:"],
    [["run", "#v9.abc"], "newer version"],
    [["verify", "rbm"], "no result in rbm"],
    [
      ["run", "ppca", "--draws", file("x.csv")],
      "no draws: ppca has no Markov chains (leave out --draws, or take the lab mcmc)",
    ],
    [
      ["run", "mcmc", "--weights", file("x")],
      "no weights: mcmc trains no model here (leave out --weights, or take one of the labs ",
    ],
    [
      ["run", "gan", "--samples", file("x.bin")],
      "(leave out --samples: --out has all arrays of the result; or take the lab sampler)",
    ],
    [["run", "rbm", "--weights", file("x.onnx")], "(name a file that ends in .safetensors, or take one of the labs "],
  ])("answers %j with status 2, nothing on stdout and the cure on stderr", async (argv, message) => {
    const { status, json, stderr } = await lab(...argv);
    expect(stderr).toContain(message);
    expect([status, json]).toEqual([2, null]);
  });
});

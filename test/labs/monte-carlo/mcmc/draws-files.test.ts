import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import { storedZip } from "../../../../shared/data/zip.ts";
import { drawsWriter } from "../../../../shared/labs/monte-carlo/mcmc/draws-files.ts";
import { mcmc } from "../../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { runLab } from "../../../run.ts";

await mcmc.ready?.();

const { fold, experiment } = runLab(mcmc, null, { draws: 30, warmup: 20, chains: 3 });
const run = { fold, experiment, data: null };
const drawOf = (chain: number, row: number, column: number) =>
  fold.records(`chain.${chain}`, "draw")?.values[(20 + row) * 10 + column];

/** Files of an archive by its directory, as readers go about it: from its end. Each is checked against its sum and its own header. */
function unzip(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const files = new Map<string, Uint8Array>();
  for (let i = 0; i < count; i++) {
    expect(view.getUint32(at, true)).toBe(0x02014b50);
    const [method, sum, size, named, local] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 16, true),
      view.getUint32(at + 24, true),
      view.getUint16(at + 28, true),
      view.getUint32(at + 42, true),
    ];
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + named));
    expect([method, view.getUint32(local, true), view.getUint16(local + 26, true)]).toEqual([0, 0x04034b50, named]);
    // Version, flags, method, date, sum, sizes stand in both.
    expect(bytes.slice(local + 4, local + 28)).toEqual(bytes.slice(at + 6, at + 30));
    const start = local + 30 + named;
    const content = bytes.slice(start, start + size);
    expect(crc32(content)).toBe(sum);
    files.set(name, content);
    at += 46 + named;
  }
  expect(at).toBe(end);
  return files;
}

test("a ZIP of stored files: directory, sums and sizes; nothing where there is nothing; too much is refused", () => {
  const [a, b] = ["alpha,1\n", ""].map((text) => new TextEncoder().encode(text));
  const bytes = Uint8Array.from(
    storedZip([
      { name: "a.csv", bytes: a },
      { name: "in/b.csv", bytes: b },
    ]).flatMap((part) => [...part]),
  );
  expect([...unzip(bytes)]).toEqual([
    ["a.csv", a],
    ["in/b.csv", b],
  ]);
  expect(unzip(Uint8Array.from(storedZip([]).flatMap((part) => [...part]))).size).toBe(0);
  const huge = { name: "a", bytes: { length: 2 ** 32 } as Uint8Array<ArrayBuffer> };
  expect(() => storedZip([huge])).toThrow("4 GiB");
});

describe("the draws of a run", () => {
  const joined = (format: Parameters<typeof drawsWriter.file>[0], saveWarmup = false) => {
    const { name, parts } = drawsWriter.file(format, run, saveWarmup);
    return { name, bytes: new Uint8Array(Buffer.concat(parts)) };
  };

  test("as a ZIP: the files that each chain has by itself", () => {
    const { name, bytes } = joined("stan", true);
    expect(name).toBe("eight-schools-noncentered.zip");
    const texts = [...unzip(bytes)].map(([file, content]) => [file, new TextDecoder().decode(content)]);
    expect(texts).toEqual(
      drawsWriter.stanCsv(run, true).map((text, i) => [`eight-schools-noncentered_${i + 1}.csv`, text]),
    );
  });

  test("as an array: chains × draws × parameters, without warm-up", () => {
    const bytes = joined("npy").bytes;
    const head = new TextDecoder("latin1").decode(bytes.subarray(0, 128));
    expect(head).toContain("'descr': '<f8', 'fortran_order': False, 'shape': (3, 30, 10)");
    const values = new Float64Array(bytes.slice(bytes.length - 8 * 900).buffer);
    for (const [chain, row, column] of [
      [0, 0, 0],
      [1, 29, 9],
      [2, 7, 3],
    ])
      expect(values[(chain * 30 + row) * 10 + column]).toBe(drawOf(chain, row, column));
  });

  test.each([false, true])("as JSON for ArviZ (with warm-up: %s): groups, shapes, names, attributes", (saveWarmup) => {
    const { bytes, name } = joined("arviz", saveWarmup);
    expect(name).toBe("eight-schools-noncentered.json");
    const data = JSON.parse(new TextDecoder().decode(bytes));
    const groups = ["posterior", "sample_stats", ...(saveWarmup ? ["warmup_posterior", "warmup_sample_stats"] : [])];
    expect(Object.keys(data)).toEqual([...groups, "attrs"]);
    const names = Object.keys(data.posterior);
    expect(names).toEqual(["theta", "mu", "tau"]);
    const shapeOf = (values: unknown): number[] =>
      Array.isArray(values) ? [values.length, ...shapeOf(values[0])] : [];
    expect(names.map((one) => shapeOf(data.posterior[one]))).toEqual([
      [3, 30, 8],
      [3, 30],
      [3, 30],
    ]);
    expect(data.posterior.theta[2][7][3]).toBe(drawOf(2, 7, 3));
    expect(data.posterior.tau[1][29]).toBe(drawOf(1, 29, 9));
    expect(Object.keys(data.sample_stats)).toEqual([
      "lp",
      "acceptance_rate",
      "step_size",
      "energy",
      "tree_depth",
      "n_steps",
      "diverging",
    ]);
    expect(data.sample_stats.diverging[0].every((one: unknown) => typeof one === "boolean")).toBe(true);
    expect(data.sample_stats.lp[1][4]).toBe(fold.records("chain.1", "logDensity")?.values[24]);
    if (saveWarmup) expect(shapeOf(data.warmup_posterior.mu)).toEqual([3, 20]);
    expect(data.attrs).toMatchObject({ target: "eight-schools-noncentered", sampler: "nuts", seed: 1, warmup: 20 });
    expect(shapeOf(data.attrs.inverse_metric)).toEqual([3, 10]);
  });
});

test.each(["stan", "arviz"] as const)(
  "%s says how far it is, piece by piece, and writes what one go writes",
  (format) => {
    const pieces = drawsWriter.writing(format, run, true);
    const told: number[] = [];
    let next = pieces.next();
    for (; !next.done; next = pieces.next()) told.push(next.value);
    expect(told.length).toBeGreaterThan(fold.tasks.length);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.every((part) => part >= 0 && part <= 1)).toBe(true);
    expect(Buffer.concat(next.value.parts)).toEqual(Buffer.concat(drawsWriter.file(format, run, true).parts));
  },
);

describe("a crowd", () => {
  const small = { superchains: 6, subchains: 4, warmup: 5, draws: 10, target: "banana", many: "crowd", sampler: "hmc" };
  const { fold: crowd, experiment: own } = runLab(mcmc, null, small);
  const of = { fold: crowd, experiment: own, data: null };

  test("leaves the last draw of each chain, superchain after superchain", () => {
    const { parts, name } = drawsWriter.file("npy", of, false);
    const bytes = new Uint8Array(Buffer.concat(parts));
    expect(name).toBe("banana.npy");
    expect(new TextDecoder("latin1").decode(bytes.subarray(0, 128))).toContain("'shape': (6, 4, 2)");
    const values = new Float64Array(bytes.slice(bytes.length - 8 * 48).buffer);
    expect([...values]).toEqual(crowd.tasks.flatMap(({ id }) => [...(crowd.output(id)?.last.values ?? [])]));
  });

  test("of several tasks leaves them one after the other", () => {
    const size = { superchains: 3, subchains: 1024, warmup: 0, draws: 10, sampler: "metropolis" };
    const large = runLab(mcmc, null, { ...small, ...size });
    const ends = large.fold.tasks.map(({ id }) => large.fold.output(id)?.last.values ?? []);
    expect(ends.length).toBeGreaterThan(1);
    const { parts } = drawsWriter.file("npy", { ...large, data: null }, false);
    const bytes = new Uint8Array(Buffer.concat(parts));
    const values = new Float64Array(bytes.slice(bytes.length - 8 * 2 * 3072).buffer);
    expect([...values]).toEqual(ends.flatMap((end) => [...end]));
  });

  test("has no chains for a CSV", () => {
    expect(() => drawsWriter.file("stan", of, false)).toThrow("choose a .npy file");
  });
});

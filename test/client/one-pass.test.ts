/** A file of the user's own is hashed once, decoded once and made a table once, from the page or the terminal to the run; and proved where it comes from outside. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { tableOf } from "../../client/app/lab/engine.ts";
import { attachToSession } from "../../client/app/lab/take-files.ts";
import type { RunOrder } from "../../client/run/engine.ts";
import { findFile } from "../../client/run/own-files.ts";
import { createSession, type Session } from "../../client/run/session.ts";
import { remove, store } from "../../client/run/storage.ts";
import { openFile } from "../../client/share/opened.ts";
import { run } from "../../client/terminal/run.ts";
import { verify } from "../../client/terminal/verify.ts";
import { hashFile } from "../../shared/data/hashed-file.ts";
import { decodeFile } from "../../shared/data/readers/file.ts";
import { shapeTable } from "../../shared/data/shape.ts";
import { fa } from "../../shared/labs/factors/fa/lab.ts";
import { labs } from "../../shared/labs/index.ts";
import { presetExperiment, setPath } from "../../shared/labs/parse.ts";
import { encodeContainer } from "../../shared/publication/container.ts";
import { normal } from "../../shared/random/index.ts";
import { eventually } from "../eventually.ts";

vi.mock("../../shared/data/shape.ts", async (original) => {
  const shape = await original<typeof import("../../shared/data/shape.ts")>();
  return { ...shape, shapeTable: vi.fn(shape.shapeTable) };
});
vi.mock("../../shared/data/readers/file.ts", async (original) => {
  const file = await original<typeof import("../../shared/data/readers/file.ts")>();
  return { ...file, decodeFile: vi.fn(file.decodeFile) };
});

/** A table of five columns; `seed` makes another file. */
function csv(seed: number): Uint8Array<ArrayBuffer> {
  const row = (r: number) => Array.from({ length: 5 }, (_, c) => normal([seed, r], 0) + normal([seed, r], 1 + c));
  return new TextEncoder().encode(["a,b,c,d,e", ...Array.from({ length: 60 }, (_, r) => row(r).join(","))].join("\n"));
}

const digest = vi.spyOn(crypto.subtle, "digest");
const hashesOf = (bytes: Uint8Array) =>
  digest.mock.calls.filter(([, given]) => Buffer.from(bytes).equals(Buffer.from(given as Uint8Array))).length;
const work = (bytes: Uint8Array) => ({
  hashes: hashesOf(bytes),
  decoded: vi.mocked(decodeFile).mock.calls.length,
  tables: vi.mocked(shapeTable).mock.calls.length,
});
const once = { hashes: 1, decoded: 1, tables: 1 };

beforeEach(() => {
  digest.mockClear();
  vi.mocked(decodeFile).mockClear();
  vi.mocked(shapeTable).mockClear();
});

describe("on the page", () => {
  const orders: RunOrder[] = [];
  const engine = {
    code: "this",
    pool: { hashes: async () => ({}), pause() {}, resume() {} } as never,
    run: (order: RunOrder) => {
      orders.push(order);
      return new Promise<never>(() => {});
    },
  };
  const clock = { now: () => 0, after: () => () => {} };
  // Small enough to be made without a thread of its own, which Node has none of.
  const small = setPath(fa, presetExperiment(fa), "data.params.rows", 100);
  const open = (experiment = small) =>
    createSession({ lab: fa, experiment, engine, loadData: (ref) => tableOf(ref, fa), clock, headline: [] });
  const loaded = (session: Session) => eventually(() => expect(session.data.value.kind).toBe("ready"));
  const fileOf = (bytes: Uint8Array<ArrayBuffer>, name = "own.csv") => new File([bytes], name);

  test("from the drop to two runs", async () => {
    const bytes = csv(1);
    const session = open();
    await loaded(session);
    await attachToSession(session, [fileOf(bytes)]);
    session.set("params.factors", 1);
    void session.run();
    await eventually(() => expect(orders).toHaveLength(1));
    session.reset();
    void session.run();
    await eventually(() => expect(orders).toHaveLength(2));
    expect(orders[0].data).toMatchObject({ rows: 60, columns: 5 });
    expect(orders[1].data).toBe(orders[0].data);
    expect(work(bytes)).toEqual(once);
    session.close();
  });

  test("from a link whose file is chosen, and run while its table is made", async () => {
    const bytes = csv(2);
    const session = open(await linked(bytes));
    await eventually(() => expect(session.data.value.kind).toBe("failed"));
    await attachToSession(session, [fileOf(bytes, "renamed.csv")]);
    void session.run();
    await loaded(session);
    expect(session.data.value).toMatchObject({ ref: { files: [{ name: "linked.csv" }] } });
    expect(work(bytes)).toEqual({ ...once, hashes: 2 });
    session.close();
  });
});

/** An experiment on a file that this machine lacks. Hashes the file once. */
async function linked(bytes: Uint8Array<ArrayBuffer>) {
  const { sha256 } = await hashFile({ name: "", bytes });
  const file = { sha256, format: "csv", shape: [60, 5], name: "linked.csv" } as const;
  return { ...presetExperiment(fa), data: { files: [file] }, params: { ...presetExperiment(fa).params, factors: 1 } };
}

describe("in the terminal", { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "latente-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const written = (name: string, content: Uint8Array | string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const flags = { device: "wasm", threads: 1 } as const;
  const set = [["params.starts", "1"] as const, ["params.factors", "1"] as const];

  test("from the path to the run, and to a run that verifies it", async () => {
    const bytes = csv(3);
    const data = [written("own.csv", bytes)];
    const out = join(folder, "result.json");
    const check = (files: string[]) => verify({ name: "verify", source: out, data: files, threads: 1 }, labs);
    const { files } = await run("fa", { ...flags, data, set, out }, labs);
    written("result.json", files[0].content);
    expect(work(bytes)).toEqual(once);
    vi.clearAllMocks();
    expect((await check(data)).verdict.kind).toBe("same");
    expect(work(bytes)).toEqual(once);
    await expect(check([written("other.csv", csv(4))])).rejects.toMatchObject({
      code: "missing",
    });
  });
});

describe("bytes that are not those of the hash by which they are named", () => {
  const ref = ({ data }: Awaited<ReturnType<typeof linked>>) => data.files[0];

  test("are not taken from storage; the right ones are proved once", async () => {
    const bytes = csv(5);
    const file = ref(await linked(bytes));
    await store(`file/${file.sha256}`, { name: "own.csv", bytes: csv(6), at: 1 });
    await expect(findFile(file)).rejects.toMatchObject({ code: "file-needed" });
    await store(`file/${file.sha256}`, { name: "own.csv", bytes, at: 1 });
    digest.mockClear();
    for (let i = 0; i < 3; i++) expect((await findFile(file)).bytes).toEqual(bytes);
    expect(hashesOf(bytes)).toBe(1);
    await remove(`file/${file.sha256}`);
  });

  test.each([false, true])("are not taken from an exported file; the right ones are: %s", async (isTrue) => {
    const bytes = csv(isTrue ? 7 : 8);
    const experiment = await linked(bytes);
    const result = {
      engine: { wasm: {}, random: "1" },
      device: "wasm",
      digest: "0".repeat(64),
      metrics: {},
      seconds: 1,
    };
    const header = { experiment, result, title: "own", notes: "", parent: null };
    await openFile(encodeContainer({ header, parts: [{ role: "data", bytes: isTrue ? bytes : csv(9) }] }));
    if (isTrue) expect((await tableOf(experiment.data, fa))?.rows).toBe(60);
    else await expect(tableOf(experiment.data, fa)).rejects.toMatchObject({ code: "file-needed" });
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { RunFlags } from "../../../client/terminal/arguments.ts";
import { run } from "../../../client/terminal/run.ts";
import { verify } from "../../../client/terminal/verify.ts";
import { encodeLink } from "../../../shared/experiment/link.ts";
import { labs } from "../../../shared/labs/index.ts";
import { idx, npy } from "../../shared/data/files.ts";

vi.mock("../../../client/terminal/pool.ts", async (original) => {
  const { withThreadsHere } = await import("./thread-here.ts");
  return withThreadsHere(await original<typeof import("../../../client/terminal/pool.ts")>());
});
const folder = mkdtempSync(join(tmpdir(), "latente-"));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (name: string, content: Uint8Array | string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const said: string[] = [];
beforeEach(() => {
  said.length = 0;
});
vi.spyOn(process.stderr, "write").mockImplementation((text) => {
  said.push(String(text).trim());
  return true;
});
const notices = () => said.filter((line) => /[.)]$/.test(line));

interface Printed {
  readonly experiment: { readonly v: number; readonly data: { readonly reading?: unknown; readonly files: unknown[] } };
  readonly digest: string;
  readonly metrics: Readonly<Record<string, number>>;
}
async function lab(source: string, data: readonly string[], set: Readonly<Record<string, string>>): Promise<Printed> {
  const flags: RunFlags = { set: Object.entries(set), data, threads: 1, device: "wasm" };
  return (await run(source, flags, labs)).printed as Printed;
}

const one = { "params.factors": "1", "params.starts": "1" };
const rows = Array.from({ length: 24 }, (_, r) => [r % 7, (r * r) % 11, (r * 3) % 5]);
const csv = ["day,a,b,c", ...rows.map((row, r) => [`2024-01-${String(r + 1).padStart(2, "0")}`, ...row].join(","))];

describe("a table with what no lab can use", { timeout: 60_000 }, () => {
  const path = written("own.csv", [...csv, "2024-02-01,,1,2"].join("\n"));

  test("is refused with the number of rows with gaps, and read once they are dropped; a link keeps how", async () => {
    await expect(lab("fa", [path], one)).rejects.toMatchObject({
      code: "rows-with-gaps",
      message: expect.stringContaining("in 1 of 25 rows, the first in row 25, column a"),
    });
    const first = await lab("fa", [path], { ...one, "data.reading.gaps": "drop" });
    expect(notices()).toEqual([
      "Columns of dates are left out: day.",
      "Rows dropped because a value is missing: 1 of 25.",
    ]);
    expect(first.experiment).toMatchObject({
      v: 2,
      data: { files: [{ name: "own.csv", shape: [25, 4] }], reading: { gaps: "drop" } },
    });
    const whole = await lab("fa", [written("whole.csv", csv.join("\n"))], one);
    expect(first.metrics).toEqual(whole.metrics);
    expect(whole.experiment.v).toBe(1);
    const renamed = written("renamed.csv", [...csv, "2024-02-01,,1,2"].join("\n"));
    const link = await encodeLink(first.experiment as never);
    expect((await lab(link, [renamed], {})).digest).toBe(first.digest);
    const result = written("result.json", JSON.stringify(first));
    const verdict = await verify({ name: "verify", source: result, data: [renamed], threads: 1 }, labs);
    expect(verdict.verdict.kind).toBe("same");
  });

  test("is read by the roles that are named", async () => {
    const roles = { "data.reading.columns": "c,a", "data.reading.target": "b" };
    const chains = { "params.target": "linear-regression", "params.draws": "20", "params.warmup": "20" };
    const { experiment } = await lab("mcmc", [written("roles.csv", csv.join("\n"))], { ...chains, ...roles });
    expect(experiment.data.reading).toEqual({ columns: ["a", "c"], target: "b" });
    expect(notices()).toEqual([]);
    await expect(lab("fa", [path], { "data.reading.columns": "a,z" })).rejects.toThrow(
      'unknown column: "z" (there are day, a, b, c)',
    );
    await expect(lab("fa", [path], { "data.reading.label": "a" })).rejects.toThrow(/unfit data.reading.label for fa/);
  });

  test("is proposed to be standardised where spreads differ", async () => {
    const wide = ["a,b,c", ...rows.map(([a, b, c]) => [a, 1000 * b, c].join(","))].join("\n");
    await lab("ppca", [written("wide.csv", wide)], { "params.latent": "1" });
    expect(notices()).toEqual([expect.stringMatching(/^b varies about \d+,?\d* times.* \(--standardise yes\)$/)]);
    said.length = 0;
    await lab("ppca", [written("wide.csv", wide)], { "params.latent": "1", "data.reading.standardise": "yes" });
    expect(notices()).toEqual([]);
  });
});

test("a choice of how files are read needs files", async () => {
  await expect(lab("fa", [], { "data.reading.header": "no" })).rejects.toThrow(
    "unfit data.reading.header: the data are no files (give them with --data, or leave it out)",
  );
});

describe("the same numbers in other files", { timeout: 60_000 }, () => {
  const short = { "params.epochs": "2", "params.hidden": "4" };
  const binary = Array.from({ length: 16 * 16 }, (_, i) => (((i * i) % 7) + (i % 3)) % 2);
  test("make the same machine: zeros and ones as bytes, as floats, and as black and white", async () => {
    const files = [
      written("u1.npy", npy("|u1", [16, 16], binary)),
      written("f4.npy", npy("<f4", [16, 16], binary)),
      written("bits.idx", idx("u1", [16, 4, 4], binary)),
      written(
        "grey.idx",
        idx(
          "u1",
          [16, 4, 4],
          binary.map((one) => 255 * one),
        ),
      ),
    ];
    const metrics = [];
    for (const file of files) metrics.push((await lab("rbm", [file], short)).metrics);
    for (const other of metrics) expect(other).toEqual(metrics[0]);
    expect(notices()).toEqual([]);
  });

  test("bytes of other tables are numbers in either order, until they are called pixels", async () => {
    const bytes = Array.from({ length: 24 }, (_, i) => (i * 53) % 256);
    const turned = Array.from({ length: 24 }, (_, i) => bytes[(i % 8) * 3 + Math.floor(i / 8)]);
    const files = [
      written("c.npy", npy("|u1", [8, 3], bytes)),
      written("fortran.npy", npy("|u1", [8, 3], turned, { fortran: true })),
    ];
    for (const file of files)
      await expect(lab("rbm", [file], short)).rejects.toMatchObject({
        code: "not-a-probability",
        values: { value: 53 },
      });
    const [c, fortran] = [
      await lab("rbm", [files[0]], { ...short, "data.reading.pixels": "yes" }),
      await lab("rbm", [files[1]], { ...short, "data.reading.pixels": "yes" }),
    ];
    expect(fortran.metrics).toEqual(c.metrics);
  });
});

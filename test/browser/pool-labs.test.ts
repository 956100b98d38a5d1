import { afterAll, describe, expect, it } from "vitest";
import { createBrowserPool } from "../../client/compute/browser/pool.ts";
import { runExperiment } from "../../client/run/driver.ts";
import { labs } from "../../shared/labs/index.ts";
import { goldenForm } from "../conformance/short.ts";
import digests from "../golden/digests.json";
import type { Golden } from "../golden/update.ts";

const goldens: Readonly<Record<string, Golden>> = digests;
const loaded = await Promise.all(labs.map(({ load }) => load()));
/** The first and the last of each lab unless all are asked for: Node runs every one of them. */
const isRun = (_: unknown, i: number, { length }: { readonly length: number }) =>
  import.meta.env.VITE_CONFORMANCE === "full" || i === 0 || i === length - 1;
const presets = loaded.flatMap((lab) =>
  lab.presets.filter(isRun).map((preset) => ({ name: `${lab.id}:${preset.id}`, lab, preset })),
);

describe("labs on a browser's threads", () => {
  const pool = createBrowserPool({ threads: 2 });
  afterAll(() => pool.close());

  it.each(presets)("$name gives Node's digest", async ({ name, lab, preset }) => {
    const short = await goldenForm(lab, preset, goldens[name]);
    const { digest } = await runExperiment({ ...short, pool, device: "wasm" });
    expect(digest).toBe(goldens[name].digest);
  });
});

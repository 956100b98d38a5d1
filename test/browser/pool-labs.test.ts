import { afterAll, describe, expect, it } from "vitest";
import { createBrowserPool } from "../../client/compute/browser/pool.ts";
import { runExperiment } from "../../client/run/driver.ts";
import { labs } from "../../shared/labs/index.ts";
import { goldenForm } from "../conformance/short.ts";
import digests from "../golden/digests.json";
import type { Golden } from "../golden/update.ts";
import { some, thorough } from "../thorough.ts";

const goldens: Readonly<Record<string, Golden>> = digests;
const stand = labs.filter(({ family }, i) => thorough || labs.findIndex((lab) => lab.family === family) === i);
const loaded = await Promise.all(stand.map(({ load }) => load()));
/** The first preset of the first lab of each family unless all are asked for: Node runs every one of them. */
const presets = loaded.flatMap((lab) =>
  some(lab.presets, 0).map((preset) => ({ name: `${lab.id}:${preset.id}`, lab, preset })),
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

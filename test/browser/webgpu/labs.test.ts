/** Whole runs of the labs that have the device, on threads of a browser whose GPU is the software adapter, beside the same runs on WebAssembly. */
import { afterAll, describe, expect, it } from "vitest";
import { createBrowserPool } from "../../../client/compute/browser/pool.ts";
import { runExperiment } from "../../../client/run/driver.ts";
import { labs } from "../../../shared/labs/index.ts";
import { goldenForm } from "../../conformance/short.ts";
import digests from "../../golden/digests.json";
import type { Golden } from "../../golden/update.ts";
import { thorough } from "../../thorough.ts";

const goldens: Readonly<Record<string, Golden>> = digests;
const loaded = await Promise.all(labs.map(({ load }) => load()));
/** With random codes; the others are made of the same parts and run where all are asked for. */
const some = ["vae"];
const firsts = loaded
  .filter(({ devices }) => devices.includes("webgpu"))
  .filter(({ id }) => thorough || some.includes(id))
  .map((lab) => ({ name: `${lab.id}:${lab.presets[0].id}`, lab, preset: lab.presets[0] }));

/** What is trained is near: a step rounds losses and weights of size 1 to 2⁻²⁴, and short forms have at most a few hundred. */
const near = 1e-5;

describe("labs on a GPU", () => {
  const pool = createBrowserPool({ threads: 1 });
  afterAll(() => pool.close());

  it.runIf(thorough).each(firsts)(
    "$name gives what WebAssembly gives, but for its rounding",
    { timeout: 240_000 },
    async ({ name, lab, preset }) => {
      const short = await goldenForm(lab, preset, goldens[name]);
      const here = await runExperiment({ ...short, pool, device: "wasm" });
      const there = await runExperiment({
        ...short,
        pool,
        device: "webgpu",
        onInstead: (reason) => console.log(name, reason.message),
      });
      expect(there.device).toBe("webgpu");
      expect(Object.keys(there.metrics)).toEqual(Object.keys(here.metrics));
      for (const [metric, value] of Object.entries(here.metrics))
        expect(Math.abs(there.metrics[metric] - value), metric).toBeLessThan(near * (1 + Math.abs(value)));
      expect(Object.keys(there.arrays)).toEqual(Object.keys(here.arrays));
      for (const [array, { shape, values }] of Object.entries(here.arrays)) {
        const own = there.arrays[array];
        expect(own.shape, array).toEqual(shape);
        if (!/^(records|output)\/train\//.test(array)) continue;
        const differences = Array.from(values, (value, i) =>
          value === own.values[i] ? 0 : Math.abs(value - own.values[i]),
        );
        expect(Math.max(...differences), array).toBeLessThan(near);
      }
    },
  );
});

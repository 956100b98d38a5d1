import { expect, it } from "vitest";
import { array } from "../../../shared/arrays.ts";
import { openFold, resultArrays } from "../../../shared/labs/fold.ts";
import { defineLab, type Lab } from "../../../shared/labs/lab.ts";
import { exactArrays, isMeasuredArray } from "../../../shared/labs/measured.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import { iterate } from "../../../shared/labs/process.ts";
import { summarise } from "../../../shared/labs/summarise.ts";
import { keyOfSeed, uniform } from "../../../shared/random/index.ts";
import { openNow } from "../../open-now.ts";
import { noWasm } from "../../wasm.ts";

const text = (word: string) => ({ es: word, en: word });

/** A lab that sums random numbers and says how long each took. */
function timedLab(measured: readonly string[], kind: "exact" | "measured"): Lab {
  return defineLab({
    id: "timed",
    revision: 1,
    family: "inference",
    title: text("timed"),
    summary: text("timed"),
    params: { steps: { kind: "integer", min: 1, max: 100, default: 9, label: text("steps"), help: text("steps") } },
    data: { generators: [], formats: [], none: () => true },
    presets: [{ id: "short", title: text("short"), about: text("short"), seed: 1, data: null, params: {} }],
    metrics: [
      { name: "sum", unit: "", meaning: text("sum"), kind: "exact" },
      { name: "milliseconds", unit: "ms", meaning: text("time"), kind },
    ],
    wasm: [],
    devices: ["wasm", "scalar"],
    estimate: () => ({ multiplyAdds: 1, bytes: 1 }),
    plan: ({ steps }, _data, key) => [{ id: "run", kind: "sums", key, steps, params: {} }],
    processes: {
      sums: iterate({
        measured,
        records: ["sum", "latency"],
        problem: (_params, { clock = () => 0 }) => clock,
        init: () => ({ sum: 0, latency: 0 }),
        step(key, clock, { sum }, n) {
          const began = clock();
          return { sum: sum + uniform(key, n), latency: clock() - began };
        },
        info: (_clock, state) => state,
        output: (_clock, { sum, latency }) => ({
          sum: array(Float64Array.of(sum)),
          "seconds.last": array(Float64Array.of(latency / 1000)),
        }),
      }),
    },
    measure: (fold) => ({
      sum: fold.output("run")?.sum.values[0] ?? 0,
      milliseconds: 1000 * (fold.output("run")?.["seconds.last"].values[0] ?? 0),
    }),
  });
}

/** The finished run by a clock that goes so fast. */
function runOf(lab: Lab, speed: number) {
  const fold = openFold(lab.plan({ steps: 9 }, null, keyOfSeed(1)));
  const [task] = fold.tasks;
  let time = 0;
  const clock = () => {
    time += speed;
    return time;
  };
  const process = openNow(lab, task, { device: "scalar", wasm: noWasm, data: null, inputs: {}, clock });
  const records = process.advance(task.steps);
  fold.add({ task: task.id, from: 0, to: task.steps, records, output: process.output() });
  return fold;
}

async function digestsOf(lab: Lab): Promise<ReadonlySet<string | null>> {
  const experiment = presetExperiment(lab);
  const found = [1, 2, 250].map((speed) => summarise(lab, experiment, null, runOf(lab, speed), experiment));
  return new Set((await Promise.all(found)).map(({ digest }) => digest));
}

it("keeps what is declared measured out of the digest, whatever the clock says", async () => {
  const lab = timedLab(["latency", "seconds.<which>"], "measured");
  const digests = await digestsOf(lab);
  expect(digests.size).toBe(1);
  expect(digests).not.toContain(null);
  expect(resultArrays(runOf(lab, 2))["records/run/latency"].values[0]).toBe(2);
});

it.each<[string, readonly string[], "exact" | "measured"]>([
  ["record", ["seconds.<which>"], "measured"],
  ["output", ["latency"], "measured"],
  ["metric", ["latency", "seconds.<which>"], "exact"],
])("has another digest by every clock where a %s is not declared", async (_, measured, kind) => {
  expect((await digestsOf(timedLab(measured, kind))).size).toBe(3);
});

it("tells which arrays are measured", () => {
  const lab = timedLab(["latency", "seconds.<which>"], "measured");
  const fold = runOf(lab, 1);
  const arrays = resultArrays(fold);
  expect(Object.keys(arrays).filter((name) => isMeasuredArray(lab, fold.tasks, name))).toEqual([
    "records/run/latency",
    "output/run/seconds.last",
  ]);
  expect(Object.keys(exactArrays(lab, fold.tasks, arrays))).toEqual(["records/run/sum", "output/run/sum"]);
  for (const name of ["records/other/latency", "latency", "records/run/latency2", "snapshot/run/latency"])
    expect(isMeasuredArray(lab, fold.tasks, name)).toBe(false);
});

it("has no process of another kind, and says which it has", () => {
  const lab = timedLab([], "exact");
  const [task] = lab.plan({ steps: 9 }, null, keyOfSeed(1));
  const context = { device: "scalar", wasm: noWasm, data: null, inputs: {} } as const;
  for (const kind of ["sum", "toString", "__proto__"])
    expect(() => lab.open({ ...task, kind }, context)).toThrow(
      new RangeError(`lab timed has no process "${kind}" (must be one of sums)`),
    );
});

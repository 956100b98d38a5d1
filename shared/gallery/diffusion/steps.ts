/**
 * DDIM in few steps (Song et al. 2021): the noise of a sample is all that is drawn. What the net says are integers, all else is float64 that is rounded to float32 after each step,
 * with elementary functions of our own: the same numbers wherever it is computed.
 */
import { EMBEDDED, embedding } from "../../diffusion/embedding.ts";
import { cleanBy, stagesBack } from "../../diffusion/sampler.ts";
import { scheduleOf, timesOf } from "../../diffusion/schedule.ts";
import { standardCodes } from "../../quant/draws.ts";
import { type GraphEngine, valueNamed, valuesOf } from "../../quant/graph/index.ts";
import { keyOfSeed } from "../../random/index.ts";
import type { Whole } from "../asked.ts";
import type { DiffusionModel } from "./model.ts";

/** Rows in the units of the data, n × columns: the noise itself, and those after each step. `temperature` multiplies the noise. */
export function* cleaned(
  model: DiffusionModel,
  engine: GraphEngine,
  { seed, n, temperature, steps }: Pick<Whole, "seed" | "n" | "temperature" | "steps">,
): Generator<Float64Array<ArrayBuffer>> {
  const { graph, means, scale, reach, predicts } = model;
  const columns = means.length;
  const width = columns + EMBEDDED;
  const schedule = scheduleOf(model);
  const [output] = graph.outputs;
  const { code } = valueNamed(valuesOf(graph), output);
  const rows = new Float32Array(n * width);
  const predict = (x: Float32Array, t: number) => {
    const time = embedding(t, model.steps);
    for (let i = 0; i < n; i++) {
      rows.set(x.subarray(i * columns, (i + 1) * columns), i * width);
      rows.set(time, i * width + columns);
    }
    const codes = engine.run(graph, rows, [output])[output];
    return cleanBy(
      predicts,
      schedule,
      t,
      x,
      Float64Array.from(codes, (one) => code.scale * (one - code.zero)),
    );
  };
  const noise = Float32Array.from(standardCodes(seed, n, columns), (z) => z * temperature);
  const way = { schedule, sampler: "ddim", times: timesOf(model.steps, steps), reach, key: keyOfSeed(seed) } as const;
  for (const { x } of stagesBack(predict, noise, way))
    yield Float64Array.from(x, (one, i) => one / scale + means[i % columns]);
}

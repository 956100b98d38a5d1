import { ExperimentError } from "../../../../experiment/errors.ts";
import { foldIn, type Key } from "../../../../random/index.ts";
import type { Task, Work } from "../../../lab.ts";
import type { SampleParams } from "./fields.ts";

/** The lattices of a run: side by side, and of each side temperature by temperature. */
export function latticesOf(params: SampleParams): { readonly side: number; readonly temperature: number }[] {
  const temperatures = temperaturesOf(params);
  return params.sizes.flatMap((side) => temperatures.map((temperature) => ({ side, temperature })));
}

/** From the first to the last, in equal steps. */
export function temperaturesOf({ temperature, temperatures, lastTemperature }: SampleParams): number[] {
  const step = (lastTemperature - temperature) / Math.max(1, temperatures - 1);
  return Array.from({ length: temperatures }, (_, i) => temperature + i * step);
}

/** Throws an ExperimentError for lattices that the method cannot take. */
export function checkSample({ sizes, ...params }: SampleParams): void {
  const odd = sizes.find((side) => side % 2 === 1);
  if (odd !== undefined)
    throw new ExperimentError(
      "params.sizes",
      "odd-checkerboard",
      `invalid side: ${odd} (must be even: on a torus of odd side the checkerboard has neighbours of one colour)`,
      { value: odd },
    );
  if (new Set(sizes).size < sizes.length)
    throw new ExperimentError("params.sizes", "repeated-side", `invalid sides: ${sizes.join(", ")} (must differ)`, {
      value: sizes.join(", "),
    });
  if (params.temperatures > 1 && params.lastTemperature === params.temperature)
    throw new ExperimentError(
      "params.lastTemperature",
      "empty-scan",
      `invalid last temperature: ${params.lastTemperature} (must differ from the first, or choose one temperature)`,
      { value: params.lastTemperature },
    );
}

export function planSample(params: SampleParams, key: Key): readonly Task[] {
  const { sweeps, burnIn, model, field, method, start } = params;
  return latticesOf(params).map(({ side, temperature }, i) => ({
    id: `chain.${i}`,
    kind: "chain",
    key: foldIn(key, i),
    steps: burnIn + sweeps,
    params: { model, field, method, start, burnIn, side, temperature },
  }));
}

export function estimateSample(params: SampleParams): Work {
  const steps = params.burnIn + params.sweeps;
  const sites = latticesOf(params).reduce((sum, { side }) => sum + side * side, 0);
  return { multiplyAdds: 2 * sites * steps, bytes: sites + 32 * steps * latticesOf(params).length };
}

import { ExperimentError } from "../../../../experiment/errors.ts";
import { foldIn, type Key } from "../../../../random/index.ts";
import type { Task, Work } from "../../../lab.ts";
import type { SampleParams } from "./fields.ts";

/** The lattices of a run: side by side, and of each side temperature by temperature. */
export function latticesOf(params: SampleParams): { readonly side: number; readonly temperature: number }[] {
  const temperatures = temperaturesOf(params);
  return params.sizes.flatMap((side) => temperatures.map((temperature) => ({ side, temperature })));
}

/** From the first to the last, in equal steps, to six decimals. */
export function temperaturesOf({ temperature, temperatures, lastTemperature }: SampleParams): number[] {
  const step = (lastTemperature - temperature) / Math.max(1, temperatures - 1);
  return Array.from({ length: temperatures }, (_, i) => Math.round((temperature + i * step) * 1e6) / 1e6);
}

/** Whether energy and magnetisation are known exactly. */
export const hasTheory = ({ model, field = 0 }: Pick<SampleParams, "model" | "field">) =>
  model === "ising" && field === 0;

/** The most sites of all lattices together, and the most sweeps of all chains together. */
const MOST_SITES = 2 ** 21;
const MOST_SWEEPS = 5_000_000;

/** Throws an ExperimentError for lattices that the method cannot take, or that are too many. */
export function checkSample(params: SampleParams): void {
  const { method, sizes, temperatures, temperature, lastTemperature } = params;
  const fail = (name: string, code: string, message: string, values: Record<string, string | number>) => {
    throw new ExperimentError(`params.${name}`, code, message, values);
  };
  const odd = sizes.find((side) => side % 2 === 1);
  if (odd !== undefined && (method === "gibbs" || method === "metropolis"))
    fail(
      "sizes",
      "odd-checkerboard",
      `invalid side: ${odd} (must be even: on a torus of odd side the checkerboard has neighbours of one colour; or choose swendsen-wang or wolff)`,
      { value: odd },
    );
  if (new Set(sizes).size < sizes.length)
    fail("sizes", "repeated-side", `invalid sides: ${sizes.join(", ")} (must differ)`, { value: sizes.join(", ") });
  if (temperatures > 1 && lastTemperature === temperature)
    fail(
      "lastTemperature",
      "empty-scan",
      `invalid last temperature: ${lastTemperature} (must differ from the first, or choose one temperature)`,
      { value: lastTemperature },
    );
  const lattices = latticesOf(params);
  const sites = lattices.reduce((sum, { side }) => sum + side * side, 0);
  if (sites > MOST_SITES)
    fail(
      "sizes",
      "too-many-sites",
      `too many sites: ${sites} in all lattices (must be ≤ ${MOST_SITES}: choose smaller sides, or fewer temperatures)`,
      {
        value: sites,
        max: MOST_SITES,
      },
    );
  const sweeps = lattices.length * (params.burnIn + params.sweeps);
  if (sweeps > MOST_SWEEPS)
    fail(
      "sweeps",
      "too-many-sweeps",
      `too many sweeps: ${sweeps} in all chains (must be ≤ ${MOST_SWEEPS}: choose fewer sweeps or temperatures)`,
      {
        value: sweeps,
        max: MOST_SWEEPS,
      },
    );
}

/** "chain.<i>" of each lattice, and "theory" where there is one. */
export function planSample(params: SampleParams, key: Key): readonly Task[] {
  const { sweeps, burnIn, model, states, field, method, start, sizes } = params;
  const chains = latticesOf(params).map(({ side, temperature }, i) => ({
    id: `chain.${i}`,
    kind: "chain",
    key: foldIn(key, i),
    steps: burnIn + sweeps,
    params: { model, states, field, method, start, burnIn, side, temperature },
  }));
  if (!hasTheory(params)) return chains;
  const temperatures = temperaturesOf(params);
  return [...chains, { id: "theory", kind: "theory", key, steps: 1, params: { sizes, temperatures } }];
}

/** Multiply-adds that a site costs in a sweep, by measurement beside those of other labs. */
const PER_SITE = { gibbs: 4, metropolis: 6, "swendsen-wang": 100, wolff: 100 } as const;

export function estimateSample(params: SampleParams): Work {
  const steps = params.burnIn + params.sweeps;
  const lattices = latticesOf(params);
  const sites = lattices.reduce((sum, { side }) => sum + side * side, 0);
  const perSite = params.model === "potts" ? Math.max(40, PER_SITE[params.method]) : PER_SITE[params.method];
  return { multiplyAdds: perSite * sites * steps, bytes: 20 * sites + 32 * steps * lattices.length };
}

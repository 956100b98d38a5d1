/** Counterfactuals the long way (Pearl 2009, theorem 7.1.7): every value of the noise, the world that it makes, and the one that it would have made. */
import type { Intervention, Network, Response } from "../../shared/kernels/bayes-net/causal.ts";
import type { Finding } from "../../shared/kernels/bayes-net/exact.ts";

/** One value of a variable's noise: how probable it is, and the state that it gives for each row of the table. */
interface Noise {
  readonly probability: number;
  readonly answers: readonly number[];
}

/** How many worlds there are at most. */
export function countWorlds({ model, parents }: Network): number {
  return parents.reduce((product, own, v) => {
    const rows = own.reduce((count, parent) => count * model.sizes[parent], 1);
    return product * Math.max(model.sizes[v] ** rows, model.sizes[v] * rows);
  }, 1);
}

/** Of each variable the distribution of what it would have been; zeros where the findings are impossible. */
export function enumerateWorlds(
  network: Network,
  findings: readonly Finding[],
  interventions: readonly Intervention[],
  response: Response,
): readonly Float64Array[] {
  const { sizes } = network.model;
  const noises = noisesOf(network, response);
  const set = new Map(interventions.map(({ variable, state }) => [variable, state]));
  const found = Array.from(sizes, (size) => new Float64Array(size));
  let total = 0;
  const chosen: Noise[] = [];
  const go = (probability: number): void => {
    if (probability === 0) return;
    if (chosen.length < sizes.length) {
      for (const noise of noises[chosen.length]) {
        chosen.push(noise);
        go(probability * noise.probability);
        chosen.pop();
      }
      return;
    }
    const world = worldOf(network, chosen, new Map());
    const weight = findings.reduce((product, { variable, weights }) => product * weights[world[variable]], probability);
    total += weight;
    for (const [v, state] of worldOf(network, chosen, set).entries()) found[v][state] += weight;
  };
  go(1);
  return found.map((own) => own.map((x) => (total > 0 ? x / total : 0)));
}

/** Variables stand after their parents. */
function worldOf({ model, parents }: Network, noises: readonly Noise[], set: ReadonlyMap<number, number>): number[] {
  const world: number[] = [];
  for (const [v, own] of parents.entries()) {
    const row = own.reduce((at, parent) => at * model.sizes[parent] + world[parent], 0);
    world.push(set.get(v) ?? noises[v].answers[row]);
  }
  return world;
}

function noisesOf({ model, parents }: Network, response: Response): readonly (readonly Noise[])[] {
  return parents.map((own, v) => {
    const states = model.sizes[v];
    const rows = own.reduce((product, parent) => product * model.sizes[parent], 1);
    const table = Array.from({ length: rows }, (_, row) => [
      ...model.factors[v].table.subarray(row * states, (row + 1) * states),
    ]);
    return response === "independent" ? anyAnswers(table) : oneNumber(table);
  });
}

/** All functions from rows to states. */
function anyAnswers(table: readonly (readonly number[])[]): Noise[] {
  return table.reduce<Noise[]>(
    (before, row) =>
      before.flatMap(({ probability, answers }) =>
        row.map((p, state) => ({ probability: probability * p, answers: [...answers, state] })),
      ),
    [{ probability: 1, answers: [] }],
  );
}

/** The pieces of the unit interval within which no row changes its answer. */
function oneNumber(table: readonly (readonly number[])[]): Noise[] {
  const ends = table.map((row) => row.map((_, state) => row.slice(0, state + 1).reduce((a, b) => a + b, 0)));
  const cuts = [0, ...ends.flat().filter((end) => end < 1 - 1e-12), 1].sort((a, b) => a - b);
  return cuts.slice(1).map((end, i) => {
    const middle = (cuts[i] + end) / 2;
    return { probability: end - cuts[i], answers: ends.map((own) => own.findIndex((x) => middle < x)) };
  });
}

/** The model that is given: that of the data, with what the parameters say of it instead, or theirs alone. */
import type { HiddenChain } from "../../../data/hidden-chain.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import type { NumbersMap } from "../../../experiment/fields.ts";
import type { Emissions } from "../../../kernels/hmm/index.ts";
import { cholesky, NotPositiveDefiniteError } from "../../../linalg/index.ts";
import type { Sequences } from "./data.ts";
import type { HmmParams } from "./fields.ts";

/** A row per state. */
interface Rows {
  readonly path: string;
  readonly given: NumbersMap;
  /** The numbers of a state where the parameters say nothing. */
  own(state: number): readonly number[] | undefined;
}

/** Throws an ExperimentError where there is no model, or it does not fit the data. */
export function givenModel(params: HmmParams, known: HiddenChain | undefined, data: Sequences): HiddenChain {
  const states = known?.states ?? Object.keys(params.transitions ?? {});
  if (states.length === 0 && data.isSound)
    throw new ExperimentError(
      "params.application",
      "hmm-sound",
      "data: a sound, which brings no model of a series (choose spoken vowels, or learn a model)",
    );
  if (states.length === 0)
    throw new ExperimentError(
      "params.task",
      "hmm-no-model",
      "these data bring no model (learn one, count one where states are known, or give transitions and what each state shows)",
      { fits: "learn" },
    );
  const K = states.length;
  const model = known?.model;
  const pieces = (values: Float64Array | undefined) => (s: number) => {
    const width = values ? values.length / K : 0;
    return values && [...values.subarray(s * width, (s + 1) * width)];
  };
  const rows = (name: "initial" | "transitions" | "shows" | "lasts", own: Rows["own"]): Rows => ({
    path: `params.${name}`,
    given: params[name] ?? {},
    own,
  });
  const initial = numbersOf(rows("initial", model ? pieces(model.initial) : () => [1]), states, 1);
  const transitions = numbersOf(rows("transitions", pieces(model?.transitions)), states, K);
  const lasting = rows("lasts", pieces(model?.durations));
  const longest = Math.max(0, ...states.map((name, s) => (rowOf(lasting, name) ?? lasting.own(s) ?? []).length));
  return {
    states,
    ...(data.symbols && { symbols: data.symbols }),
    model: {
      initial: share(initial, states, K, "params.initial"),
      transitions: share(transitions, states, K, "params.transitions"),
      ...(longest > 0 && {
        durations: share(numbersOf(lasting, states, longest, true), states, longest, "params.lasts"),
      }),
      emissions: emissionsOf(rows("shows", shownBy(known?.model.emissions, K)), states, data),
    },
  };
}

const rowOf = ({ given }: Pick<Rows, "given">, state: string): readonly number[] | undefined =>
  Object.hasOwn(given, state) ? given[state] : undefined;

/** states × width numbers; `short`: what a row lacks at its end is 0. */
function numbersOf(rows: Rows, states: readonly string[], width: number, short = false): Float64Array {
  const stranger = Object.keys(rows.given).find((name) => !states.includes(name));
  if (stranger !== undefined)
    throw new ExperimentError(
      `${rows.path}.${stranger}`,
      "hmm-no-state",
      `${rows.path}: no state is called ${stranger} (must be one of ${states.join(", ")})`,
      { value: stranger, allowed: states.join(", ") },
    );
  const all = states.map((name, s) => {
    const row = rowOf(rows, name) ?? rows.own(s) ?? [];
    if (row.length === width || (short && row.length > 0)) return [...row, ...new Array(width - row.length).fill(0)];
    throw new ExperimentError(
      `${rows.path}.${name}`,
      "hmm-row-length",
      `${rows.path}.${name}: ${row.length} numbers (must be ${width})`,
      { value: row.length, allowed: width, name },
    );
  });
  return Float64Array.from(all.flat());
}

/** Each row of `width` divided by its sum. */
function share(weights: Float64Array, states: readonly string[], width: number, path: string): Float64Array {
  const out = new Float64Array(weights.length);
  for (let from = 0; from < weights.length; from += width) {
    let sum = 0;
    for (let i = from; i < from + width; i++) sum += weights[i];
    if (!(sum > 0))
      throw new ExperimentError(
        path,
        "hmm-row-of-zeros",
        `${path}: all weights${weights.length > width ? ` of ${states[from / width]}` : ""} are 0 (must have one > 0)`,
        { name: weights.length > width ? states[from / width] : "" },
      );
    for (let i = from; i < from + width; i++) out[i] = weights[i] / sum;
  }
  return out;
}

/** Per state what `shows` says: probabilities, or means and then covariances. */
function shownBy(emissions: Emissions | undefined, states: number): Rows["own"] {
  if (!emissions) return () => undefined;
  const part = (values: Float64Array, s: number) => {
    const width = values.length / states;
    return [...values.subarray(s * width, (s + 1) * width)];
  };
  if (emissions.kind === "discrete") return (s) => part(emissions.table, s);
  return (s) => [...part(emissions.means, s), ...part(emissions.covariances, s)];
}

function emissionsOf(rows: Rows, states: readonly string[], { kind, symbols, dimensions: D }: Sequences): Emissions {
  const K = states.length;
  if (kind === "discrete") {
    const count = symbols?.length ?? 0;
    const weights = numbersOf(rows, states, count);
    const bad = weights.findIndex((weight) => weight < 0);
    if (bad >= 0)
      throw new ExperimentError(
        `${rows.path}.${states[Math.floor(bad / count)]}`,
        "not-a-weight",
        `${rows.path}.${states[Math.floor(bad / count)]}: ${weights[bad]} (must be ≥ 0)`,
        { value: weights[bad] },
      );
    return { kind, symbols: count, table: share(weights, states, count, rows.path) };
  }
  const width = kind === "full" ? D * D : D;
  const all = numbersOf(rows, states, D + width);
  const part = (from: number, size: number) =>
    Float64Array.from({ length: K * size }, (_, i) => all[Math.floor(i / size) * (D + width) + from + (i % size)]);
  const covariances = part(D, width);
  checkCovariances(covariances, kind, D, states);
  return { kind, dimensions: D, means: part(0, D), covariances };
}

/** Throws an ExperimentError for a covariance that is none. */
function checkCovariances(all: Float64Array, kind: "diagonal" | "full", D: number, states: readonly string[]): void {
  const width = kind === "full" ? D * D : D;
  for (const [s, name] of states.entries()) {
    const own = all.subarray(s * width, (s + 1) * width);
    const path = `params.shows.${name}`;
    const value = own.join(", ");
    if (kind === "diagonal" && !own.every((variance) => variance > 0)) {
      const message = `${path}: ${value} (must be variances > 0 after the means)`;
      throw new ExperimentError(path, "hmm-variance", message, { name, value });
    }
    if (kind === "full" && !isCovariance(own, D)) {
      const message = `${path}: ${value} (must be a symmetric, positive definite covariance after the means)`;
      throw new ExperimentError(path, "hmm-covariance", message, { name, value });
    }
  }
}

function isCovariance(own: Float64Array, D: number): boolean {
  if (own.some((value, i) => value !== own[(i % D) * D + Math.floor(i / D)])) return false;
  try {
    cholesky(own, D);
    return true;
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) return false;
    throw error;
  }
}

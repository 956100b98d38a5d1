// How the readers of Stan's CSV files go about it, each by its own rules, which differ: rstan 2.21.7 (read_stan_csv), Stan's own library
// (stan_csv_reader.hpp, behind stansummary and diagnose), CmdStanPy (from_csv) and ArviZ (from_cmdstan). What they refuse throws.

export interface Opened {
  readonly sampler: string | undefined;
  readonly maxDepth: number | undefined;
  readonly thin: number;
  readonly warmup: number;
  /** Transitions, those of warm-up included. */
  readonly iterations: number;
  /** Columns that are taken for parameters, in the order of the file. */
  readonly parameters: readonly string[];
  readonly kept: readonly Readonly<Record<string, number>>[];
  readonly warmupDraws: readonly Readonly<Record<string, number>>[];
}

const SAMPLER_COLUMNS = ["accept_stat__", "treedepth__", "stepsize__", "divergent__", "n_leapfrog__", "energy__"];

/** rstan: everything before "Adaptation terminated" (or all but the last comment) is searched for "name = value". */
export function rstanReads(text: string): Opened {
  const { comments, table } = parts(text);
  const settings = settingsOf(comments.slice(0, endOfSettings(comments)));
  const need = (name: string) => {
    const value = settings.get(name);
    if (value === undefined) throw new Error(`argument is of length zero: ${name}`);
    return value;
  };
  const whole = (name: string) => {
    const value = Number(need(name));
    if (!Number.isInteger(value)) throw new Error(`NA introduced by coercion: ${name} = ${need(name)}`);
    return value;
  };
  const saved = whole("save_warmup");
  const thin = whole("thin");
  const warmup = whole("num_warmup");
  const iterations = whole("num_samples") + warmup;
  const warmupRows = saved === 1 ? 1 + Math.floor((warmup - 1) / thin) : 0;
  const kept = table.rows.length - warmupRows;
  const said = 1 + Math.floor((iterations - warmup - 1) / thin);
  if (kept !== said) throw new Error(`${kept} iterations after warmup do not match ${said} of the comments`);
  return {
    sampler: samplerOf(need),
    maxDepth: settings.has("max_depth") ? whole("max_depth") : undefined,
    thin,
    warmup,
    iterations,
    parameters: table.names.filter((name) => name !== "lp__" && !SAMPLER_COLUMNS.includes(name)),
    kept: table.rows.slice(warmupRows),
    warmupDraws: table.rows.slice(0, warmupRows),
  };
}

function samplerOf(need: (name: string) => string): string | undefined {
  const algorithm = need("algorithm");
  if (algorithm === "rwm" || algorithm === "Metropolis") return "Metropolis";
  if (algorithm !== "hmc") return undefined;
  return need("engine") === "static" ? "HMC" : `NUTS(${need("metric")})`;
}

function endOfSettings(comments: readonly string[]): number {
  const at = comments.findIndex((line) => line.includes("Adaptation terminated"));
  return at < 0 ? comments.length - 1 : at;
}

function settingsOf(comments: readonly string[]): ReadonlyMap<string, string> {
  const pairs = comments.flatMap((line): [string, string][] => {
    const bare = line.replace(/^#+|\s|\(Default\)/g, "");
    const at = bare.indexOf("=");
    return at < 0 ? [] : [[bare.slice(0, at), bare.slice(at + 1)]];
  });
  // The first of a name counts.
  return new Map(pairs.reverse());
}

/** Stan's library: the rows up to the next comment are warm-up where save_warmup says so; looked for without end where there is none. */
export function stanReads(text: string): {
  readonly stepSize: number;
  readonly metric: readonly number[];
  readonly rows: number;
} {
  const lines = text.trimEnd().split("\n");
  const isComment = (line = "") => line.startsWith("#");
  const head = lines.findIndex((line) => !isComment(line));
  const settings = settingsOf(lines.slice(0, head));
  let at = head + 1;
  if (
    settings.get("algorithm") !== "fixed_param" &&
    Number(settings.get("num_warmup")) > 0 &&
    settings.get("save_warmup") === "1"
  ) {
    while (!isComment(lines[at])) if (++at >= lines.length) throw new Error("no end of warm-up");
  }
  const block: string[] = [];
  while (isComment(lines[at])) block.push(lines[at++]);
  const rows = lines.slice(at).filter((line) => !isComment(line));
  const width = lines[head].split(",").length;
  if (rows.some((row) => row.split(",").length !== width)) throw new Error(`not all rows have ${width} columns`);
  return {
    stepSize: Number(block[1].split("=")[1]),
    metric: block.slice(3).flatMap((line) => line.slice(1).split(",").map(Number)),
    rows: rows.length,
  };
}

/** CmdStanPy: after the draws of warm-up come these very lines; then it counts the draws, divergences and deepest trees. */
export function cmdstanpyReads(text: string): {
  readonly warmup: number;
  readonly draws: number;
  readonly divergences: number;
  readonly deepest: number;
} {
  const lines = text.trimEnd().split("\n");
  const head = lines.findIndex((line) => !line.startsWith("#"));
  const settings = settingsOf(lines.slice(0, head));
  const at = lines.findIndex((line, i) => i > head && line.startsWith("#"));
  const block = lines.slice(at, at + 4);
  if (block[0] !== "# Adaptation terminated") throw new Error(`expecting metric, found: ${block[0]}`);
  const [label, stepSize] = block[1].split("=");
  if (!label.startsWith("# Step size") || !(Number(stepSize) > 0)) throw new Error("invalid step size");
  const metric = settings.get("metric");
  if (metric === "diag_e" && block[2] !== "# Diagonal elements of inverse mass matrix:")
    throw new Error(`invalid or missing metric: ${block[2]}`);
  if (metric === "dense_e" && block[2] !== "# Elements of inverse mass matrix:")
    throw new Error(`invalid or missing metric: ${block[2]}`);
  // As many lines as the first of them has numbers.
  const lineCount = metric === "unit_e" ? 0 : metric === "diag_e" ? 1 : block[3].split(",").length;
  if (lines.slice(at + 3, at + 3 + lineCount).some((line) => line.split(",").length !== block[3].split(",").length))
    throw new Error("invalid or missing mass matrix");
  const skipped = lineCount > 0 ? 3 + lineCount : block[2].startsWith("#") ? 3 : 2;
  const names = lines[head].split(",");
  const rows = lines.slice(at + skipped).map((line) => line.split(",").map(Number));
  const counted = (name: string, value: string | undefined) => {
    const column = names.indexOf(name);
    if (column < 0 || value === undefined) throw new Error(`${name} is not in the file, or nothing to compare it with`);
    return rows.filter((row) => row[column] === Number(value)).length;
  };
  return {
    warmup: at - head - 1,
    draws: rows.length,
    divergences: counted("divergent__", "1"),
    deepest: counted("treedepth__", settings.get("max_depth")),
  };
}

/** ArviZ 0.23 (from_cmdstan): of warm-up it takes save_warmup · num_warmup / thin rows, rounded down where Stan rounds up, and the rest for draws. */
export function arvizReads(text: string): { readonly warmup: number; readonly draws: number } {
  const { comments, table } = parts(text);
  const settings = settingsOf(comments);
  const whole = (name: string) => Number.parseInt(settings.get(name) ?? "", 10);
  const warmup = Math.floor((whole("save_warmup") * whole("num_warmup")) / whole("thin"));
  return { warmup, draws: table.rows.length - warmup };
}

function parts(text: string) {
  const lines = text.trimEnd().split("\n");
  const comments = lines.filter((line) => line.startsWith("#"));
  const [head, ...rows] = lines.filter((line) => !line.startsWith("#"));
  const names = head.split(",");
  const read = (line: string) => {
    const values = line.split(",").map(Number);
    if (values.length !== names.length || values.some(Number.isNaN))
      throw new Error(`not a row of ${names.length}: ${line}`);
    return Object.fromEntries(names.map((name, i) => [name, values[i]]));
  };
  return { comments, table: { names, rows: rows.map(read) } };
}

/** An array as R lays it out: its values in the order of the file, the first index fastest; dimensions are the largest indices. */
export function arrayOf(
  names: readonly string[],
  variable: string,
): { readonly dim: readonly number[]; at(...index: number[]): string } {
  const own = names.filter((name) => name.split(".")[0] === variable);
  const indices = own.map((name) => name.split(".").slice(1).map(Number));
  const dim = indices[0].map((_, axis) => Math.max(...indices.map((index) => index[axis])));
  return {
    dim,
    at: (...index) => own[index.reduceRight((place, i, axis) => place * dim[axis] + (i - 1), 0)],
  };
}

import type { Arrays, NDArray } from "../../../arrays.ts";

/** What a chain's file says of how it was made. */
export interface StanCsvHeader {
  readonly model: string;
  readonly chain: number;
  readonly draws: number;
  readonly warmup: number;
  readonly thin: number;
  readonly seed: number;
  readonly sampler: "nuts" | "hmc" | "metropolis";
}

const SAMPLER_COLUMNS = [
  "accept_stat__",
  "stepsize__",
  "treedepth__",
  "n_leapfrog__",
  "divergent__",
  "energy__",
] as const;

/**
 * The draws of one chain in Stan's CSV format (CmdStan guide, "Stan CSV file format"), which ArviZ, posterior and others read: comments, the
 * columns lp__, accept_stat__ … energy__, then the parameters (theta[1] becomes theta.1), one draw per line. Warm-up draws come first when they
 * are asked for, as save_warmup = 1. `records` are those of the chain's task, `output` its output where it is finished.
 */
export function stanCsv(
  header: StanCsvHeader,
  names: readonly string[],
  records: Arrays,
  output: Arrays | undefined,
  saveWarmup: boolean,
): string {
  const from = saveWarmup ? 0 : header.warmup;
  const lines = comments(header, saveWarmup);
  lines.push(["lp__", ...SAMPLER_COLUMNS, ...names.map(stanName)].join(","));
  const { draw } = records;
  const rows = draw.shape[0];
  for (let i = Math.min(from, rows); i < rows; i++) {
    if (i === header.warmup || (i === from && i > header.warmup)) lines.push(...adaptation(output));
    lines.push(rowOf(records, draw, i));
  }
  return `${lines.join("\n")}\n`;
}

/** theta[1] → theta.1, b[2,3] → b.2.3 */
export function stanName(name: string): string {
  return name.replace(/\[([^\]]*)\]/g, (_, index: string) => `.${index.replaceAll(",", ".")}`);
}

function comments(header: StanCsvHeader, saveWarmup: boolean): string[] {
  const { model, chain, draws, warmup, thin, seed, sampler } = header;
  return [
    "# stan_version_major = 2",
    "# stan_version_minor = 36",
    "# stan_version_patch = 0",
    "# written by Latente in the format of Stan",
    `# model = ${model}`,
    "# method = sample (Default)",
    "#   sample",
    `#     num_samples = ${draws}`,
    `#     num_warmup = ${warmup}`,
    `#     save_warmup = ${saveWarmup ? 1 : 0}`,
    `#     thin = ${thin}`,
    `#     algorithm = ${sampler === "nuts" ? "hmc (Default)" : sampler}`,
    `# id = ${chain}`,
    "# random",
    `#   seed = ${seed}`,
  ];
}

function adaptation(output: Arrays | undefined): string[] {
  if (output === undefined) return [];
  const { stepSize, inverseMetric } = output;
  return [
    "# Adaptation terminated",
    `# Step size = ${stepSize.values[0]}`,
    "# Diagonal elements of inverse mass matrix:",
    `# ${Array.from(inverseMetric.values).join(", ")}`,
  ];
}

function rowOf(records: Arrays, draw: NDArray, i: number): string {
  const width = draw.shape[1];
  const value = (name: string) => records[name].values[i];
  return [
    value("logDensity"),
    value("accept"),
    value("stepSize"),
    value("treeDepth"),
    value("leapfrogs"),
    value("divergent"),
    value("energy"),
    ...draw.values.subarray(i * width, (i + 1) * width),
  ].join(",");
}

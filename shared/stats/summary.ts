import { drawsOf } from "./chains.ts";
import { errorOfQuantile, essBulk, essQuantile, mcseMean, mcseSd, rhat, scoresOf } from "./convergence.ts";
import { mean, variance } from "./moments.ts";
import { type Ascending, quantileOfSorted } from "./quantile.ts";

/** What is said of a quantity, in the order in which it is told: mean, spread, quantiles, their Monte Carlo standard errors, convergence. */
export const SUMMARY = [
  "mean",
  "sd",
  "q5",
  "q25",
  "q50",
  "q75",
  "q95",
  "mcse",
  "mcseSd",
  "mcseQ5",
  "mcseQ50",
  "mcseQ95",
  "rhat",
  "essBulk",
  "essTail",
] as const;
export type SummaryName = (typeof SUMMARY)[number];

/** What is known of one quantity from its chains; a diagnostic without value is absent. */
export type Summary = Readonly<Partial<Record<SummaryName, number>> & Record<"mean" | "sd", number>>;

export function summarise(chains: readonly Float64Array[]): Summary {
  // Sorted and ranked once for all diagnostics: that is most of their work.
  const draws = drawsOf(chains);
  const { all } = draws;
  const scores = scoresOf(draws);
  const centre = mean(all);
  const sd = Math.sqrt(variance(all, centre));
  return summaryOf(draws.ordered.sorted, {
    mean: centre,
    sd,
    mcse: mcseMean(chains, sd),
    mcseSd: mcseSd(chains, all, centre),
    rhat: rhat(chains, draws, scores),
    essBulk: essBulk(chains, scores),
    essOf: (probability) => essQuantile(chains, probability, draws),
  });
}

/** What is made of the draws in their order in time; the rest follows from their order in size. */
interface InTime {
  readonly mean: number;
  readonly sd: number;
  readonly mcse: number | undefined;
  readonly mcseSd: number | undefined;
  readonly rhat: number | undefined;
  readonly essBulk: number | undefined;
  /** Effective sample size of one of `QUANTILES`. */
  essOf(probability: number): number | undefined;
}

/** Quantiles whose Monte Carlo errors are told. */
export const QUANTILES: readonly number[] = [0.05, 0.5, 0.95];

export function summaryOf(sorted: Ascending, { essOf, ...own }: InTime): Summary {
  const quantiles = QUANTILES.map((p) => {
    const size = essOf(p);
    return {
      value: quantileOfSorted(sorted, p),
      size,
      mcse: size === undefined ? undefined : errorOfQuantile(sorted, p, size),
    };
  });
  const [low, middle, high] = quantiles;
  const entries: Record<SummaryName, number | undefined> = {
    mean: own.mean,
    sd: own.sd,
    q5: low.value,
    q25: quantileOfSorted(sorted, 0.25),
    q50: middle.value,
    q75: quantileOfSorted(sorted, 0.75),
    q95: high.value,
    mcse: own.mcse,
    mcseSd: own.mcseSd,
    mcseQ5: low.mcse,
    mcseQ50: middle.mcse,
    mcseQ95: high.mcse,
    rhat: own.rhat,
    essBulk: own.essBulk,
    essTail: low.size === undefined || high.size === undefined ? undefined : Math.min(low.size, high.size),
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as unknown as Summary;
}

/** Summaries of several quantities, whose chains are written to their places first. */
export interface Summaries {
  /** Where the chains of a column are written: views, one for each chain. */
  chains(column: number): readonly Float64Array[];
  /** Of what was written there. */
  summary(column: number): Summary;
}
export interface SummariesSize {
  readonly chains: number;
  /** Of each chain. */
  readonly draws: number;
  readonly columns: number;
}

export function scalarSummaries({ chains, draws, columns }: SummariesSize): Summaries {
  const places = Array.from({ length: columns }, () => Array.from({ length: chains }, () => new Float64Array(draws)));
  return { chains: (column) => places[column], summary: (column) => summarise(places[column]) };
}

import { drawsOf } from "./chains.ts";
import { essBulk, essQuantile, mcseMean, mcseQuantile, mcseSd, rhat, scoresOf } from "./convergence.ts";
import { mean, variance } from "./moments.ts";
import { quantileOfSorted } from "./quantile.ts";

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
  const { all, ordered } = draws;
  const scores = scoresOf(draws);
  const centre = mean(all);
  const sd = Math.sqrt(variance(all, centre));
  const quantiles = [0.05, 0.5, 0.95].map((p) => {
    const size = essQuantile(chains, p, draws);
    return { value: quantileOfSorted(ordered.sorted, p), size, mcse: mcseQuantile(chains, p, draws, size) };
  });
  const [low, middle, high] = quantiles;
  const entries: Record<SummaryName, number | undefined> = {
    mean: centre,
    sd,
    q5: low.value,
    q25: quantileOfSorted(ordered.sorted, 0.25),
    q50: middle.value,
    q75: quantileOfSorted(ordered.sorted, 0.75),
    q95: high.value,
    mcse: mcseMean(chains, sd),
    mcseSd: mcseSd(chains, all, centre),
    mcseQ5: low.mcse,
    mcseQ50: middle.mcse,
    mcseQ95: high.mcse,
    rhat: rhat(chains, draws, scores),
    essBulk: essBulk(chains, scores),
    essTail: low.size === undefined || high.size === undefined ? undefined : Math.min(low.size, high.size),
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as unknown as Summary;
}

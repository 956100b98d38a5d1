/** Metrics of what is trained by the evidence lower bound; the lab says of which rows. */
export const variational = {
  elbo: { name: "elbo", unit: "nats", kind: "exact", label: { es: "ELBO", en: "ELBO" }, better: "higher" },
  kl: { name: "kl", unit: "nats", kind: "exact", label: { es: "KL", en: "KL" } },
} as const;

/** What they are where both parts of the bound are known. */
export function boundOf(logLikelihood: number | undefined, kl: number | undefined): number | undefined {
  return logLikelihood === undefined || kl === undefined ? undefined : logLikelihood - kl;
}

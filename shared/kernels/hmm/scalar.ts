import { evidenceOf } from "./emissions.ts";
import type { HmmMachine } from "./machine.ts";
import { statesOf } from "./model.ts";
import { beliefsOf, filter, smooth } from "./smooth.ts";

export const scalarMachine: HmmMachine = (model, data) => {
  const K = statesOf(model);
  const evidence = evidenceOf(model.emissions, K, data);
  const spare = beliefsOf(data.rows, K);
  return (range, given, pairs) => {
    const beliefs = { ...spare, ...given };
    const logLikelihood = filter(model, evidence, range, beliefs);
    if (!Number.isNaN(logLikelihood)) smooth(model, range, beliefs, pairs);
    return logLikelihood;
  };
};

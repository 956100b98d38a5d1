import type { DataNotice, Table } from "../../../data/table.ts";
import type { BayesNetParams } from "./fields.ts";
import { samplesNotices } from "./learning/notices.ts";
import { ignoresEvidence } from "./metrics.ts";
import { documentIn, priced } from "./plan.ts";

/** What people are told of what they ask: rows that were brought to 1, samples that are not asked, an exact answer that does not fit, and what a method cannot do here. */
export function bayesNetNotices(params: BayesNetParams, data: Table | null): readonly DataNotice[] {
  const { problem, price, fits } = priced(params, data);
  const notices: DataNotice[] = [...problem.compiled.notices, ...samplesNotices(data)];
  const isDeterministic = documentIn(data).nodes.some(
    ({ function: f }, v) => f !== undefined || problem.model.factors[v].table.includes(0),
  );
  if (!fits) notices.push({ code: "exact-left-out", values: { cells: price.cells } });
  if (ignoresEvidence(params)) notices.push({ code: "forward-ignores", values: {} });
  if (params.method === "gibbs" && isDeterministic) notices.push({ code: "gibbs-zeros", values: {} });
  return notices;
}

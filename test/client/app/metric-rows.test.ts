import { expect, test } from "vitest";
import { metricRows } from "../../../client/app/lab/compare/metric-rows.ts";
import { rbm } from "../../../shared/labs/partition/rbm/lab.ts";

test("exact metrics stand beside each other with their difference; times, and what only one has, have none", () => {
  const measured = rbm.metrics.filter(({ kind }) => kind === "measured").map(({ name }) => name);
  const rows = metricRows(
    rbm,
    { reconstructionError: 0.5, logLikelihood: -4, ...Object.fromEntries(measured.map((name) => [name, 1])) },
    { logLikelihood: -3.5, "logZ.exact": 41 },
  );
  expect(rows).toEqual([
    { name: "reconstructionError", a: 0.5, b: undefined, difference: undefined },
    { name: "logLikelihood", a: -4, b: -3.5, difference: 0.5 },
    { name: "logZ.exact", a: undefined, b: 41, difference: undefined },
  ]);
});

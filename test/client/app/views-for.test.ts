/** Which views a page offers, and whose numbers it says that they are: those of the form as it is, or those of the last run. */
import { expect, test } from "vitest";
import { freshnessOf } from "../../../client/app/lab/freshness.ts";
import { viewsFor } from "../../../client/app/lab/views-for.ts";
import { bayesNetView } from "../../../client/labs/graphs/bayes-net/view.tsx";
import { factorGraphView } from "../../../client/labs/graphs/factor-graph/view.tsx";
import type { LabView } from "../../../client/labs/view.ts";
import { startDraft } from "../../../client/run/draft.ts";
import type { Displayed, Session } from "../../../client/run/session.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { bayesNet } from "../../../shared/labs/graphs/bayes-net/lab.ts";
import { factorGraph } from "../../../shared/labs/graphs/factor-graph/lab.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";

const preset = (lab: Lab, id: string) => presetExperiment(lab, lab.presets.find((one) => one.id === id) as never);
const offered = (view: LabView, form: Experiment, ran = form) =>
  viewsFor(view.supporting, { experiment: ran } as Displayed, form).map(({ id }) => id);

test("of a deterministic graph, and of a question without an approximation, nothing is offered that has no meaning", () => {
  expect(offered(factorGraphView, preset(factorGraph, "xor"))).toEqual(["convergence", "graph"]);
  expect(offered(factorGraphView, preset(factorGraph, "asia"))).toContain("clique-tree");
  const asia = preset(bayesNet, "asia");
  expect(offered(bayesNetView, asia)).toContain("error");
  const exact = setPath(bayesNet, asia, "params.method", "exact");
  expect(offered(bayesNetView, exact, asia)).not.toContain("error");
  expect(offered(bayesNetView, asia, exact)).not.toContain("error");
  // The form says what is drawn, whatever was run.
  expect(offered(bayesNetView, setPath(bayesNet, asia, "params.counterfactual", true), asia)).toContain("twin");
  expect(offered(bayesNetView, setPath(bayesNet, asia, "params.task", "tables"), asia)).toEqual([]);
});

test("a picture of the form is live, and old are the numbers of a run on other values", () => {
  const ran = preset(bayesNet, "asia");
  const of = (form: Experiment) =>
    freshnessOf(
      {
        lab: bayesNet,
        draft: { value: startDraft(form) },
        shown: { value: { experiment: ran } },
      } as unknown as Session,
      bayesNetView,
    );
  expect(of(ran)).toEqual({ isStale: false, isLive: true });
  expect(of(setPath(bayesNet, ran, "params.evidence.xray", "yes"))).toEqual({ isStale: true, isLive: true });
  expect(of(setPath(bayesNet, ran, "params.task", "tables"))).toEqual({ isStale: true, isLive: false });
});

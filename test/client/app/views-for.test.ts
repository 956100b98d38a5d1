/** Which views a page offers, and whose numbers it says that they are: those of the form as it is, or those of the last run. */
import { expect, test } from "vitest";
import { freshnessOf } from "../../../client/app/lab/freshness.ts";
import { hasMeaning } from "../../../client/app/lab/has-meaning.ts";
import { viewsFor } from "../../../client/app/lab/views-for.ts";
import { namedLinks, setIn } from "../../../client/labs/graphs/bayes-net/theory/net.ts";
import { bayesNetView } from "../../../client/labs/graphs/bayes-net/view.tsx";
import { factorGraphView } from "../../../client/labs/graphs/factor-graph/view.tsx";
import type { LabView } from "../../../client/labs/view.ts";
import { startDraft } from "../../../client/run/draft.ts";
import type { Displayed, Session } from "../../../client/run/session.ts";
import type { GraphKind } from "../../../shared/experiment/document.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import type { Fields, Params } from "../../../shared/experiment/fields.ts";
import { activeFields } from "../../../shared/experiment/schema.ts";
import type { BayesNetParams } from "../../../shared/labs/graphs/bayes-net/fields.ts";
import { bayesNet } from "../../../shared/labs/graphs/bayes-net/lab.ts";
import { factorGraph } from "../../../shared/labs/graphs/factor-graph/lab.ts";
import { firingSquad } from "../../../shared/labs/graphs/nets/firing-squad.ts";
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

test("a deterministic graph has fields of its own alone, and whatever else is set", () => {
  const shown = (params: Params, graph: GraphKind) =>
    activeFields(factorGraph.params as Fields, params)
      .filter(([name, field]) => hasMeaning(field, params[name], graph))
      .map(([name]) => name);
  const xor = preset(factorGraph, "xor");
  expect(shown(xor.params, "deterministic")).toEqual(["schedule", "rounds", "values"]);
  expect(shown({ ...xor.params, damping: 0.5 }, "deterministic")).toContain("damping");
  expect(shown(preset(factorGraph, "asia").params, "bayes")).not.toContain("values");
});

test("of a counterfactual, theory is about the world as it is: nothing in it is set, and no arrow cut", () => {
  const { params } = preset(bayesNet, "firing-squad") as unknown as { readonly params: BayesNetParams };
  const first = firingSquad.nodes.findIndex(({ name }) => name === "first");
  expect(namedLinks(firingSquad, params).parents[first].length).toBe(2);
  expect(setIn(params)).toEqual({});
  const cut = { ...params, counterfactual: false };
  expect(namedLinks(firingSquad, cut).parents[first]).toEqual([]);
  expect(setIn(cut)).toEqual({ first: "no" });
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

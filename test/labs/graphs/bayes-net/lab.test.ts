import { beforeAll, describe, expect, test } from "vitest";
import type { Table } from "../../../../shared/data/table.ts";
import type { BayesNet } from "../../../../shared/experiment/document.ts";
import { offsetsOf } from "../../../../shared/kernels/bayes-net/model.ts";
import { answeredError } from "../../../../shared/labs/graphs/answered.ts";
import { findingsOf } from "../../../../shared/labs/graphs/asked.ts";
import type { BayesNetParams } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import { bayesNet } from "../../../../shared/labs/graphs/bayes-net/lab.ts";
import { isUnsettled } from "../../../../shared/labs/graphs/bayes-net/metrics.ts";
import { compiled } from "../../../../shared/labs/graphs/compiled.ts";
import { documentArrays } from "../../../../shared/labs/graphs/given-document.ts";
import { asia } from "../../../../shared/labs/graphs/nets/asia.ts";
import { burglary } from "../../../../shared/labs/graphs/nets/burglary.ts";
import { car } from "../../../../shared/labs/graphs/nets/car.ts";
import { firingSquad } from "../../../../shared/labs/graphs/nets/firing-squad.ts";
import { kidneyStones } from "../../../../shared/labs/graphs/nets/kidney-stones.ts";
import { sprinkler } from "../../../../shared/labs/graphs/nets/sprinkler.ts";
import { enumerate } from "../../../oracles/enumerate-model.ts";
import { askLab, runLab } from "../../../run.ts";

const about = (document: BayesNet): Table => ({ rows: 0, columns: 0, values: new Float64Array(0), document });
const run = (document: BayesNet, params: Readonly<Record<string, unknown>> = {}) =>
  runLab(bayesNet, about(document), params);
const posterior = (document: BayesNet, params: Readonly<Record<string, unknown>>, name: string) =>
  run(document, params).metrics[`posterior.${name}`];

beforeAll(async () => {
  await bayesNet.ready?.();
});

/** All posteriors and the logarithm of the evidence by going through all combinations of states. */
function enumerated(document: BayesNet, asked: Parameters<typeof findingsOf>[1]): Readonly<Record<string, number>> {
  const known = compiled(document);
  const { marginals, logEvidence } = enumerate(known.model, findingsOf(known, asked).findings);
  const offsets = offsetsOf(known.model.sizes);
  return Object.fromEntries([
    ...known.names.flatMap((name, v) =>
      known.states[v].map((state, s) => [`posterior.${name}.${state}`, marginals[offsets[v] + s]]),
    ),
    ["logEvidence", logEvidence],
  ]);
}

describe("the exact answer", () => {
  test.each([
    ["asia", asia, { evidence: { asia: "yes", dysp: "yes" } }],
    ["asia, in doubt", asia, { evidence: { dysp: "yes" }, soft: { xray: [0.3, 0.9], smoke: [2, 1] } }],
    ["sprinkler", sprinkler, { evidence: { wet: "yes" } }],
    ["burglary", burglary, { evidence: { john: "yes", mary: "yes" } }],
    ["car", car, { evidence: { "front wheel seen": "yes" }, soft: { "headlight seen": [0.4, 0.6] } }],
    ["kidney stones", kidneyStones, { evidence: { outcome: "success" } }],
  ] as const)("is that of all combinations of states: %s", (_name, document, asked) => {
    const { metrics } = run(document, asked);
    for (const [name, value] of Object.entries(enumerated(document, asked)))
      expect(Math.abs(metrics[name] - value), name).toBeLessThan(1e-10);
    expect(metrics.exact).toBe(1);
  });

  test("is the published one of Asia (Lauritzen & Spiegelhalter 1988, as Hugin and Netica print it)", () => {
    const { metrics } = run(asia);
    const prior = { tub: 0.0104, lung: 0.055, bronc: 0.45, either: 0.0648, xray: 0.1103, dysp: 0.436 };
    for (const [name, p] of Object.entries(prior)) expect(metrics[`posterior.${name}.yes`]).toBeCloseTo(p, 4);
  });

  test("of the sprinkler is the published one, and rain explains it away (Murphy 1998)", () => {
    expect(posterior(sprinkler, { evidence: { wet: "yes" } }, "sprinkler.yes")).toBeCloseTo(0.4298, 4);
    expect(posterior(sprinkler, { evidence: { wet: "yes" } }, "rain.yes")).toBeCloseTo(0.7079, 4);
    expect(posterior(sprinkler, { evidence: { wet: "yes", rain: "yes" } }, "sprinkler.yes")).toBeCloseTo(0.1945, 4);
  });

  test("of the alarm is the published one (Russell & Norvig)", () => {
    expect(posterior(burglary, { evidence: { john: "yes", mary: "yes" } }, "burglary.yes")).toBeCloseTo(0.284, 3);
  });

  test("by elimination of one node, in any order, is that of the junction tree", () => {
    const evidence = { dysp: "yes", xray: "yes" };
    const order = ["auto", "min-fill", "min-degree", "min-weight", "weighted-fill"];
    for (const one of order) {
      const { fold, metrics } = run(asia, { evidence, query: "lung", order: one });
      const found = fold.output("elimination");
      expect(found?.marginal.values[1]).toBeCloseTo(metrics["posterior.lung.yes"], 12);
      expect(found?.logEvidence.values[0]).toBeCloseTo(metrics.logEvidence, 12);
    }
  });

  test("names the most probable explanation, whose probability is that of its states", () => {
    const asked = { evidence: { dysp: "yes" } };
    const { fold, metrics } = run(asia, asked);
    const known = compiled(asia);
    const all = enumerate(known.model, findingsOf(known, asked).findings);
    const states = fold.output("exact")?.mostProbable.values ?? [];
    expect(all.logOf(states)).toBeCloseTo(all.logMost, 12);
    expect(metrics.logMostProbable).toBeCloseTo(all.logMost - all.logEvidence, 12);
  });
});

describe("doing", () => {
  test("is not seeing: the better treatment looks worse (Charig et al. 1986)", () => {
    const success = "outcome.success";
    expect(posterior(kidneyStones, { evidence: { treatment: "surgery" } }, success)).toBeCloseTo(273 / 350, 12);
    expect(posterior(kidneyStones, { evidence: { treatment: "puncture" } }, success)).toBeCloseTo(289 / 350, 12);
    const adjusted = (small: number, large: number) => (357 * small + 343 * large) / 700;
    expect(posterior(kidneyStones, { do: { treatment: "surgery" } }, success)).toBeCloseTo(
      adjusted(81 / 87, 192 / 263),
      12,
    );
    expect(posterior(kidneyStones, { do: { treatment: "puncture" } }, success)).toBeCloseTo(
      adjusted(234 / 270, 55 / 80),
      12,
    );
  });

  test("tells nothing of causes", () => {
    expect(posterior(asia, { do: { dysp: "yes" } }, "bronc.yes")).toBeCloseTo(0.45, 12);
  });
});

describe("what would have been", () => {
  const dead = { evidence: { death: "yes" }, do: { first: "no" }, counterfactual: true };

  test("had the first not shot: p/(p + q − p q) of dying, as published (Pearl 2009, section 7.1.2)", () => {
    const { metrics } = run(firingSquad, dead);
    expect(metrics["posterior.death.yes"]).toBeCloseTo(0.5 / (0.5 + 0.1 - 0.05), 12);
    expect(metrics["posterior.first.yes"]).toBe(0);
    expect(metrics.logEvidence).toBeCloseTo(Math.log(0.55), 12);
    // Only to set it, of a prisoner of whom nothing is known: the second shoots if the order came.
    expect(posterior(firingSquad, { do: { first: "no" } }, "death.yes")).toBeCloseTo(0.5, 12);
  });

  test("by elimination, and by messages in both worlds", () => {
    const { fold, metrics } = run(firingSquad, { ...dead, query: "death", method: "loopy", damping: 0.3 });
    expect(fold.output("elimination")?.marginal.values[1]).toBeCloseTo(metrics["posterior.death.yes"], 12);
    const estimate = fold.output("loopy")?.estimate.values ?? [];
    const nodes = Array.from({ length: 6 }, (_, v) => [estimate[2 * v], estimate[2 * v + 1]]);
    for (const [no, yes] of nodes) expect(no + yes).toBeCloseTo(1, 12);
    // What is set is certain there.
    expect(nodes[3]).toEqual([1, 0]);
  });

  test("is drawn by no sampler", () => {
    expect(() => run(firingSquad, { ...dead, method: "gibbs" })).toThrow("unfit method for a counterfactual: gibbs");
  });
});

/** A grid whose nodes depend on those above and to the left: no junction tree of it fits. */
function grid(side: number): BayesNet {
  const at = (i: number, j: number) => `${i},${j}`;
  const nodes = Array.from({ length: side * side }, (_, n) => {
    const [i, j] = [Math.floor(n / side), n % side];
    const parents = [...(i > 0 ? [at(i - 1, j)] : []), ...(j > 0 ? [at(i, j - 1)] : [])];
    const table = Array.from({ length: 2 ** parents.length }, (_, row) => [0.9 - row / 5, 0.1 + row / 5]).flat();
    return { name: at(i, j), states: ["0", "1"], parents, table };
  });
  return { kind: "bayes", nodes };
}

describe("a network whose exact answer does not fit", () => {
  const large = grid(26);

  test("is refused with its price, which says what is left to do", () => {
    expect(() => run(large)).toThrow(
      /no exact answer for all nodes: its tables would have \d+ numbers .* name one node/,
    );
    expect(() => run(large, { query: "25,25" })).toThrow("elimination for 25,25 would make a table of");
  });

  test("has exact answers for nodes that are cheap to ask for", () => {
    const { metrics } = run(large, { query: "0,3", evidence: { "1,1": "1" } });
    const { metrics: small } = run(grid(4), { evidence: { "1,1": "1" } });
    expect(Object.keys(metrics).filter((name) => name.startsWith("posterior"))).toHaveLength(2);
    expect(metrics["posterior.0,3.1"]).toBeCloseTo(small["posterior.0,3.1"], 12);
    expect(metrics.logEvidence).toBeCloseTo(small.logEvidence, 12);
    expect(metrics.exact).toBe(1);
  });

  test("is answered by samples, and said to be so", () => {
    const asked = { method: "likelihood-weighting", samples: 1000, chains: 1, evidence: { "1,1": "1" } };
    const { metrics, experiment } = run(large, asked);
    const { metrics: small } = run(grid(4), { evidence: { "1,1": "1" } });
    // Five standard errors of a share of 1,000.
    expect(Math.abs(metrics["posterior.0,3.1"] - small["posterior.0,3.1"])).toBeLessThan(5 * Math.sqrt(0.25 / 1000));
    expect(metrics.exact).toBe(0);
    expect(bayesNet.notices?.(experiment.params as never, about(large)).map(({ code }) => code)).toEqual([
      "exact-left-out",
    ]);
  });

  test("fits once what is known for certain cuts it", () => {
    const wall = Object.fromEntries(
      Array.from({ length: 26 }, (_, i) => [7, 14, 20].map((j) => [`${i},${j}`, "0"])).flat(),
    );
    const { metrics } = run(large, { evidence: wall });
    expect(metrics.exact).toBe(1);
    expect(metrics["posterior.25,25.1"]).toBeGreaterThan(0);
  });
});

describe("soft evidence", () => {
  test("of zeros and a one is evidence", () => {
    const soft = run(asia, { soft: { xray: [0, 0.25] } }).metrics;
    const hard = run(asia, { evidence: { xray: "yes" } }).metrics;
    for (const name of Object.keys(hard).filter((one) => one.startsWith("posterior")))
      expect(soft[name]).toBeCloseTo(hard[name], 12);
    expect(soft.logEvidence).toBeCloseTo(hard.logEvidence + Math.log(0.25), 12);
  });

  test("by Jeffrey's rule: the nodes have what they are given, the others the mixture (one node) or the nearest (several)", () => {
    const given = { soft: { xray: [0.3, 0.7] }, softKind: "jeffrey" };
    const { metrics } = run(asia, given);
    expect(metrics["posterior.xray.yes"]).toBeCloseTo(0.7, 10);
    const lung = (state: string) => posterior(asia, { evidence: { xray: state } }, "lung.yes");
    expect(metrics["posterior.lung.yes"]).toBeCloseTo(0.7 * lung("yes") + 0.3 * lung("no"), 10);
    const both = run(asia, { soft: { xray: [0.3, 0.7], dysp: [0.2, 0.8] }, softKind: "jeffrey" }).metrics;
    expect(both["posterior.xray.yes"]).toBeCloseTo(0.7, 10);
    expect(both["posterior.dysp.yes"]).toBeCloseTo(0.8, 10);
  });

  test("by Jeffrey's rule reaches the samples too", () => {
    const given = { soft: { xray: [0.3, 0.7] }, softKind: "jeffrey", method: "likelihood-weighting" };
    expect(run(asia, given).metrics["error.max"]).toBeLessThan(0.02);
  });
});

describe("what cannot be", () => {
  test("evidence against a deterministic node is refused by a smallest contradiction", () => {
    const evidence = { smoke: "yes", tub: "yes", either: "no", dysp: "yes" };
    expect(() => run(asia, { evidence })).toThrow("tub = yes, either = no (these cannot be together");
  });

  test("is told as part of a view's answer, with the nodes that are in conflict", () => {
    const rest = { soft: {}, softKind: "virtual", do: {}, counterfactual: false };
    const params = { ...rest, evidence: { tub: "yes", either: "no", dysp: "yes" } };
    const task = { kind: "answer", steps: 1, params: { ...params, order: "auto" } };
    const found = askLab(bayesNet, null, task, documentArrays(asia));
    expect(answeredError(found)).toMatchObject({ code: "impossible-evidence", path: "params.evidence" });
    expect([...found.conflict.values]).toEqual([2, 5]);
  });

  test("a draft without a table, and a name that it does not have, are answers as well", () => {
    const asked = { soft: {}, softKind: "virtual", do: {}, counterfactual: false, order: "auto" };
    const ask = (document: BayesNet, evidence: Readonly<Record<string, string>>) =>
      answeredError(
        askLab(bayesNet, null, { kind: "answer", steps: 1, params: { ...asked, evidence } }, documentArrays(document)),
      );
    const bare: BayesNet = { kind: "bayes", nodes: [{ name: "a", states: ["0", "1"], parents: [] }] };
    expect(ask(bare, {})).toMatchObject({ code: "table-not-given", values: { node: "a" } });
    expect(ask(sprinkler, { rian: "yes" })).toMatchObject({
      code: "no-such-node",
      values: { nearest: "rain, wet, cloudy" },
    });
    expect(ask(sprinkler, { rain: "yes" })).toBeUndefined();
  });

  test("a node that is asked about by a name that nobody has", () => {
    expect(() => run(sprinkler, { query: "rian" })).toThrow("no node is called rian (nearest names: rain");
  });

  test("Jeffrey's rule for a state that is impossible", () => {
    const given = { evidence: { tub: "yes" }, soft: { either: [0.5, 0.5] }, softKind: "jeffrey" };
    expect(() => run(asia, given)).toThrow("the distribution given to either has no, which is impossible");
  });

  test("rejection of all samples, and weights of zero", () => {
    const rare: BayesNet = {
      kind: "bayes",
      nodes: [
        { name: "a", states: ["0", "1"], parents: [], table: [1 - 1e-9, 1e-9] },
        { name: "b", states: ["0", "1"], parents: ["a"], table: [1, 0, 0, 1] },
      ],
    };
    const asked = { evidence: { b: "1" }, samples: 100, chains: 2 };
    expect(() => run(rare, { ...asked, method: "rejection" })).toThrow("none of 200 samples agrees with the evidence");
    expect(() => run(rare, { ...asked, method: "likelihood-weighting" })).toThrow("none of 200 samples");
  });
});

describe("approximate answers", () => {
  const loopyAsked = { evidence: { dysp: "yes" }, soft: { xray: [0.2, 0.6] } };

  test.each(["rejection", "likelihood-weighting"])(
    "of independent samples are within five standard errors: %s",
    (method) => {
      const { fold, metrics } = run(asia, { ...loopyAsked, method });
      const exact = fold.output("exact")?.marginals.values ?? [];
      const { estimate, errors } = fold.output("summary") ?? {};
      for (const [s, p] of [...(estimate?.values ?? [])].entries())
        expect(Math.abs(p - exact[s])).toBeLessThanOrEqual(5 * Number(errors?.values[s]) + 1e-12);
      // The standard error of log p̂ is about 1/√(n·p) for rejection, and smaller for weights.
      const n = 40_000 * metrics.acceptance;
      expect(Math.abs(metrics.logEvidenceEstimate - metrics.logEvidence)).toBeLessThan(5 / Math.sqrt(n));
    },
  );

  test("of Gibbs sampling are within five standard errors of batch means, where tables have no zeros", () => {
    const { fold, metrics } = run(burglary, { evidence: { mary: "yes" }, method: "gibbs", samples: 20_000 });
    const exact = fold.output("exact")?.marginals.values ?? [];
    const { estimate, errors } = fold.output("summary") ?? {};
    for (const [s, p] of [...(estimate?.values ?? [])].entries())
      expect(Math.abs(p - exact[s])).toBeLessThanOrEqual(5 * Number(errors?.values[s]) + 1e-12);
    expect(metrics.rhat).toBeLessThan(1.02);
    expect(metrics.apart).toBe(0);
  });

  test("of forward sampling are those of before, whatever is known", () => {
    const { fold } = run(asia, { ...loopyAsked, method: "forward" });
    const prior = run(asia).fold.output("exact")?.marginals.values ?? [];
    const { estimate, errors } = fold.output("summary") ?? {};
    for (const [s, p] of [...(estimate?.values ?? [])].entries())
      expect(Math.abs(p - prior[s])).toBeLessThanOrEqual(5 * Number(errors?.values[s]) + 1e-12);
  });

  test("of Gibbs sampling stuck behind a deterministic node say so", () => {
    const { metrics } = run(asia, { evidence: { xray: "yes" }, method: "gibbs", chains: 20, samples: 1000 });
    expect(metrics.apart).toBeGreaterThan(0);
    expect(metrics.rhat).toBeUndefined();
  });

  test("of messages are exact on a tree, and below the bound of mean field lies nothing", () => {
    const tree = run(car, { evidence: { "front wheel seen": "yes" }, method: "loopy", rounds: 20 }).metrics;
    expect(tree["error.max"]).toBeLessThan(1e-12);
    expect(tree.logEvidenceEstimate).toBeCloseTo(tree.logEvidence, 10);
    const { bound, logEvidence } = run(sprinkler, { evidence: { wet: "yes" }, method: "mean-field" }).metrics;
    expect(bound).toBeLessThan(logEvidence);
  });

  test("of messages that still change are known to be no result", () => {
    const loopy = (rounds: number) => run(sprinkler, { evidence: { wet: "yes" }, method: "loopy", rounds });
    const asked = { method: "loopy" } as BayesNetParams;
    expect(isUnsettled(asked, loopy(2).metrics)).toBe(true);
    expect(isUnsettled(asked, loopy(50).metrics)).toBe(false);
    expect(isUnsettled({ method: "exact" } as BayesNetParams, loopy(2).metrics)).toBe(false);
  });

  test("say of what they are not asked to compare nothing", () => {
    const { metrics } = run(asia);
    expect(Object.keys(metrics).filter((name) => /error|ess|rhat|acceptance|residual|bound/.test(name))).toEqual([]);
  });
});

test("notices tell of what a method cannot do here", () => {
  const codes = (document: BayesNet, params: Readonly<Record<string, unknown>>) => {
    const { experiment } = run(document, { samples: 20, chains: 1, ...params });
    return bayesNet.notices?.(experiment.params as never, about(document)).map(({ code }) => code);
  };
  expect(codes(asia, { method: "gibbs" })).toEqual(["gibbs-zeros"]);
  expect(codes(burglary, { method: "gibbs" })).toEqual([]);
  expect(codes(asia, { method: "forward", evidence: { xray: "yes" } })).toEqual(["forward-ignores"]);
});

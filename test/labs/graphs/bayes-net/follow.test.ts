import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BayesNet } from "../../../../shared/experiment/document.ts";
import type { Params } from "../../../../shared/experiment/fields.ts";
import * as edits from "../../../../shared/graphs/edit/index.ts";
import { bayesNetFields } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import { followed } from "../../../../shared/labs/graphs/bayes-net/follow.ts";
import { asia } from "../../../../shared/labs/graphs/nets/asia.ts";

const params: Params = {
  evidence: { asia: "yes", dysp: "no" },
  do: { smoke: "yes" },
  soft: { xray: [0.2, 0.8] },
  softKind: "virtual",
  query: "lung",
};
const edited = (change: (net: BayesNet) => unknown) => followed(asia, change(asia) as BayesNet, bayesNetFields, params);

describe("what names nodes", () => {
  it("goes with a node that is renamed", () => {
    expect(edited((net) => edits.renameNode(net, "asia", "__proto__"))).toEqual({
      evidence: Object.fromEntries([
        ["__proto__", "yes"],
        ["dysp", "no"],
      ]),
    });
    expect(edited((net) => edits.renameNode(net, "lung", "cancer"))).toEqual({ query: "cancer" });
    expect(edited((net) => edits.renameNode(net, "xray", "X"))).toEqual({ soft: { X: [0.2, 0.8] } });
  });

  it("goes out with a node that is removed", () => {
    expect(edited((net) => edits.removeNodes(net, ["asia", "lung", "xray"]))).toEqual({
      evidence: { dysp: "no" },
      soft: {},
      query: "",
    });
  });

  it("goes with its state: renamed, moved, removed, or with another one beside it", () => {
    expect(edited((net) => edits.renameState(net, "asia", 1, "been there"))).toEqual({
      evidence: { asia: "been there", dysp: "no" },
    });
    expect(edited((net) => edits.renameState(net, "xray", 1, "shadow"))).toEqual({});
    expect(edited((net) => edits.moveState(net, "xray", 1, -1))).toEqual({ soft: { xray: [0.8, 0.2] } });
    expect(edited((net) => edits.removeState(net, "smoke", 1))).toEqual({ do: {} });
    // A distribution stays one; of a new state nothing was said.
    expect(edited((net) => edits.removeState(net, "xray", 0))).toEqual({ soft: { xray: [1] } });
    expect(edited((net) => edits.addState(net, "xray", "unclear"))).toEqual({ soft: {} });
  });

  it("stays where nothing that it names changes, and where it named nothing", () => {
    const touched = { ...params, evidence: { nobody: "yes" } };
    const added = edits.addNode(asia, { name: "X1", states: ["no", "yes"], operation: "" }).document as BayesNet;
    expect(followed(asia, added, bayesNetFields, touched)).toEqual({});
    expect(followed(asia, asia, bayesNetFields, touched)).toEqual({});
  });

  it("comes back when an edit of names is taken back", () => {
    const names = fc.string({ minLength: 1, maxLength: 8 }).filter((name) => name.trim() === name && name !== "");
    fc.assert(
      fc.property(fc.constantFrom(...asia.nodes), names, ({ name, states }, fresh) => {
        fc.pre(!asia.nodes.some((node) => node.name === fresh) && !states.includes(fresh) && !/\p{C}/u.test(fresh));
        for (const net of [edits.renameNode(asia, name, fresh), edits.renameState(asia, name, 0, fresh)]) {
          const there = { ...params, ...followed(asia, net as BayesNet, bayesNetFields, params) };
          const back = { ...there, ...followed(net as BayesNet, asia, bayesNetFields, there) };
          expect(back).toEqual(params);
        }
      }),
      { numRuns: 100 },
    );
  });
});

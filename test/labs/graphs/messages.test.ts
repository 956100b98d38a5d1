/** Messages on a draft, as views ask for them: those of a run, at a bounded price, and what is wrong by its name. */
import { expect, test } from "vitest";
import type { Arrays } from "../../../shared/arrays.ts";
import type { Params } from "../../../shared/experiment/fields.ts";
import { answeredError } from "../../../shared/labs/graphs/answered.ts";
import { documentArrays } from "../../../shared/labs/graphs/given-document.ts";
import { course } from "../../../shared/labs/graphs/messages/course.ts";
import { courseOfAnswer, messageFrames } from "../../../shared/labs/graphs/messages/frames.ts";
import { factorLabels } from "../../../shared/labs/graphs/messages/labels.ts";
import { netOf, type ProbabilisticGraph } from "../../../shared/labs/graphs/messages/net.ts";
import { asia } from "../../../shared/labs/graphs/nets/asia.ts";
import { kidneyStones } from "../../../shared/labs/graphs/nets/kidney-stones.ts";
import { umbrella } from "../../../shared/labs/graphs/nets/umbrella.ts";
import { enumerate } from "../../oracles/enumerate-model.ts";

const usual = { algorithm: "sum-product", schedule: "sweeps", damping: 0, rounds: 30, tolerance: 1e-9, evidence: {} };

async function asked(document: ProbabilisticGraph, params: Params): Promise<Arrays> {
  const task = { id: "ask", kind: "course", key: [1, 2] as never, steps: 1, params: { ...usual, ...params } };
  const wasm = () => {
    throw new Error("no module is needed");
  };
  const inputs = { given: documentArrays(document) };
  const process = await course.open(task, { device: "scalar", data: null, inputs, wasm });
  await process.advance(1);
  return process.output();
}

test("on a tree they come to the exact answer, each message kept in its order", async () => {
  const evidence = { "umbrella 1": "yes", "umbrella 2": "no" };
  const answer = await asked(umbrella, { evidence });
  const { wiring, findings, compiled } = netOf(umbrella, { evidence });
  const { marginals } = enumerate(compiled.model, findings);
  for (const [i, p] of marginals.entries()) {
    expect(answer.beliefs.values[i]).toBeCloseTo(p, 10);
    expect(answer.exact.values[i]).toBeCloseTo(p, 10);
  }
  const told = courseOfAnswer(answer);
  const frames = told && messageFrames(told, wiring);
  expect(told?.residuals.length).toBe(2);
  expect(frames?.length).toBe(2 * wiring.wires.length);
  expect(frames?.[0]).toMatchObject({ round: 1, place: 1, of: wiring.wires.length });
});

test("where an intervention cuts an arrow they go another way, and soft evidence speaks by its weights", async () => {
  const question = { do: { treatment: "surgery" }, soft: { outcome: [0.5, 1] } };
  const answer = await asked(kidneyStones, question);
  const net = netOf(kidneyStones, question);
  const { marginals } = enumerate(net.compiled.model, net.findings);
  for (const [i, p] of marginals.entries()) expect(answer.beliefs.values[i]).toBeCloseTo(p, 8);
  expect(factorLabels(net)).toEqual(["p(stone)", "p(treatment)", "p(outcome | stone, treatment)", "λ(outcome)"]);
});

test("of evidence that cannot be, only what clashes is named", async () => {
  const evidence = { asia: "yes", dysp: "yes", lung: "yes", either: "no" };
  const answer = await asked(asia, { evidence });
  expect(answeredError(answer)?.values).toEqual({ value: "lung = yes, either = no" });
  const names = asia.nodes.map(({ name }) => name);
  expect(Array.from(answer.conflict.values, (v) => names[v]).sort()).toEqual(["either", "lung"]);
  expect(courseOfAnswer(answer)).toBeUndefined();
});

test("what would take too long is refused with its price; the exact answer beside them is left out before that", async () => {
  const grid = gridOf(12);
  const answer = await asked(grid, { rounds: 10 });
  expect(answer.exact).toBeUndefined();
  expect(answer.beliefs.values.length).toBe(2 * 144);
  const dear = await asked(grid, { rounds: 1000, schedule: "residual" });
  expect(Object.keys(dear)).toEqual(["price"]);
  // 144 priors of 2 numbers, 264 couplings of 4: (2 + 1) · 2 and (2 + 4) · 4 each, four times by priority, and 1,344 wires looked over for each.
  expect(dear.price.values[0]).toBe(1000 * (4 * (144 * 6 + 264 * 24) + 1344 ** 2));
});

/** Binary nodes on a square lattice, each coupled to its neighbours. */
function gridOf(side: number): ProbabilisticGraph {
  const name = (i: number, j: number) => `n${i}.${j}`;
  const places = Array.from({ length: side * side }, (_, k) => [Math.floor(k / side), k % side] as const);
  const coupled = places.flatMap(([i, j]) => [
    ...(i + 1 < side ? [[name(i, j), name(i + 1, j)]] : []),
    ...(j + 1 < side ? [[name(i, j), name(i, j + 1)]] : []),
  ]);
  return {
    kind: "factor",
    nodes: places.map(([i, j]) => ({ name: name(i, j), states: ["a", "b"] })),
    factors: [
      ...places.map(([i, j]) => ({ scope: [name(i, j)], table: [0.4, 0.6] })),
      ...coupled.map((scope) => ({ scope, table: [2, 1, 1, 2] })),
    ],
  };
}

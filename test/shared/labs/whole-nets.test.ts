/** Nets that came with a link: all of their layers, or none. */
import { expect, test } from "vitest";
import { lacksNet } from "../../../client/labs/parts/net-state.ts";
import { type Arrays, array } from "../../../shared/arrays.ts";
import { foldFromArrays } from "../../../shared/labs/fold.ts";
import { isWhole, trainedWeights } from "../../../shared/labs/nets/weights.ts";
import { weightsOfNets } from "../../../shared/labs/nets/weights-of-nets.ts";
import { rbm } from "../../../shared/labs/partition/rbm/lab.ts";
import type { Task } from "../../../shared/labs/task.ts";

const zeros = (...shape: number[]) => array(new Float32Array(shape.reduce((size, n) => size * n, 1)), shape);
const without = (net: Arrays, name: string): Arrays => {
  const { [name]: _, ...rest } = net;
  return rest;
};
const dense: Arrays = {
  "layer0.weights": zeros(2, 3),
  "layer0.bias": zeros(3),
  "norm0.gain": zeros(3),
  "layer1.weights": zeros(3, 4),
  "layer1.bias": zeros(4),
  "layer2.weights": zeros(4, 2),
  "layer2.bias": zeros(2),
};
const filters: Arrays = {
  "layer0.weights": zeros(3, 3, 1, 8),
  "layer0.bias": zeros(8),
  "layer0.norm.gain": zeros(8),
  "layer1.weights": zeros(32, 2),
  "layer1.bias": zeros(2),
};
const task = (id: string): Task => ({ id, kind: id.split(".")[0], key: [1, 2], steps: 1, params: {} });
const opened = (nets: Readonly<Record<string, Arrays>>) =>
  foldFromArrays(
    Object.keys(nets).map(task),
    Object.fromEntries(
      Object.entries(nets).flatMap(([id, net]) =>
        Object.entries({ ...net, stopped: zeros(2) }).map(
          ([name, values]) => [`output/${id}/${name}`, values] as const,
        ),
      ),
    ),
  );

test.each([
  ["dense layers", dense, 3],
  ["convolutions", filters, 2],
])("%s are whole with the matrix of every layer", (_, net, layers) => {
  expect([isWhole(net), isWhole(net, layers), lacksNet({ fold: opened({ train: net }) }, layers)]).toEqual([
    true,
    true,
    false,
  ]);
  expect(isWhole(net, layers + 1)).toBe(false);
  expect(trainedWeights(opened({ train: net }))).toEqual(net);
  for (const name of Object.keys(net).filter((one) => one.endsWith(".weights"))) {
    const fold = opened({ train: without(net, name) });
    expect(
      [isWhole(without(net, name)), trainedWeights(fold), lacksNet({ fold }), lacksNet({ fold }, layers)],
      name,
    ).toEqual([false, undefined, true, true]);
  }
});

test("columns of a layer that were not recorded are missing, and so is all of a net without any weight", () => {
  expect(isWhole({ ...dense, "layer1.weights": zeros(3, 2) })).toBe(false);
  expect([isWhole({}), trainedWeights(opened({ train: {} })), lacksNet({ fold: opened({ train: {} }) })]).toEqual([
    false,
    undefined,
    true,
  ]);
});

test("of several nets none is exported unless all that are trained are whole", () => {
  const all = weightsOfNets(opened({ train: dense, "train.1": dense }));
  expect(Object.keys(all ?? {})).toHaveLength(2 * Object.keys(dense).length);
  for (const other of [without(dense, "layer1.weights"), {}])
    expect(weightsOfNets(opened({ train: dense, "train.1": other }))).toBeUndefined();
});

test("a Boltzmann machine whose weights did not come with a link has none to export", () => {
  const machine = { weights: zeros(4, 2), visibleBias: zeros(4), hiddenBias: zeros(2) };
  expect(rbm.weights?.(opened({ train: machine }))).toEqual(machine);
  expect(rbm.weights?.(opened({ train: without(machine, "weights") }))).toBeUndefined();
});

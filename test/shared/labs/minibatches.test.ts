import { expect, test } from "vitest";
import { batchesPerEpoch, minibatches } from "../../../shared/labs/minibatches.ts";
import { foldIn } from "../../../shared/random/index.ts";

const keyOf = (epoch: number) => foldIn([3, 4], 2, epoch);
const rows = Uint32Array.from({ length: 10 }, (_, i) => 100 + 3 * i);

test("an epoch goes through every row once; the last minibatch has what is left", () => {
  expect([batchesPerEpoch(10, 4), batchesPerEpoch(10, 5), batchesPerEpoch(10, 40)]).toEqual([3, 2, 1]);
  const at = minibatches(rows, 4, keyOf);
  const epochs = [0, 1].map((epoch) => [0, 1, 2].map((i) => [...at(3 * epoch + i)]));
  for (const epoch of epochs) {
    expect(epoch.map(({ length }) => length)).toEqual([4, 4, 2]);
    expect(epoch.flat().sort()).toEqual([...rows]);
  }
  expect(epochs[0]).not.toEqual(epochs[1]);
});

test("a step has the same rows whatever was asked before", () => {
  const inTurn = minibatches(rows, 3, keyOf);
  const all = Array.from({ length: 12 }, (_, step) => [...inTurn(step)]);
  for (const step of [11, 0, 5, 4]) expect([...minibatches(rows, 3, keyOf)(step)]).toEqual(all[step]);
});

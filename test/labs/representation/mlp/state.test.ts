/** What views know of a net that came with a link. */
import { expect, test } from "vitest";
import { isWhole } from "../../../../client/labs/representation/mlp/state.ts";
import { array } from "../../../../shared/arrays.ts";
import type { MlpParams } from "../../../../shared/labs/representation/mlp/fields.ts";

test("a net is whole only with the weights of every layer: wide ones do not fit into a link", () => {
  const shapes = { "layer0.weights": [2, 3], "layer1.weights": [3, 4], "layer2.weights": [4, 2] };
  const net = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, array(new Float32Array(12), shape)]),
  );
  const params = { hidden: [3, 4] } as unknown as MlpParams;
  expect(isWhole(net, params)).toBe(true);
  for (const name of Object.keys(shapes)) {
    const { [name]: _, ...rest } = net;
    expect(isWhole(rest, params), name).toBe(false);
  }
  expect(isWhole({ ...net, "layer0.weights": array(new Float32Array(4), [2, 2]) }, params)).toBe(false);
});

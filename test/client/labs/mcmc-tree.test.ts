import { expect, test } from "vitest";
import { doublingsOf } from "../../../client/labs/monte-carlo/mcmc/tree.ts";
import { densityOf } from "../../../shared/densities/index.ts";
import { modelOf } from "../../../shared/kernels/mcmc/model.ts";
import { PATH_WIDTH } from "../../../shared/kernels/mcmc/path.ts";
import { scalarRun } from "../../../shared/kernels/mcmc/run.ts";
import { keyOfSeed } from "../../../shared/random/index.ts";

test("a trajectory of NUTS falls into doublings, each of one direction and going on from the end that was there", () => {
  const model = modelOf(densityOf("parameter x, y\nx ~ normal(0, 1)\ny ~ normal(0, 3)\n"));
  const run = scalarRun(keyOfSeed(3), model, {
    ...{ sampler: "nuts", warmup: 0, thin: 1, adapt: false, targetAccept: 0.8, stepSize: 0.15 },
    ...{ leapfrogs: 1, maxDepth: 8, initRadius: 1 },
  });
  let deepest = 0;
  let backwards = 0;
  for (let i = 0; i < 20; i++) {
    run.draw(1);
    const flat = run.path();
    const path = Array.from({ length: flat.length / PATH_WIDTH }, (_, j) => {
      const [x, y, time, mark] = flat.subarray(PATH_WIDTH * j, PATH_WIDTH * (j + 1));
      return { x, y, time, mark };
    });
    const doublings = doublingsOf(path);
    expect(doublings.flatMap(({ states }) => states)).toEqual(path);
    doublings.forEach(({ isForwards, from, states }, depth) => {
      const sign = isForwards ? 1 : -1;
      expect(states.every(({ time }) => Math.sign(time) === sign)).toBe(true);
      // In time, the first state follows the end at which it began.
      expect(states[0].time).toBe((from?.time ?? 0) + sign);
      if (depth < doublings.length - 1) expect(states).toHaveLength(2 ** depth);
      if (!isForwards) backwards++;
    });
    deepest = Math.max(deepest, doublings.length);
  }
  expect(deepest).toBeGreaterThan(3);
  expect(backwards).toBeGreaterThan(5);
});

import { expect, test } from "vitest";
import { stopsIn } from "../../../client/terminal/stops.ts";
import { array } from "../../../shared/arrays.ts";
import { STOPS } from "../../../shared/labs/stopped.ts";

const stopped = (step: number, why: (typeof STOPS)[number]) => array(Float64Array.of(step, STOPS.indexOf(why)));

test("every training that stopped by itself is told in words, and no other", () => {
  const lines = stopsIn({
    "output/train/stopped": stopped(40, "patience"),
    "output/train.1/stopped": stopped(0, "target"),
    "output/train.2/stopped": stopped(6, "diverged"),
    "output/train.3/stopped": stopped(-1, "not stopped"),
    "output/train/layer0.weights": array(Float32Array.of(3, 1)),
  });
  expect(lines).toEqual([
    expect.stringMatching(/^task train ran out of patience: it stopped at step 41, .*its best weights are kept$/),
    expect.stringMatching(/^task train\.1 reached its target: it stopped at step 1, /),
    expect.stringMatching(/^task train\.2 diverged: .* at step 7; .*\(lower the learning rate\)$/),
  ]);
});

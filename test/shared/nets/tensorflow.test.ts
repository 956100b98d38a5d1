import { beforeAll, expect, test } from "vitest";
import { ACTIVATIONS, type NetSpec, type Optimizer, parameterCount } from "../../../shared/kernels/dense/net.ts";
import { wasmNet } from "../../../shared/kernels/dense/wasm.ts";
import { fillNormal32, fillUniform32 } from "../../../shared/random/index.ts";
import { startTensorflow, tensorflowNet } from "../../oracles/tensorflow.ts";
import { fresh } from "../../wasm.ts";

let tf: Awaited<ReturnType<typeof startTensorflow>>;
beforeAll(async () => {
  tf = await startTensorflow();
});

const [rate, momentum] = [0.01, 0.9];
const optimizers: readonly Optimizer[] = [
  { kind: "adam", rate },
  { kind: "sgd", rate, momentum },
];

test.each(
  (["mse", "cross-entropy"] as const).flatMap((loss) =>
    ACTIVATIONS.flatMap((activation) => optimizers.map((optimizer) => ({ loss, activation, optimizer }))),
  ),
)(
  "three steps end where tensorflow.js's do: $loss, $activation, $optimizer.kind",
  ({ loss, activation, optimizer }) => {
    const spec: NetSpec = { widths: [12, 8, 3, 8, 12], activations: [activation, activation, activation], loss };
    const parameters = new Float32Array(parameterCount(spec));
    fillNormal32([7, 1], 0, parameters);
    for (let i = 0; i < parameters.length; i++) parameters[i] *= 0.5;
    const batch = 10;
    const table = new Float32Array(3 * batch * 12);
    fillUniform32([7, 2], 0, table);
    const net = wasmNet(fresh("nets"), spec, batch);
    net.setParameters(parameters);
    net.loadTable(table);
    const peer = tensorflowNet(
      spec,
      parameters,
      optimizer.kind === "adam" ? tf.train.adam(rate) : tf.train.momentum(rate, momentum),
    );
    // Parameters below 2 round at 2^-24 a step, and so do their velocities. Adam divides each gradient by its own size: tensorflow.js
    // keeps 1 − 0.999^t in float32, 0.001 to four digits, and a gradient whose terms nearly cancel keeps few. A thousandth of a step covers both.
    const apart = optimizer.kind === "adam" ? 0.001 * rate : 3 * 2 ** -23;
    for (let step = 0; step < 3; step++) {
      net.load(Array.from({ length: batch }, (_, n) => step * batch + n));
      const { loss: ours } = net.train(batch, optimizer, step + 1);
      const theirs = peer.train(table.subarray(step * batch * 12, (step + 1) * batch * 12));
      // 120 positive float32 terms in another order, and what the parameters being apart can do to the loss.
      const slope = net.gradient().reduce((sum, g) => sum + Math.abs(g), 0);
      expect(Math.abs(ours - theirs)).toBeLessThan((120 * theirs) / 2 ** 24 + (step > 0 ? slope * apart : 0));
    }
    const expected = peer.parameters();
    const moved = Math.max(...expected.map((value, i) => Math.abs(value - parameters[i])));
    expect(moved).toBeGreaterThan(optimizer.kind === "adam" ? 2 * rate : 1e-4);
    const found = net.parameters();
    const furthest = Math.max(...found.map((value, i) => Math.abs(value - expected[i])));
    expect(furthest).toBeLessThan(apart);
  },
);

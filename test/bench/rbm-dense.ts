import type { UpdateRule } from "../../shared/kernels/rbm/machine.ts";

/**
 * The machine as one would write it in plain JavaScript: float32 matrices, every product dense, Math.random and Math.exp. Returns a training step on
 * the rows of `pixels` from `first` on.
 */
export function denseMachine(visible: number, hidden: number, batch: number, bias: number, persistent: boolean) {
  const weights = Float32Array.from({ length: visible * hidden }, () => 0.02 * (Math.random() - 0.5));
  const speed = new Float32Array(visible * hidden);
  const [b, bSpeed] = [new Float32Array(visible), new Float32Array(visible)];
  const [c, cSpeed] = [new Float32Array(hidden).fill(bias), new Float32Array(hidden)];
  const [v, dream] = [new Float32Array(batch * visible), new Float32Array(batch * visible)];
  const [h, dreamH, drawn] = [0, 0, 0].map(() => new Float32Array(batch * hidden));
  let started = false;

  const upwards = (from: Float32Array, to: Float32Array) => {
    for (let n = 0; n < batch; n++) {
      const row = to.subarray(n * hidden, (n + 1) * hidden);
      row.set(c);
      for (let i = 0; i < visible; i++) {
        const x = from[n * visible + i];
        for (let j = 0, at = i * hidden; j < hidden; j++, at++) row[j] += x * weights[at];
      }
      for (let j = 0; j < hidden; j++) row[j] = 1 / (1 + Math.exp(-row[j]));
    }
  };
  const downwards = () => {
    for (let n = 0; n < batch; n++) {
      for (let i = 0; i < visible; i++) {
        let x = b[i];
        for (let j = 0, at = i * hidden; j < hidden; j++, at++) x += drawn[n * hidden + j] * weights[at];
        dream[n * visible + i] = Math.random() < 1 / (1 + Math.exp(-x)) ? 1 : 0;
      }
    }
  };
  const gradient = new Float32Array(hidden);

  return (pixels: Uint8Array, first: number, { rate, momentum, decay }: UpdateRule): void => {
    for (let k = 0; k < v.length; k++) v[k] = pixels[first * visible + k] >= 128 ? 1 : 0;
    upwards(v, h);
    if (persistent) {
      if (!started) dream.set(v);
      upwards(dream, dreamH);
      started = true;
    }
    const from = persistent ? dreamH : h;
    for (let k = 0; k < drawn.length; k++) drawn[k] = Math.random() < from[k] ? 1 : 0;
    downwards();
    upwards(dream, dreamH);
    const climb = (value: Float32Array, velocity: Float32Array, at: number, slope: number) => {
      velocity[at] = momentum * velocity[at] + rate * slope;
      value[at] += velocity[at];
    };
    for (let i = 0; i < visible; i++) {
      gradient.fill(0);
      let net = 0;
      for (let n = 0; n < batch; n++) {
        const [x, y] = [v[n * visible + i], dream[n * visible + i]];
        net += x - y;
        for (let j = 0, at = n * hidden; j < hidden; j++, at++) gradient[j] += x * h[at] - y * dreamH[at];
      }
      for (let j = 0, at = i * hidden; j < hidden; j++, at++)
        climb(weights, speed, at, gradient[j] / batch - decay * weights[at]);
      climb(b, bSpeed, i, net / batch);
    }
    for (let j = 0; j < hidden; j++) {
      let net = 0;
      for (let n = 0; n < batch; n++) net += h[n * hidden + j] - dreamH[n * hidden + j];
      climb(c, cSpeed, j, net / batch);
    }
  };
}

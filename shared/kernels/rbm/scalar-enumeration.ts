import { exp, log, softplus } from "../../math/index.ts";
import type { Enumeration, Parameters } from "./machine.ts";

/** Plain sums over the states of the smaller side of a machine with binary units, in one row: for small sides. */
export function enumerate(
  { weights, visibleBias, hiddenBias }: Parameters,
  visible: number,
  hidden: number,
): Enumeration {
  const byHidden = hidden <= visible;
  const [small, large] = byHidden ? [hidden, visible] : [visible, hidden];
  const [smallBias, largeBias] = byHidden ? [hiddenBias, visibleBias] : [visibleBias, hiddenBias];
  const weight = (l: number, s: number) => (byHidden ? weights[l * hidden + s] : weights[s * hidden + l]);
  const logs = () =>
    Float64Array.from({ length: 2 ** small }, (_, state) => {
      let total = 0;
      for (let s = 0; s < small; s++) if ((state >> s) & 1) total += smallBias[s];
      for (let l = 0; l < large; l++) {
        let x = largeBias[l];
        for (let s = 0; s < small; s++) if ((state >> s) & 1) x += weight(l, s);
        total += softplus(x);
      }
      return total;
    });
  return {
    rows: 1,
    rowLogs: logs,
    rowLogSum() {
      const all = logs();
      const top = all.reduce((a, b) => Math.max(a, b));
      return top + log(all.reduce((sum, value) => sum + exp(value - top), 0));
    },
  };
}

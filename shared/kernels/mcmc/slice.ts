import { log } from "../../math/elementary.ts";
import { uniform } from "../../random/index.ts";
import type { Visit } from "./hamiltonian.ts";
import { copyPlace, makePhasePoint, UNIFORMS } from "./hamiltonian.ts";
import type { Remembering, RememberingParams } from "./memory.ts";
import { PATH } from "./path.ts";
import { densityAlone, type Target } from "./target.ts";

// Slice sampling, one coordinate after the other: Neal (2003), "Slice sampling", Annals of Statistics 31, figures 3 (stepping out) and 5
// (shrinkage). Each update leaves the full conditional of its coordinate invariant, so this is Gibbs sampling in which every conditional is
// drawn by a step of slice sampling. The widths are learnt during warm-up.

/** Steps out of an interval at most, both sides together (m of figure 3). */
const MOST_STEPS = 64;
/** An interval shrinks to nothing sooner; then the coordinate stays. */
const MOST_TRIES = 400;

const MEAN_WIDTH = 0;
const LEARNT = 1;
const WIDTHS = 2;

export function slice(target: Target, { warmup, stepSize }: RememberingParams, visit?: Visit): Remembering {
  const { dimension } = target;
  const MOVED = WIDTHS + dimension;
  const point = makePhasePoint(dimension);
  const density = densityAlone(target);
  let tries = 0;
  let evaluations = 0;

  function densityAt(coordinate: number, x: number): number {
    point.position[coordinate] = x;
    evaluations++;
    return density(point.position);
  }

  /** Moves `point` along one coordinate, from log density `before`; returns the log density where it ends. */
  function updateCoordinate(i: number, width: number, before: number, draw: () => number): number {
    const x = point.position[i];
    // The height of the slice: uniform below the density at x.
    const height = before + log(1 - draw());
    let left = x - width * draw();
    let right = left + width;
    let leftSteps = Math.floor(MOST_STEPS * draw());
    let rightSteps = MOST_STEPS - 1 - leftSteps;
    while (leftSteps > 0 && densityAt(i, left) > height) {
      left -= width;
      leftSteps--;
    }
    while (rightSteps > 0 && densityAt(i, right) > height) {
      right += width;
      rightSteps--;
    }
    show(i, left, PATH.interval);
    show(i, right, PATH.interval);
    for (let tried = 0; tried < MOST_TRIES; tried++) {
      const next = left + draw() * (right - left);
      const found = densityAt(i, next);
      tries++;
      if (found >= height) {
        visit?.(point.position, i + 1, PATH.accepted);
        return found;
      }
      visit?.(point.position, i + 1, PATH.rejected);
      if (next < x) left = next;
      else right = next;
    }
    return densityAt(i, x);
  }

  function show(i: number, x: number, mark: number): void {
    if (visit === undefined) return;
    point.position[i] = x;
    visit(point.position, i + 1, mark);
  }

  /** For x and x' uniform on an interval the mean of |x' − x| is a third of its length. */
  function learn(from: Float64Array, to: Float64Array, memory: Float64Array): void {
    memory[LEARNT]++;
    let sum = 0;
    for (let i = 0; i < dimension; i++) {
      memory[MOVED + i] += 3 * Math.abs(to[i] - from[i]);
      if (memory[MOVED + i] > 0) memory[WIDTHS + i] = memory[MOVED + i] / memory[LEARNT];
      sum += memory[WIDTHS + i];
    }
    memory[MEAN_WIDTH] = sum / dimension;
  }

  return {
    size: MOVED + dimension,
    start(_key, _state, memory) {
      memory[MEAN_WIDTH] = stepSize;
      memory.fill(stepSize, WIDTHS, MOVED);
    },
    step(key, state, memory, drawNumber) {
      let used = UNIFORMS;
      const draw = () => uniform(key, used++);
      tries = 0;
      evaluations = 0;
      copyPlace(state, point);
      for (let i = 0; i < dimension; i++)
        point.logDensity = updateCoordinate(i, memory[WIDTHS + i], point.logDensity, draw);
      if (drawNumber < warmup) learn(state.position, point.position, memory);
      copyPlace(point, state);
      return {
        accept: dimension / tries,
        leapfrogs: evaluations,
        treeDepth: 0,
        divergent: false,
        energy: -state.logDensity,
      };
    },
  };
}

// Sums of the scores of |x − centre| over halves of chains, in ascending order of the distances.
import { all, half, halves, reserve, room, squares, sums } from "./draws";
import { ranked } from "./scores";
import { order, sorted } from "./sort";

/** The place of each distance, u32: behind the distances. */
let places: usize = 0;

/** Makes room. */
export function setUpFold(): void {
  places = reserve(<usize>all << 2);
}

/**
 * Into `sums` and `squares`. Outwards from the centre distances ascend on either side, rounded as they are: the two sides are merged, without a
 * branch that could not be foretold.
 */
export function fold(centre: f64): void {
  const n: i32 = all;
  const equal: bool = merge(centre, n);
  const score: usize = ranked(room, equal);
  memory.fill(sums, 0, <usize>halves << 3);
  memory.fill(squares, 0, <usize>halves << 3);
  // Half a place off the border, so that no rounding crosses it.
  const inverse: f64 = 1 / <f64>half;
  for (let i: i32 = 0; i < n; i++) {
    const z: f64 = load<f64>(score + (<usize>i << 3));
    const group: usize = <usize><i32>((<f64>load<i32>(places + (<usize>i << 2)) + 0.5) * inverse) << 3;
    store<f64>(sums + group, load<f64>(sums + group) + z);
    store<f64>(squares + group, load<f64>(squares + group) + z * z);
  }
}

/** Distances to `room`, places beside; whether two distances are equal. */
function merge(centre: f64, n: i32): bool {
  let above: i32 = firstAbove(centre, n);
  if (2 * above == n) return mergeHalves(centre, n);
  let below: i32 = above - 1;
  let to: usize = room;
  let toPlace: usize = places;
  let before: f64 = -1;
  let equal: bool = false;
  while (below >= 0 && above < n) {
    const down: f64 = centre - load<f64>(sorted + (<usize>below << 3));
    const up: f64 = load<f64>(sorted + (<usize>above << 3)) - centre;
    const isBelow: bool = down <= up;
    const at: i32 = select<i32>(below, above, isBelow);
    const distance: f64 = abs<f64>(load<f64>(sorted + (<usize>at << 3)) - centre);
    store<i32>(toPlace, load<i32>(order + (<usize>at << 2)));
    store<f64>(to, distance);
    equal = equal | (distance == before);
    before = distance;
    below -= i32(isBelow);
    above += i32(!isBelow);
    to += 8;
    toPlace += 4;
  }
  while (below >= 0 || above < n) {
    const at: i32 = below >= 0 ? below-- : above++;
    const distance: f64 = abs<f64>(load<f64>(sorted + (<usize>at << 3)) - centre);
    store<i32>(toPlace, load<i32>(order + (<usize>at << 2)));
    store<f64>(to, distance);
    equal = equal | (distance == before);
    before = distance;
    to += 8;
    toPlace += 4;
  }
  return equal;
}

/**
 * The same where as many values lie on either side, as about a median. The nearer half is merged from the centre outwards and the farther one from the
 * outside inwards, at once: each waits for its own comparisons alone, and neither comes to the end of a side.
 */
function mergeHalves(centre: f64, n: i32): bool {
  const half: i32 = n >> 1;
  let below: usize = sorted + (<usize>(half - 1) << 3);
  let above: usize = below + 8;
  let lowest: usize = sorted;
  let highest: usize = sorted + (<usize>(n - 1) << 3);
  let near: usize = room;
  let nearPlace: usize = places;
  let far: usize = room + (<usize>(n - 1) << 3);
  let farPlace: usize = places + (<usize>(n - 1) << 2);
  let nearBefore: f64 = -1;
  let farBefore: f64 = Infinity;
  let equal: bool = false;
  for (let i: i32 = 0; i < half; i++) {
    const isBelow: bool = centre - load<f64>(below) <= load<f64>(above) - centre;
    const at: usize = select<usize>(below, above, isBelow);
    const distance: f64 = abs<f64>(load<f64>(at) - centre);
    store<i32>(nearPlace, load<i32>(order + ((at - sorted) >> 1)));
    store<f64>(near, distance);
    equal = equal | (distance == nearBefore);
    nearBefore = distance;
    below -= <usize>isBelow << 3;
    above += <usize>!isBelow << 3;
    near += 8;
    nearPlace += 4;
    // Of two equal distances the one above the centre is the farther.
    const isLowest: bool = centre - load<f64>(lowest) > load<f64>(highest) - centre;
    const end: usize = select<usize>(lowest, highest, isLowest);
    const reach: f64 = abs<f64>(load<f64>(end) - centre);
    store<i32>(farPlace, load<i32>(order + ((end - sorted) >> 1)));
    store<f64>(far, reach);
    equal = equal | (reach == farBefore);
    farBefore = reach;
    lowest += <usize>isLowest << 3;
    highest -= <usize>!isLowest << 3;
    far -= 8;
    farPlace -= 4;
  }
  return equal | (nearBefore == farBefore);
}

/** The first of the sorted values that is larger. */
function firstAbove(centre: f64, n: i32): i32 {
  let from: i32 = 0;
  let to: i32 = n;
  while (from < to) {
    const middle: i32 = (from + to) >>> 1;
    if (load<f64>(sorted + (<usize>middle << 3)) <= centre) from = middle + 1;
    else to = middle;
  }
  return from;
}

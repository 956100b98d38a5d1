// Distances |x − centre| in ascending order: outwards from the centre they ascend on either side, rounded as they are, and the two sides are merged.
import { all, room } from "./draws";
import { ascending, firstAbove, placeAt } from "./sort";

/** The column, ascending. */
let sorted: usize = 0;

/** Distances to `room`, their places, u32, to `places`; whether two distances are equal. */
export function merge(centre: f64, places: usize): bool {
  const n: i32 = all;
  sorted = ascending();
  let above: i32 = firstAbove(centre);
  if (2 * above == n) return mergeHalves(centre, places, n);
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
    store<u32>(toPlace, placeAt(at));
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
    store<u32>(toPlace, placeAt(at));
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
function mergeHalves(centre: f64, places: usize, n: i32): bool {
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
    store<u32>(nearPlace, placeAt(<i32>((at - sorted) >> 3)));
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
    store<u32>(farPlace, placeAt(<i32>((end - sorted) >> 3)));
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

/** Some of the values of an array, ascending, and the place that each has there. */
export interface Ordered {
  readonly sorted: Float64Array;
  readonly order: Uint32Array;
}

/** Below this many values comparisons are faster than counting. */
const FEW = 512;
/** Bits of a digit; three digits make a key. */
const DIGIT = 11;
const SIZE = 1 << DIGIT;
/** Longer runs of values with one key are sorted by merging. */
const SHORT = 24;

/** Values to a cell, about: of those around the middle more. */
const PER_CELL = 2;
/** Stretches of cells: few enough that each is filled as if it were alone, and short enough to stay in a processor's cache. */
const STRETCHES = 256;
/** Cells lie within this many standard deviations of the mean; what is beyond falls into the outermost. */
const REACH = 5;
/** The most moves for each value that sorting within cells may cost; where they are fuller, digits are sorted. */
const MOVES = 32;

/**
 * All values in ascending order, equal ones in that of their places. They must not be NaN. Equally wide cells around the mean are filled stretch by stretch, and sorted
 * each by insertion; where many values are close to each other on the scale of all (outliers widen it), digits are sorted.
 */
export function ordered(values: Float64Array): Ordered {
  const inCells = values.length < FEW ? undefined : orderedInCells(values);
  if (inCells) return inCells;
  const order = sortedOrder(values);
  const sorted = new Float64Array(order.length);
  for (let i = 0; i < sorted.length; i++) sorted[i] = values[order[i]];
  return { sorted, order };
}

function orderedInCells(values: Float64Array): Ordered | undefined {
  const n = values.length;
  const { low, width } = rangeOf(values);
  let each = 1;
  while (each * STRETCHES * PER_CELL < n) each *= 2;
  const last = each * STRETCHES - 1;
  const scale = last / width;
  if (!(scale > 0 && scale < Infinity && Number.isFinite(low))) return undefined;
  // Each operation keeps the order of what it rounds: no value is in a cell before that of a smaller one.
  const bits = 31 - Math.clz32(each);
  const starts = new Uint32Array(STRETCHES + 1);
  for (let i = 0; i < n; i++) starts[1 + ((Math.max(0, Math.min((values[i] - low) * scale, last)) | 0) >>> bits)]++;
  for (let k = 0; k < STRETCHES; k++) starts[k + 1] += starts[k];
  const next = starts.slice();
  const stretched = new Float64Array(n);
  const places = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const x = values[i];
    const place = next[(Math.max(0, Math.min((x - low) * scale, last)) | 0) >>> bits]++;
    stretched[place] = x;
    places[place] = i;
  }
  const sorted = new Float64Array(n);
  const order = new Uint32Array(n);
  const counts = new Uint32Array(each);
  let moves = 0;
  for (let k = 0; k < STRETCHES; k++) {
    const end = starts[k + 1];
    counts.fill(0);
    for (let i = starts[k]; i < end; i++)
      counts[(Math.max(0, Math.min((stretched[i] - low) * scale, last)) | 0) & (each - 1)]++;
    let start = starts[k];
    for (let cell = 0; cell < each; cell++) {
      const count = counts[cell];
      moves += count * count;
      counts[cell] = start;
      start += count;
    }
    if (moves / 4 > MOVES * n) return undefined;
    for (let i = starts[k]; i < end; i++) {
      const x = stretched[i];
      const place = counts[(Math.max(0, Math.min((x - low) * scale, last)) | 0) & (each - 1)]++;
      sorted[place] = x;
      order[place] = places[i];
    }
    insertAll(sorted, order, starts[k], end);
  }
  return { sorted, order };
}

/** Where the cells lie. */
function rangeOf(values: Float64Array): { readonly low: number; readonly width: number } {
  const n = values.length;
  const first = values[0];
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const x = values[i] - first;
    sum += x;
    squares += x * x;
  }
  const reach = REACH * Math.sqrt(squares / n - (sum / n) * (sum / n));
  return { low: first + sum / n - reach, width: 2 * reach };
}

/** Sorts what is almost sorted, from start on up to end. */
function insertAll(sorted: Float64Array, order: Uint32Array, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const x = sorted[i];
    if (sorted[i - 1] <= x) continue;
    const index = order[i];
    let place = i;
    do {
      sorted[place] = sorted[place - 1];
      order[place] = order[place - 1];
      place--;
    } while (place > start && sorted[place - 1] > x);
    sorted[place] = x;
    order[place] = index;
  }
}

/**
 * Indices of the values in ascending order; equal values keep theirs (stable). The values must not be NaN. A radix sort (least significant digit first) of the upper half of
 * each distance from the mean, in which values a millionth apart have different keys whatever their scale; what has the same key is compared.
 */
export function sortedOrder(values: Float64Array): Uint32Array {
  if (values.length < FEW) return mergedOrder(values);
  let keys: Uint32Array = keysOf(values);
  const counts = digitCounts(keys);
  let order: Uint32Array = new Uint32Array(keys.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  let otherKeys: Uint32Array = new Uint32Array(keys.length);
  let otherOrder: Uint32Array = new Uint32Array(keys.length);
  for (let digit = 0; digit < 3; digit++) {
    const places = counts.subarray(digit * SIZE, (digit + 1) * SIZE);
    if (!startsOf(places, keys.length)) continue;
    scatter(keys, order, otherKeys, otherOrder, places, digit * DIGIT);
    [keys, otherKeys] = [otherKeys, keys];
    [order, otherOrder] = [otherOrder, order];
  }
  sortRuns(values, keys, order);
  return order;
}

/** The upper 32 bits of x − mean, so that they ascend with x: differences that are rounded ascend too. */
function keysOf(values: Float64Array): Uint32Array {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  const centre = Number.isFinite(mean) ? mean : 0;
  const double = new Float64Array(1);
  const halves = new Uint32Array(double.buffer);
  const keys = new Uint32Array(values.length);
  for (let i = 0; i < keys.length; i++) {
    // Zero has one sign.
    double[0] = values[i] - centre + 0;
    const high = halves[1];
    keys[i] = high & 0x80000000 ? ~high : high | 0x80000000;
  }
  return keys;
}

function digitCounts(keys: Uint32Array): Uint32Array {
  const counts = new Uint32Array(3 * SIZE);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    counts[key & (SIZE - 1)]++;
    counts[SIZE + ((key >>> DIGIT) & (SIZE - 1))]++;
    counts[2 * SIZE + (key >>> (2 * DIGIT))]++;
  }
  return counts;
}

/** Makes counts the place of the first of each; false where all have the same digit. */
function startsOf(counts: Uint32Array, all: number): boolean {
  let start = 0;
  for (let digit = 0; digit < SIZE; digit++) {
    const count = counts[digit];
    if (count === all) return false;
    counts[digit] = start;
    start += count;
  }
  return true;
}

function scatter(
  keys: Uint32Array,
  order: Uint32Array,
  toKeys: Uint32Array,
  toOrder: Uint32Array,
  places: Uint32Array,
  shift: number,
): void {
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const place = places[(key >>> shift) & (SIZE - 1)]++;
    toKeys[place] = key;
    toOrder[place] = order[i];
  }
}

/** Sorts by value what has the same key. */
function sortRuns(values: Float64Array, keys: Uint32Array, order: Uint32Array): void {
  const n = keys.length;
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && keys[end] === keys[start]) end++;
    if (end - start > SHORT) mergeRun(values, order, start, end);
    else if (end - start > 1) insertRun(values, order, start, end);
    start = end;
  }
}

function insertRun(values: Float64Array, order: Uint32Array, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const index = order[i];
    const value = values[index];
    let place = i;
    for (; place > start && values[order[place - 1]] > value; place--) order[place] = order[place - 1];
    order[place] = index;
  }
}

function mergeRun(values: Float64Array, order: Uint32Array, start: number, end: number): void {
  const indices = order.slice(start, end);
  const own = Float64Array.from(indices, (index) => values[index]);
  if (own.every((value, i) => i === 0 || own[i - 1] <= value)) return;
  mergedOrder(own).forEach((place, i) => {
    order[start + i] = indices[place];
  });
}

/** Bottom-up merge sort, without a comparison callback. */
function mergedOrder(values: Float64Array): Uint32Array {
  const n = values.length;
  let from = new Uint32Array(n);
  let to = new Uint32Array(n);
  for (let i = 0; i < n; i++) from[i] = i;
  for (let width = 1; width < n; width *= 2) {
    for (let low = 0; low < n; low += 2 * width) {
      const middle = Math.min(low + width, n);
      const high = Math.min(low + 2 * width, n);
      let left = low;
      let right = middle;
      for (let k = low; k < high; k++) {
        const takeLeft = left < middle && (right >= high || values[from[left]] <= values[from[right]]);
        to[k] = takeLeft ? from[left++] : from[right++];
      }
    }
    [from, to] = [to, from];
  }
  return from;
}

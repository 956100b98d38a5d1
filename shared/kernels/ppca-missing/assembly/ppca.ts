// Sums of the E-step over rows with missing cells. Per column the packed outer product of its loadings is kept, so that M of a row is a sum of
// contiguous pieces; neighbouring rows with the same cells share M⁻¹.
import { log } from "../../../math/assembly/elementary";
import { at, get, set } from "../../../wasm/lib/rows";

const LOG_TWO_PI: f64 = 1.8378770664093453;

/** rows × columns: x − mean, and 1 where a cell is observed. */
export let residuals: usize = 0;
export let present: usize = 0;
/** W, columns × latent. */
export let loadings: usize = 0;
/** Means of z, rows × latent, of the rows added last. */
export let latents: usize = 0;
/** The sums; see MissingSums. */
export let second: usize = 0;
export let first: usize = 0;
export let squares: usize = 0;
export let logLikelihood: f64 = 0;

let columns: i32 = 0;
let latent: i32 = 0;
let width: i32 = 0;
let packed: i32 = 0;
let products: usize = 0;
let m: usize = 0;
let g: usize = 0;
let t: usize = 0;
let moment: usize = 0;
let sigma2: f64 = 1;
let logSigma2: f64 = 0;

export function setUp(columnCount: i32, latentCount: i32, rows: i32): void {
  columns = columnCount;
  latent = latentCount;
  width = latent + 1;
  packed = (width * (width + 1)) / 2;
  residuals = heap.alloc((<usize>rows * columns) << 3);
  present = heap.alloc(<usize>rows * columns);
  loadings = heap.alloc((<usize>columns * latent) << 3);
  latents = heap.alloc((<usize>rows * latent) << 3);
  second = heap.alloc((<usize>columns * packed) << 3);
  first = heap.alloc((<usize>columns * width) << 3);
  squares = heap.alloc(<usize>columns << 3);
  products = heap.alloc((<usize>columns * packed) << 3);
  m = heap.alloc((<usize>latent * latent) << 3);
  g = heap.alloc((<usize>latent * latent) << 3);
  t = heap.alloc(<usize>latent << 3);
  moment = heap.alloc(<usize>packed << 3);
}

/** Takes the loadings that were written, and clears the sums. */
export function begin(newSigma2: f64): void {
  sigma2 = newSigma2;
  logSigma2 = log(sigma2);
  logLikelihood = 0;
  memory.fill(second, 0, (<usize>columns * packed) << 3);
  memory.fill(first, 0, (<usize>columns * width) << 3);
  memory.fill(squares, 0, <usize>columns << 3);
  for (let j = 0; j < columns; j++) {
    const w = at(loadings, j * latent);
    let to = at(products, j * packed);
    for (let a = 0; a < latent; a++) {
      for (let b = 0; b <= a; b++) {
        store<f64>(to, get(w, a) * get(w, b));
        to += 8;
      }
    }
  }
}

export function add(rows: i32): void {
  let logDeterminant: f64 = 0;
  for (let n = 0; n < rows; n++) {
    const here: usize = present + <usize>n * columns;
    if (n == 0 || memory.compare(here, here - columns, columns) != 0) logDeterminant = invert(here);
    row(at(residuals, n * columns), here, at(latents, n * latent), logDeterminant);
  }
}

/** g = M⁻¹ of the observed columns; returns log det M. */
function invert(here: usize): f64 {
  const count = packed - width;
  memory.fill(moment, 0, <usize>count << 3);
  for (let a = 0; a < latent; a++) set(moment, ((a + 1) * (a + 2)) / 2 - 1, sigma2);
  for (let j = 0; j < columns; j++) if (load<u8>(here + j) != 0) addTo(moment, at(products, j * packed), count);
  let from = moment;
  for (let a = 0; a < latent; a++) {
    for (let b = 0; b <= a; b++) {
      set(m, a * latent + b, load<f64>(from));
      from += 8;
    }
  }
  return invertInto(latent);
}

/** y += x, n numbers. */
@inline
function addTo(y: usize, x: usize, n: i32): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    v128.store(at(y, i), f64x2.add(v128.load(at(y, i)), v128.load(at(x, i))));
    v128.store(at(y, i), f64x2.add(v128.load(at(y, i), 16), v128.load(at(x, i), 16)), 16);
  }
  for (; i < n; i++) set(y, i, get(y, i) + get(x, i));
}

function row(r: usize, here: usize, z: usize, logDeterminant: f64): void {
  let cells = 0;
  memory.fill(t, 0, <usize>latent << 3);
  for (let j = 0; j < columns; j++) {
    if (load<u8>(here + j) == 0) continue;
    const x = get(r, j);
    cells++;
    const w = at(loadings, j * latent);
    for (let a = 0; a < latent; a++) set(t, a, get(t, a) + x * get(w, a));
  }
  for (let a = 0; a < latent; a++) {
    let sum: f64 = 0;
    for (let b = 0; b < latent; b++) sum += get(g, a * latent + b) * get(t, b);
    set(z, a, sum);
  }
  const logs = <f64>cells * LOG_TWO_PI + <f64>(cells - latent) * logSigma2 + logDeterminant;
  logLikelihood -= 0.5 * (logs + distance(r, here, z) / sigma2);
  let to = moment;
  for (let a = 0; a < latent; a++) {
    for (let b = 0; b <= a; b++) {
      store<f64>(to, get(z, a) * get(z, b) + sigma2 * get(g, a * latent + b));
      to += 8;
    }
  }
  memory.copy(to, z, <usize>latent << 3);
  set(moment, packed - 1, 1);
  for (let j = 0; j < columns; j++) {
    if (load<u8>(here + j) == 0) continue;
    const x = get(r, j);
    addTo(at(second, j * packed), moment, packed);
    const b = at(first, j * width);
    for (let a = 0; a < latent; a++) set(b, a, get(b, a) + x * get(z, a));
    set(b, latent, get(b, latent) + x);
    set(squares, j, get(squares, j) + x * x);
  }
}

/** rᵀ·r − rᵀ·W·z as ‖r − W·z‖² + σ²‖z‖²: a sum of squares loses no digits where σ² is small. */
function distance(r: usize, here: usize, z: usize): f64 {
  let sum: f64 = 0;
  for (let a = 0; a < latent; a++) sum += get(z, a) * get(z, a);
  sum *= sigma2;
  for (let j = 0; j < columns; j++) {
    if (load<u8>(here + j) == 0) continue;
    const w = at(loadings, j * latent);
    let rest = get(r, j);
    for (let a = 0; a < latent; a++) rest -= get(z, a) * get(w, a);
    sum += rest * rest;
  }
  return sum;
}

/** g = m⁻¹ by Cholesky, of whose lower triangle m is overwritten; returns log det m. */
function invertInto(n: i32): f64 {
  let logs: f64 = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = get(m, i * n + j);
      for (let k = 0; k < j; k++) rest -= get(m, i * n + k) * get(m, j * n + k);
      set(m, i * n + j, j < i ? rest / get(m, j * n + j) : sqrt<f64>(rest));
    }
    logs += log(get(m, i * n + i));
  }
  for (let i = 0; i < n; i++) {
    const pivot = get(m, i * n + i);
    for (let j = 0; j < i; j++) {
      let sum: f64 = 0;
      for (let k = j; k < i; k++) sum += get(m, i * n + k) * get(m, k * n + j);
      set(m, i * n + j, -sum / pivot);
    }
    set(m, i * n + i, 1 / pivot);
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum: f64 = 0;
      for (let k = i; k < n; k++) sum += get(m, k * n + i) * get(m, k * n + j);
      set(g, i * n + j, sum);
      set(g, j * n + i, sum);
    }
  }
  return 2 * logs;
}

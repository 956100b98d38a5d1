// Memory of the sparse coder. Rows are padded with zeros: of patches and atoms to an even number of inputs, of everything by atom to a multiple of four.

/** Inputs and atoms, and the lengths of their rows in memory. */
export let inputs: i32 = 0;
export let atomCount: i32 = 0;
export let inputStride: i32 = 0;
export let atomStride: i32 = 0;

/** One row per atom: atoms × inputs. */
export let atoms: usize = 0;
/** The same the other way round: inputs × atoms. */
export let columns: usize = 0;
/** atoms × atoms, products of atoms. */
export let gram: usize = 0;
/** rows × inputs. */
export let patches: usize = 0;
/** rows × atoms, products of patches with atoms. */
export let correlations: usize = 0;
/** rows × atoms. */
export let codes: usize = 0;
/** rows × inputs: what the codes say. */
export let reconstructions: usize = 0;
/** rows: penalised squared errors. */
export let losses: usize = 0;
/** Past codes: Σ α·αᵀ (atoms × atoms) and Σ α·xᵀ (atoms × inputs), both fading. */
export let past: usize = 0;
export let pastInputs: usize = 0;
/** inputs: 1 where a pixel is known, 0 where not. */
export let known: usize = 0;

/** Scratch of one row. */
export let residual: usize = 0;
export let products: usize = 0;
export let productsBefore: usize = 0;
export let point: usize = 0;
export let norms: usize = 0;
export let factor: usize = 0;
export let chosen: usize = 0;
export let solution: usize = 0;
export let work: usize = 0;

function room(count: i32): usize {
  return heap.alloc(<usize>count << 3);
}

export function setUp(inputCount: i32, count: i32, rows: i32): void {
  inputs = inputCount;
  atomCount = count;
  inputStride = (inputCount + 1) & ~1;
  atomStride = (count + 3) & ~3;
  const rowStride: i32 = (rows + 3) & ~3;
  // Products of atoms are made by tiles of four rows too.
  atoms = room(atomStride * inputStride);
  columns = room(inputStride * atomStride);
  gram = room(atomStride * atomStride);
  patches = room(rowStride * inputStride);
  correlations = room(rowStride * atomStride);
  codes = room(rowStride * atomStride);
  reconstructions = room(rowStride * inputStride);
  losses = room(rowStride);
  past = room(atomStride * atomStride);
  pastInputs = room(atomStride * inputStride);
  known = room(inputStride);
  residual = room(max(atomStride, inputStride));
  products = room(atomStride);
  productsBefore = room(atomStride);
  point = room(atomStride);
  norms = room(atomStride);
  factor = room(atomStride * atomStride);
  chosen = room(atomStride);
  solution = room(atomStride);
  work = room(max(atomStride, inputStride));
}

@inline
export function at(pointer: usize, i: i32): usize {
  return pointer + (<usize>i << 3);
}

@inline
export function get(pointer: usize, i: i32): f64 {
  return load<f64>(pointer + (<usize>i << 3));
}

@inline
export function put(pointer: usize, i: i32, value: f64): void {
  store<f64>(pointer + (<usize>i << 3), value);
}

/** y ← y + factor·x, `count` even. */
@inline
export function addTo(y: usize, x: usize, scale: f64, count: i32): void {
  const s: v128 = f64x2.splat(scale);
  for (let end: usize = y + (<usize>count << 3); y < end; y += 16, x += 16)
    v128.store(y, f64x2.add(v128.load(y), f64x2.mul(s, v128.load(x))));
}

@inline
export function clear(y: usize, count: i32): void {
  memory.fill(y, 0, <usize>count << 3);
}

/** The n-th of the coefficients that were listed. */
@inline
export function listed(n: i32): i32 {
  return load<i32>(chosen + (<usize>n << 2));
}

/** Lists in `chosen` which coefficients of a code are not zero; how many. */
export function listUsed(code: usize): i32 {
  let count: i32 = 0;
  for (let j: i32 = 0; j < atomCount; j++) {
    if (get(code, j) == 0) continue;
    store<i32>(chosen + (<usize>count << 2), j);
    count++;
  }
  return count;
}

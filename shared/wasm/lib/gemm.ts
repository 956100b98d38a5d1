// Products of float32 matrices, C = A·B or C += A·B, with A or B optionally transposed. Think of C as cut into 4 × 8 tiles: eight vector
// registers hold one tile while k runs. Each element is the plain sum over k in ascending order, each product rounded and then added
// (never fused), so that the result has the same bits as the obvious triple loop on every machine.

/** Rows and columns of a tile. Six rows would need 16 vector registers; engines keep one back, and a spilled sum costs half the speed. */
const ROWS: i32 = 4;
const COLUMNS: i32 = 8;
/** Steps of k between two passes over C: a panel of B (8 columns) stays in the first-level cache. */
const DEPTH: i32 = 512;
/** Rows of A that go through one panel of B before the next: they stay in the second-level cache. */
const BLOCK: i32 = 64;
/** A transposed A is copied to tiles when it meets this many panels of B; below, the copy costs more than it saves. */
const PACK_FROM: i32 = 8;

/** Fewer rows than this are multiplied one by one: packing B would cost more than the product. */
const FEW: i32 = 4;

let scratch: usize = 0;
let scratchSize: usize = 0;

/** Memory for packed panels; grows, and is shared by all products of the instance. */
function reserve(bytes: usize): usize {
  if (bytes > scratchSize) {
    scratch = heap.alloc(bytes);
    scratchSize = bytes;
  }
  return scratch;
}

/** C (m × n) = A (m × k) · B (k × n); `+=` with accumulate. All row-major and without gaps. */
export function gemmNN(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize, accumulate: bool): void {
  if (m < FEW) {
    for (let i: i32 = 0; i < m; i++) rowTimes(n, k, a + ((<usize>i * k) << 2), b, c + ((<usize>i * n) << 2), accumulate);
    return;
  }
  product(m, n, k, a, k, false, b, n, false, c, accumulate);
}

/** C (m × n) = A (m × k) · Bᵀ, B is n × k. */
export function gemmNT(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize, accumulate: bool): void {
  product(m, n, k, a, k, false, b, k, true, c, accumulate);
}

/** C (m × n) = Aᵀ · B, A is k × m. */
export function gemmTN(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize, accumulate: bool): void {
  product(m, n, k, a, m, true, b, n, false, c, accumulate);
}

function product(
  m: i32, n: i32, k: i32, a: usize, lda: i32, aTransposed: bool, b: usize, ldb: i32, bTransposed: bool, c: usize, accumulate: bool,
): void {
  const panels: i32 = (n + COLUMNS - 1) / COLUMNS;
  const depth: i32 = min(k, DEPTH);
  const packedB: usize = reserve((<usize>panels * COLUMNS * depth + BLOCK * depth + ROWS * COLUMNS) << 2);
  const packedA: usize = packedB + ((<usize>panels * COLUMNS * depth) << 2);
  if (k == 0 && !accumulate) memory.fill(c, 0, (<usize>m * n) << 2);
  const pack: bool = aTransposed && panels >= PACK_FROM;
  const block: i32 = aTransposed && !pack ? ROWS : BLOCK;
  for (let k0: i32 = 0; k0 < k; k0 += DEPTH) {
    const steps: i32 = min(DEPTH, k - k0);
    if (bTransposed) packTransposed(steps, n, b + (<usize>k0 << 2), ldb, packedB);
    else packPlain(steps, n, b + ((<usize>k0 * ldb) << 2), ldb, packedB);
    const first: bool = k0 == 0 && !accumulate;
    for (let i: i32 = 0; i < m; i += block) {
      const rows: i32 = min(block, m - i);
      const from: usize = a + ((aTransposed ? <usize>k0 * lda + i : <usize>i * lda + k0) << 2);
      const to: usize = c + ((<usize>i * n) << 2);
      if (aTransposed && (pack || rows < ROWS)) {
        packTiles(steps, rows, from, <usize>lda << 2, packedA);
        tiles(steps, rows, n, packedA, ROWS * 4, (<usize>steps * ROWS) << 2, true, packedB, to, first);
      } else {
        const stride: usize = <usize>lda << 2;
        tiles(steps, rows, n, from, stride, aTransposed ? <usize>ROWS * 4 : stride * ROWS, aTransposed, packedB, to, first);
      }
    }
  }
}

/** Rows of A (`tileStep` bytes from one tile of four to the next) times all panels of B. */
function tiles(
  depth: i32, rows: i32, n: i32, a: usize, stride: usize, tileStep: usize, byColumns: bool, packedB: usize, c: usize, first: bool,
): void {
  const ldc: usize = <usize>n << 2;
  const edge: usize = scratch + scratchSize - ROWS * COLUMNS * 4;
  for (let j: i32 = 0; j < n; j += COLUMNS) {
    const columns: i32 = min(COLUMNS, n - j);
    const panel: usize = packedB + ((<usize>j * depth) << 2);
    let tile: usize = a;
    for (let i: i32 = 0; i < rows; i += ROWS) {
      const live: i32 = min(ROWS, rows - i);
      const whole: bool = live == ROWS && columns == COLUMNS;
      const target: usize = c + <usize>i * ldc + (<usize>j << 2);
      if (!whole && !first) copyTile(live, columns, target, ldc, edge, COLUMNS * 4);
      const to: usize = whole ? target : edge;
      const toStride: usize = whole ? ldc : COLUMNS * 4;
      if (byColumns) tileOfColumns(depth, tile, stride, panel, to, toStride, first);
      else tileOfRows(depth, tile, stride, live, panel, to, toStride, first);
      if (!whole) copyTile(live, columns, edge, COLUMNS * 4, target, ldc);
      tile += tileStep;
    }
  }
}

/** One row: c (n) = x (k) · B (k × n), 32 columns at a time in registers, with the same order of sums. */
function rowTimes(n: i32, k: i32, x: usize, b: usize, c: usize, accumulate: bool): void {
  const stride: usize = <usize>n << 2;
  let j: i32 = 0;
  for (; j + 32 <= n; j += 32) {
    const to: usize = c + (<usize>j << 2);
    let s0: v128 = accumulate ? v128.load(to) : f32x4.splat(0);
    let s1: v128 = accumulate ? v128.load(to, 16) : f32x4.splat(0);
    let s2: v128 = accumulate ? v128.load(to, 32) : f32x4.splat(0);
    let s3: v128 = accumulate ? v128.load(to, 48) : f32x4.splat(0);
    let s4: v128 = accumulate ? v128.load(to, 64) : f32x4.splat(0);
    let s5: v128 = accumulate ? v128.load(to, 80) : f32x4.splat(0);
    let s6: v128 = accumulate ? v128.load(to, 96) : f32x4.splat(0);
    let s7: v128 = accumulate ? v128.load(to, 112) : f32x4.splat(0);
    let from: usize = b + (<usize>j << 2);
    for (let l: i32 = 0; l < k; l++) {
      const w: v128 = v128.load32_splat(x + (<usize>l << 2));
      s0 = f32x4.add(s0, f32x4.mul(w, v128.load(from)));
      s1 = f32x4.add(s1, f32x4.mul(w, v128.load(from, 16)));
      s2 = f32x4.add(s2, f32x4.mul(w, v128.load(from, 32)));
      s3 = f32x4.add(s3, f32x4.mul(w, v128.load(from, 48)));
      s4 = f32x4.add(s4, f32x4.mul(w, v128.load(from, 64)));
      s5 = f32x4.add(s5, f32x4.mul(w, v128.load(from, 80)));
      s6 = f32x4.add(s6, f32x4.mul(w, v128.load(from, 96)));
      s7 = f32x4.add(s7, f32x4.mul(w, v128.load(from, 112)));
      from += stride;
    }
    v128.store(to, s0);
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
    v128.store(to, s4, 64);
    v128.store(to, s5, 80);
    v128.store(to, s6, 96);
    v128.store(to, s7, 112);
  }
  for (; j + 8 <= n; j += 8) {
    const to: usize = c + (<usize>j << 2);
    let s0: v128 = accumulate ? v128.load(to) : f32x4.splat(0);
    let s1: v128 = accumulate ? v128.load(to, 16) : f32x4.splat(0);
    let from: usize = b + (<usize>j << 2);
    for (let l: i32 = 0; l < k; l++) {
      const w: v128 = v128.load32_splat(x + (<usize>l << 2));
      s0 = f32x4.add(s0, f32x4.mul(w, v128.load(from)));
      s1 = f32x4.add(s1, f32x4.mul(w, v128.load(from, 16)));
      from += stride;
    }
    v128.store(to, s0);
    v128.store(to, s1, 16);
  }
  for (; j < n; j++) {
    let sum: f32 = accumulate ? load<f32>(c + (<usize>j << 2)) : 0;
    for (let l: i32 = 0; l < k; l++) sum += load<f32>(x + (<usize>l << 2)) * load<f32>(b + ((<usize>l * n + j) << 2));
    store<f32>(c + (<usize>j << 2), sum);
  }
}

/** Copies columns of B eight at a time to panels of depth × 8, the last one filled up with zeros. */
function packPlain(depth: i32, n: i32, b: usize, ldb: i32, to: usize): void {
  const stride: usize = <usize>ldb << 2;
  let column: i32 = 0;
  for (; column + COLUMNS <= n; column += COLUMNS) {
    let from: usize = b + (<usize>column << 2);
    for (let k: i32 = 0; k < depth; k++) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      from += stride;
      to += COLUMNS * 4;
    }
  }
  if (column < n) {
    for (let k: i32 = 0; k < depth; k++) {
      for (let j: i32 = 0; j < COLUMNS; j++) {
        const value: f32 = column + j < n ? load<f32>(b + <usize>k * stride + (<usize>(column + j) << 2)) : 0;
        store<f32>(to + (<usize>j << 2), value);
      }
      to += COLUMNS * 4;
    }
  }
}

/** The same panels from B stored transposed (n × k): blocks of four by four are turned in registers. */
function packTransposed(depth: i32, n: i32, b: usize, ldb: i32, to: usize): void {
  const stride: usize = <usize>ldb << 2;
  for (let column: i32 = 0; column < n; column += COLUMNS) {
    for (let half: i32 = 0; half < 2; half++) {
      const c0: i32 = column + 4 * half;
      turn(depth, min(4, n - c0), b + <usize>c0 * stride, stride, to + 16 * half);
    }
    to += <usize>depth * COLUMNS * 4;
  }
}

/** Writes `live` rows of length depth (others zero) as columns of four, 32 bytes apart. */
function turn(depth: i32, live: i32, from: usize, stride: usize, to: usize): void {
  let k: i32 = 0;
  if (live == 4) {
    for (; k + 4 <= depth; k += 4) {
      const r0: v128 = v128.load(from);
      const r1: v128 = v128.load(from + stride);
      const r2: v128 = v128.load(from + 2 * stride);
      const r3: v128 = v128.load(from + 3 * stride);
      const lo01: v128 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
      const hi01: v128 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
      const lo23: v128 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
      const hi23: v128 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
      v128.store(to, v128.shuffle<i64>(lo01, lo23, 0, 2));
      v128.store(to, v128.shuffle<i64>(lo01, lo23, 1, 3), 32);
      v128.store(to, v128.shuffle<i64>(hi01, hi23, 0, 2), 64);
      v128.store(to, v128.shuffle<i64>(hi01, hi23, 1, 3), 96);
      from += 16;
      to += 128;
    }
  }
  for (; k < depth; k++) {
    for (let j: i32 = 0; j < 4; j++) {
      store<f32>(to + (<usize>j << 2), j < live ? load<f32>(from + <usize>j * stride) : 0);
    }
    from += 4;
    to += 32;
  }
}

/** Copies the columns of a transposed A four at a time to tiles of depth × 4, missing ones as zeros. */
function packTiles(depth: i32, rows: i32, a: usize, stride: usize, to: usize): void {
  for (let i: i32 = 0; i < rows; i += ROWS) {
    let from: usize = a + (<usize>i << 2);
    for (let k: i32 = 0; k < depth; k++) {
      if (i + ROWS <= rows) v128.store(to, v128.load(from));
      else for (let r: i32 = 0; r < ROWS; r++) store<f32>(to + (<usize>r << 2), i + r < rows ? load<f32>(from + (<usize>r << 2)) : 0);
      from += stride;
      to += ROWS * 4;
    }
  }
}

function copyTile(rows: i32, columns: i32, from: usize, fromStride: usize, to: usize, toStride: usize): void {
  for (let i: i32 = 0; i < rows; i++) memory.copy(to + <usize>i * toStride, from + <usize>i * fromStride, <usize>columns << 2);
}

/** Adds four rows of A (row-major, `live` of them real, the last one repeated) times a panel of B to a tile of C. */
function tileOfRows(depth: i32, a: usize, lda: usize, live: i32, b: usize, c: usize, ldc: usize, first: bool): void {
  let a0: usize = a;
  let a1: usize = a + (live > 1 ? 1 : live - 1) * lda;
  let a2: usize = a + (live > 2 ? 2 : live - 1) * lda;
  let a3: usize = a + (live > 3 ? 3 : live - 1) * lda;
  const c0: usize = c;
  const c1: usize = c + ldc;
  const c2: usize = c + 2 * ldc;
  const c3: usize = c + 3 * ldc;
  let l0: v128 = first ? f32x4.splat(0) : v128.load(c0);
  let r0: v128 = first ? f32x4.splat(0) : v128.load(c0, 16);
  let l1: v128 = first ? f32x4.splat(0) : v128.load(c1);
  let r1: v128 = first ? f32x4.splat(0) : v128.load(c1, 16);
  let l2: v128 = first ? f32x4.splat(0) : v128.load(c2);
  let r2: v128 = first ? f32x4.splat(0) : v128.load(c2, 16);
  let l3: v128 = first ? f32x4.splat(0) : v128.load(c3);
  let r3: v128 = first ? f32x4.splat(0) : v128.load(c3, 16);
  for (let k: i32 = 0; k < depth; k++) {
    const left: v128 = v128.load(b);
    const right: v128 = v128.load(b, 16);
    let x: v128 = v128.load32_splat(a0);
    l0 = f32x4.add(l0, f32x4.mul(x, left));
    r0 = f32x4.add(r0, f32x4.mul(x, right));
    x = v128.load32_splat(a1);
    l1 = f32x4.add(l1, f32x4.mul(x, left));
    r1 = f32x4.add(r1, f32x4.mul(x, right));
    x = v128.load32_splat(a2);
    l2 = f32x4.add(l2, f32x4.mul(x, left));
    r2 = f32x4.add(r2, f32x4.mul(x, right));
    x = v128.load32_splat(a3);
    l3 = f32x4.add(l3, f32x4.mul(x, left));
    r3 = f32x4.add(r3, f32x4.mul(x, right));
    a0 += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
    b += 32;
  }
  v128.store(c0, l0);
  v128.store(c0, r0, 16);
  v128.store(c1, l1);
  v128.store(c1, r1, 16);
  v128.store(c2, l2);
  v128.store(c2, r2, 16);
  v128.store(c3, l3);
  v128.store(c3, r3, 16);
}

/** The same with A transposed: step k reads four neighbours at a + k·stride. */
function tileOfColumns(depth: i32, a: usize, stride: usize, b: usize, c: usize, ldc: usize, first: bool): void {
  const c0: usize = c;
  const c1: usize = c + ldc;
  const c2: usize = c + 2 * ldc;
  const c3: usize = c + 3 * ldc;
  let l0: v128 = first ? f32x4.splat(0) : v128.load(c0);
  let r0: v128 = first ? f32x4.splat(0) : v128.load(c0, 16);
  let l1: v128 = first ? f32x4.splat(0) : v128.load(c1);
  let r1: v128 = first ? f32x4.splat(0) : v128.load(c1, 16);
  let l2: v128 = first ? f32x4.splat(0) : v128.load(c2);
  let r2: v128 = first ? f32x4.splat(0) : v128.load(c2, 16);
  let l3: v128 = first ? f32x4.splat(0) : v128.load(c3);
  let r3: v128 = first ? f32x4.splat(0) : v128.load(c3, 16);
  for (let k: i32 = 0; k < depth; k++) {
    const left: v128 = v128.load(b);
    const right: v128 = v128.load(b, 16);
    let x: v128 = v128.load32_splat(a);
    l0 = f32x4.add(l0, f32x4.mul(x, left));
    r0 = f32x4.add(r0, f32x4.mul(x, right));
    x = v128.load32_splat(a, 4);
    l1 = f32x4.add(l1, f32x4.mul(x, left));
    r1 = f32x4.add(r1, f32x4.mul(x, right));
    x = v128.load32_splat(a, 8);
    l2 = f32x4.add(l2, f32x4.mul(x, left));
    r2 = f32x4.add(r2, f32x4.mul(x, right));
    x = v128.load32_splat(a, 12);
    l3 = f32x4.add(l3, f32x4.mul(x, left));
    r3 = f32x4.add(r3, f32x4.mul(x, right));
    a += stride;
    b += 32;
  }
  v128.store(c0, l0);
  v128.store(c0, r0, 16);
  v128.store(c1, l1);
  v128.store(c1, r1, 16);
  v128.store(c2, l2);
  v128.store(c2, r2, 16);
  v128.store(c3, l3);
  v128.store(c3, r3, 16);
}

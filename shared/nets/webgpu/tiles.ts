/**
 * Products of matrices by tiles: a workgroup of 64 invocations holds a stretch of k of its rows of A and its columns of B in the memory that it shares,
 * and each invocation a square of sums. What A and B are, the caller says: stored matrices, turned ones, windows of pictures.
 */
import { type Dispatch, each } from "./kernel.ts";
import type { SnippetName } from "./snippets/index.ts";

export interface Product {
  /** So many products of (m × k) · (k × n). */
  readonly count?: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** WGSL of functions `a(z, i, l)` and `b(z, l, j)`, which give the elements of the operands of product z: called within the extents only. */
  readonly elements: string;
  /** Along which axis neighbours lie side by side in memory, so that neighbours among the invocations read them. */
  readonly aAlong: "i" | "l";
  readonly bAlong: "l" | "j";
  readonly integers: Readonly<Record<string, number>>;
  readonly uses?: readonly SnippetName[];
  /** Where the results lie, m × n each, one after the other; what each of their rows begins with, if anything. */
  readonly y: number;
  readonly bias?: number;
  /** Another place for element (i, j) of product z: WGSL of a function `place(z, i, j)` that gives how far beyond `y`, or NOWHERE. */
  readonly place?: string | undefined;
}

const NOWHERE = "const NOWHERE = 0xffffffffu;";

/** Of k that are in the shared memory at a time. */
const DEPTH = 16;
/** Workgroups that keep a large device busy. */
const BUSY = 256;
/** Of k in one part, where the sums are cut into parts: at least. */
const SHORTEST = 128;

/** Sums over k in ascending order from the bias (or 0) on; of few and long ones, parts of k in that order, added in order. */
export function product(of: Product, scratch: (floats: number) => number): readonly Dispatch[] {
  const { count = 1, m, n, k, y, bias, place, integers } = of;
  const large = groupsOf(of, 8) >= BUSY;
  const tiles = groupsOf(of, large ? 8 : 4);
  const parts = Math.max(1, Math.min(Math.ceil(BUSY / tiles), Math.floor(k / SHORTEST)));
  if (parts === 1) return [tiled(of, large ? 8 : 4, 1, y, bias)];
  const at = scratch(parts * count * m * n);
  const begin = bias === undefined ? "0.0" : "memory[call.bias + i % call.columns]";
  return [
    tiled({ ...of, place: undefined }, large ? 8 : 4, parts, at, undefined),
    each(
      count * m * n,
      `  var sum = ${begin};
  for (var part = 0u; part < ${parts}u; part++) { sum += memory[call.at + part * call.n + i]; }
${
  place
    ? `  let to = place(i / (call.rows * call.columns), (i / call.columns) % call.rows, i % call.columns);
  if (to != NOWHERE) { memory[call.y + to] = sum; }`
    : "  memory[call.y + i] = sum;"
}`,
      {
        before: place ? `${NOWHERE}\n${place}` : "",
        integers: { ...(place && integers), at, y, rows: m, columns: n, bias: bias ?? 0 },
      },
    ),
  ];
}

function groupsOf({ count = 1, m, n }: Product, square: number): number {
  return count * Math.ceil(m / (8 * square)) * Math.ceil(n / (8 * square));
}

/** Each invocation has `square` × `square` of the sums; part p of k goes to product number p·count + z of the results. */
function tiled(of: Product, square: 4 | 8, parts: number, y: number, bias: number | undefined): Dispatch {
  const { count = 1, m, n, k, elements, aAlong, bAlong, integers, uses, place } = of;
  const side = 8 * square;
  // One more, so that what lies one below the other is in different banks.
  const pitch = side + 1;
  const quads = square / 4;
  const length = DEPTH * Math.ceil(k / parts / DEPTH);
  const rows = Array.from({ length: square }, (_, r) => r);
  const columns = Array.from({ length: quads }, (_, q) => q);
  const lines = (make: (r: number, q: number) => string) =>
    rows.flatMap((r) => columns.map((q) => make(r, q))).join("\n");
  const load = (into: "tileA" | "tileB", along: boolean) => {
    // Position across the tile and along k of the invocation's first element, and of its others.
    const [across, deep] = along
      ? [`lane / ${DEPTH}u + ${64 / DEPTH}u * q`, `lane % ${DEPTH}u`]
      : [`(lane + 64u * q) % ${side}u`, `(lane + 64u * q) / ${side}u`];
    const [first, most, name] =
      into === "tileA" ? ["row", "call.m", "a(z, at, l)"] : ["column", "call.n", "b(z, l, at)"];
    return `    for (var q = 0u; q < ${(side * DEPTH) / 64}u; q++) {
      let c = ${across};
      let d = ${deep};
      let at = ${first} + c;
      let l = start + d;
      var x = 0.0;
      if (at < ${most} && l < end) { x = ${name}; }
      ${into}[d * ${pitch}u + c] = x;
    }`;
  };
  return {
    uses: uses ?? [],
    integers: { ...integers, m, n, k, count, part: length, y, bias: bias ?? 0 },
    groups: [Math.ceil(n / side), Math.ceil(m / side), count * parts],
    code: `${elements}
${place ? `${NOWHERE}\n${place}` : ""}
var<workgroup> tileA: array<f32, ${DEPTH * pitch}>;
var<workgroup> tileB: array<f32, ${DEPTH * pitch}>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let z = group.z % call.count;
  let row = group.y * ${side}u;
  let column = group.x * ${side}u;
  let up = (lane / 8u) * ${square}u;
  let left = (lane % 8u) * ${square}u;
${lines((r, q) => `  var s${r}${q} = vec4f();`)}
${
  bias === undefined
    ? ""
    : `${columns
        .map(
          (q) => `  {
    var own = vec4f();
    for (var c = 0u; c < 4u; c++) { if (column + left + ${4 * q}u + c < call.n) { own[c] = memory[call.bias + column + left + ${4 * q}u + c]; } }
${rows.map((r) => `    s${r}${q} = own;`).join("\n")}
  }`,
        )
        .join("\n")}`
}
  let begin = (group.z / call.count) * call.part;
  let end = min(call.k, begin + call.part);
  for (var start = begin; start < end; start += ${DEPTH}u) {
${load("tileA", aAlong === "l")}
${load("tileB", bAlong === "l")}
    workgroupBarrier();
    for (var d = 0u; d < ${DEPTH}u; d++) {
      let p = d * ${pitch}u;
${columns.map((q) => `      let v${q} = vec4f(${[0, 1, 2, 3].map((c) => `tileB[p + left + ${4 * q + c}u]`).join(", ")});`).join("\n")}
${rows.map((r) => `      let u${r} = tileA[p + up + ${r}u];`).join("\n")}
${lines((r, q) => `      s${r}${q} += u${r} * v${q};`)}
    }
    workgroupBarrier();
  }
${place ? "" : "  let to = call.y + group.z * call.m * call.n;"}
${lines(
  (r, q) => `  for (var c = 0u; c < 4u; c++) {
    let i = row + up + ${r}u;
    let j = column + left + ${4 * q}u + c;
    if (i < call.m && j < call.n) { ${
      place
        ? `let to = place(z, i, j); if (to != NOWHERE) { memory[call.y + to] = s${r}${q}[c]; }`
        : `memory[to + i * call.n + j] = s${r}${q}[c];`
    } }
  }`,
)}
}`,
  };
}

/** The shaders of a crowd on a GPU: an invocation for each chain, then sums over chains as fixed trees. All floats lie in one buffer, coordinate by coordinate, chains side by side. */
import type { Program } from "../../../densities/program.ts";
import { densityFunctions, MOST_PRIVATE, wgslOf } from "../../../densities/wgsl/index.ts";
import type { Key } from "../../../random/key.ts";
import { literal } from "../../../webgpu/literal.ts";
import { aimOf, type CrowdParams, DIVERGENCE, JITTER, STEP_BOUNDS, TRANSITION, UNIFORMS } from "./params.ts";

/** Where floats lie: each a matrix of rows × chains, or a vector. */
export interface CrowdPlaces {
  readonly position: number;
  readonly gradient: number;
  readonly logDensity: number;
  readonly mean: number;
  readonly squares: number;
  readonly scale: number;
  readonly stepSize: number;
  /** Reported quantities now. */
  readonly report: number;
  readonly records: number;
  readonly size: number;
}

/** Numbers of a dispatch, as `Step` has them. */
export interface StepNumbers {
  /** Of the task, from 0; and the row of its record. */
  readonly step: number;
  readonly row: number;
  /** Leapfrog steps [from, to) of the trajectory, for chains from `first` on. */
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly adaptsScales: boolean;
  readonly key: Key;
}
export const STEP_BYTES = 256;
export const LANES = 64;

export interface CrowdShaders {
  readonly places: CrowdPlaces;
  /** Of a record: mean, between, within of each reported quantity, then acceptance, step size, divergences. */
  readonly width: number;
  readonly move: string;
  readonly superchains: string;
  readonly crowd: string;
  /** Columns that sums are made of. */
  readonly columns: number;
}

export function crowdShaders(program: Program, params: CrowdParams, rows: number): CrowdShaders {
  const { dimension: D, names } = program;
  const [K, M, P] = [params.superchains, params.chains, names.length];
  const C = K * M;
  const width = 3 * P + 3;
  const columns = P + D + 2;
  let size = 0;
  const take = (floats: number) => {
    size += floats;
    return size - floats;
  };
  const at = {
    position: take(D * C),
    gradient: take(D * C),
    logDensity: take(C),
    mean: take(P * C),
    squares: take(P * C),
    scale: take(D),
    stepSize: take(1),
    report: take(P * C),
    records: take(rows * width),
    // A proposal, and what becomes of it.
    q: take(D * C),
    g: take(D * C),
    w: take(D * C),
    found: take(C),
    before: take(C),
    own: take(C),
    accept: take(C),
    divergent: take(C),
    sums: take(2 * K * columns),
  };
  const gradient = params.sampler === "hmc" ? program.gradient : [];
  const density = functionOf(program, "density", at.q, C, size, {
    returns: program.value,
    ids: gradient,
    to: at.g,
  });
  const report = functionOf(program, "report", at.position, C, size, { ids: program.reported, to: at.report });
  size += C * Math.max(density.room, report.room);

  const cell = (place: number, index = "i") => `memory[${place}u + ${index} * ${C}u + chain]`;
  const own = (place: number) => `memory[${place}u + chain]`;
  const scale = `memory[${at.scale}u + i]`;
  const coordinates = (body: string) => `for (var i = 0u; i < ${D}u; i++) { ${body} }`;
  const head = `struct Step { step: u32, row: u32, first: u32, begin: u32, end: u32, scales: u32, low: u32, high: u32 }
@group(0) @binding(0) var<storage, read_write> memory: array<f32>;
@group(0) @binding(1) var<storage, read> data: array<u32>;
@group(0) @binding(2) var<uniform> step: Step;
`;
  const draw = (to: string) => `var words = vec4u();
    for (var i = 0u; i < ${D}u; i++) {
      if ((i & 3u) == 0u) { words = wordsAt(key, vec2u(i, 0u)); }
      let z = normalOfWords(words[i & 2u], words[(i & 2u) + 1u], i);
      ${to}
    }`;

  const walk = `
  ${draw(`${cell(at.q)} = ${cell(at.position)} + (memory[${at.stepSize}u] * ${scale}) * z;`)}
  let found = density(chain);
  let accept = acceptance(found, found - ${own(at.logDensity)});
  let isDivergent = false;`;
  const trajectory = `
  if (step.begin == 0u) {
    ${own(at.own)} = memory[${at.stepSize}u] * (1f + ${literal(JITTER)} * (2f * uniform32(key, vec2u(${UNIFORMS + 1}u, 0u)) - 1f));
    var before = -${own(at.logDensity)};
    ${draw(`${cell(at.q)} = ${cell(at.position)};
      ${cell(at.g)} = ${cell(at.gradient)};
      ${cell(at.w)} = z;
      before += 0.5f * z * z;`)}
    ${own(at.before)} = before;
  }
  let size = ${own(at.own)};
  for (var l = step.begin; l < step.end; l++) {
    ${coordinates(`let w = ${cell(at.w)} + (0.5f * size * ${scale}) * ${cell(at.g)}; ${cell(at.w)} = w; ${cell(at.q)} += (size * ${scale}) * w;`)}
    ${own(at.found)} = density(chain);
    ${coordinates(`${cell(at.w)} += (0.5f * size * ${scale}) * ${cell(at.g)};`)}
  }
  if (step.end < ${params.leapfrogs}u) { return; }
  let found = ${own(at.found)};
  var after = -found;
  ${coordinates(`after += 0.5f * ${cell(at.w)} * ${cell(at.w)};`)}
  let grown = after - ${own(at.before)};
  let accept = acceptance(found, -grown);
  let isDivergent = !isFinite(grown) || grown > ${literal(DIVERGENCE)};`;

  const move = `${head}${densityFunctions(["foldIn", "normal32"])}
${density.code}
${report.code}
/** Nothing moves to where the density is not a number; from where float32 has none, anywhere. */
fn acceptance(found: f32, gain: f32) -> f32 {
  if (!isFinite(found) || isNaN(gain)) { return 0f; }
  return expf(min(gain, 0f));
}
@compute @workgroup_size(${LANES})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let chain = step.first + id.x;
  if (chain >= ${C}u) { return; }
  let key = foldIn(vec2u(step.low, step.high), chain, step.step, ${TRANSITION}u);
${params.sampler === "hmc" ? trajectory : walk}
  ${own(at.accept)} = accept;
  ${own(at.divergent)} = select(0f, 1f, isDivergent);
  if (uniform32(key, vec2u(${UNIFORMS}u, 0u)) < accept) {
    ${own(at.logDensity)} = found;
    ${coordinates(`${cell(at.position)} = ${cell(at.q)}; ${params.sampler === "hmc" ? `${cell(at.gradient)} = ${cell(at.g)};` : ""}`)}
  }
  report(chain);
  if (step.step < ${params.warmup}u) { return; }
  let count = f32(step.step - ${params.warmup}u + 1u);
  for (var i = 0u; i < ${P}u; i++) {
    let x = ${cell(at.report)};
    let off = x - ${cell(at.mean)};
    let mean = ${cell(at.mean)} + off / count;
    ${cell(at.mean)} = mean;
    ${cell(at.squares)} += off * (x - mean);
  }
}`;

  /** First float of a column over chains: the reported quantities, the coordinates, acceptance, divergences. */
  const column = `fn columnOf(c: u32) -> u32 {
  if (c < ${P}u) { return ${at.report}u + c * ${C}u; }
  if (c < ${P + D}u) { return ${at.position}u + (c - ${P}u) * ${C}u; }
  if (c == ${P + D}u) { return ${at.accept}u; }
  return ${at.divergent}u;
}`;
  const superchains = `${head}${column}
@compute @workgroup_size(${LANES})
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= ${K * columns}u) { return; }
  let c = id.x / ${K}u;
  let start = columnOf(c) + (id.x % ${K}u) * ${M}u;
  var sum = 0f;
  for (var m = 0u; m < ${M}u; m++) { sum += memory[start + m]; }
  let mean = sum / ${M}f;
  var squares = 0f;
  for (var m = 0u; m < ${M}u; m++) { let off = memory[start + m] - mean; squares += off * off; }
  memory[${at.sums}u + id.x] = mean;
  memory[${at.sums + K * columns}u + id.x] = squares / ${Math.max(1, M - 1)}f;
}`;

  const crowd = `${head}${densityFunctions()}
var<workgroup> found: array<f32, ${LANES}>;
fn total(x: f32, lane: u32) -> f32 {
  workgroupBarrier();
  found[lane] = x;
  for (var half = ${LANES / 2}u; half > 0u; half = half / 2u) {
    workgroupBarrier();
    if (lane < half) { found[lane] = found[lane] + found[lane + half]; }
  }
  workgroupBarrier();
  return found[0];
}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let c = group.x;
  let start = ${at.sums}u + c * ${K}u;
  var own = 0f;
  for (var k = lane; k < ${K}u; k += ${LANES}u) { own += memory[start + k]; }
  let mean = total(own, lane) / ${K}f;
  own = 0f;
  for (var k = lane; k < ${K}u; k += ${LANES}u) { let off = memory[start + k] - mean; own += off * off; }
  let between = total(own, lane);
  own = 0f;
  for (var k = lane; k < ${K}u; k += ${LANES}u) { own += memory[start + ${K * columns}u + k]; }
  let within = total(own, lane) / ${K}f;
  if (lane > 0u) { return; }
  let row = ${at.records}u + step.row * ${width}u;
  if (c < ${P}u) {
    memory[row + c] = mean;
    memory[row + ${P}u + c] = between / ${Math.max(1, K - 1)}f;
    memory[row + ${2 * P}u + c] = within;
    return;
  }
  if (c < ${P + D}u) {
    if (step.scales == 0u) { return; }
    let sd = sqrt((between * ${M}f + within * ${K * (M - 1)}f) / ${C}f);
    let at = ${at.scale}u + (c - ${P}u);
    if (isFinite(sd) && sd > 0f) { memory[at] = sqrt(memory[at] * sd); }
    return;
  }
  if (c == ${P + D}u) {
    let size = memory[${at.stepSize}u];
    memory[row + ${3 * P}u] = mean;
    memory[row + ${3 * P + 1}u] = size;
    if (step.step < ${params.warmup}u) {
      memory[${at.stepSize}u] = min(${literal(STEP_BOUNDS[1])}, max(${literal(STEP_BOUNDS[0])}, size * expf(mean - ${literal(aimOf(params, D))})));
    }
    return;
  }
  memory[row + ${3 * P + 2}u] = mean * ${C}f;
}`;
  return { places: { ...at, size }, width, move, superchains, crowd, columns };
}

/** A function of the program at positions from `from` on, whose vectors lie in the invocation, or behind `size` floats where they are many. */
function functionOf(
  program: Program,
  name: string,
  from: number,
  chains: number,
  size: number,
  { returns, ids, to }: { readonly returns?: number; readonly ids: readonly number[]; readonly to: number },
) {
  const cell = (place: number) => (index: string) => `memory[${place}u + (${index}) * ${chains}u + chain]`;
  const options = {
    name,
    position: cell(from),
    ...(returns !== undefined && { returns }),
    writes: [{ ids, store: (index: string, value: string) => `${cell(to)(index)} = ${value};` }],
  };
  const inRoom = wgslOf(program, { ...options, room: cell(size) });
  // The two functions share what an invocation has.
  return inRoom.room > MOST_PRIVATE / 2 ? inRoom : wgslOf(program, options);
}

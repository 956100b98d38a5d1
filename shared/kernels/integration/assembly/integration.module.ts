// build: --memoryBase 4096
// Points and values of Monte Carlo integration: one instance, one integrand. The loader is shared/kernels/integration/wasm.ts.
import { alloc } from "../../../wasm/lib/memory";
import { evaluate as evaluateBlock, ROOM, toNormals as blockToNormals } from "../integrands";
import { useRoom } from "../memory";
import { drawPoints, openDesign, setUpPoints } from "./points";

export { alloc } from "../../../wasm/lib/memory";

let code: i32 = 0;
let dimension: i32 = 0;
/** Where parameters, points and values lie. */
export let room: usize = 0;
/** 32 direction numbers for each coordinate: the caller writes them. */
export let directions: usize = 0;

export function setUp(newCode: i32, newDimension: i32): void {
  code = newCode;
  dimension = newDimension;
  room = alloc(<usize>ROOM << 3);
  useRoom(room);
  directions = setUpPoints(dimension, room);
}

export function open(design: i32, bits: i32, k0: u32, k1: u32): void {
  openDesign(design, bits, k0, k1);
}

export function draw(from: i32, count: i32): void {
  drawPoints(from, count);
}

export function evaluate(count: i32): void {
  evaluateBlock(code, dimension, count);
}

export function toNormals(count: i32): void {
  blockToNormals(dimension, count);
}

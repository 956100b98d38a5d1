import type { Id, Operation, Program } from "./program.ts";
import { outputsOf } from "./wasm/outputs.ts";
import { isLong, type Loop, operandsOf, type Schedule, schedule } from "./wasm/schedule.ts";

/** Operations of elements that there are in float32. */
const ELEMENTS = [
  "neg",
  "abs",
  "sqrt",
  "floor",
  "add",
  "sub",
  "mul",
  "div",
  "max",
  "min",
  "less",
  "atMost",
  "equal",
  "select",
  "exp",
  "log",
  "expm1",
  "tanh",
  "sin",
  "cos",
  "erf",
];
const SUMS = ["sum", "sumLog1p", "timesTransposed"];

/**
 * The program with its passes over the rows of matrices in float32: products with a matrix, what is done with each of their elements, and the sums of
 * that, which are collected in float64. Passes that hold anything else stay as they are; a program without such passes is returned itself.
 */
export function inFloat32(program: Program): Program {
  const arranged = schedule(program, outputsOf(program, program.gradient), program.value);
  const reported = schedule(program, outputsOf(program, program.reported), null);
  const single = new Set<Id>();
  for (const { loops } of arranged.passes) {
    for (const loop of loops) {
      if (!isOfRows(program, loop) || !fits(program, arranged, reported, loop)) continue;
      for (const id of [...loop.products, ...loop.elements, ...loop.sums]) single.add(id);
    }
  }
  if (single.size === 0) return program;
  const operations = program.operations.map((one, id): Operation => (single.has(id) ? { ...one, single: true } : one));
  return { ...program, operations };
}

/** Whether some pass over rows of this program is in float32. */
export function isInFloat32({ operations }: Program): boolean {
  return operations.some(({ single }) => single === true);
}

function isOfRows({ operations }: Program, { products, sums }: Loop): boolean {
  return products.length > 0 || sums.some((id) => operations[id].op === "timesTransposed");
}

function fits({ operations }: Program, arranged: Schedule, reported: Schedule, loop: Loop): boolean {
  const inLoop = new Set([...loop.products, ...loop.elements]);
  const atHand = (x: Id) => !isLong(operations[x].length) || inLoop.has(x) || operations[x].op === "data";
  const isAlone = (id: Id) =>
    ![arranged, reported].some(({ stored, outputs }) => stored.has(id) || outputs.has(id)) &&
    !reported.passes.some(({ loops }) =>
      loops.some(({ elements, products }) => [...elements, ...products].includes(id)),
    );
  return (
    loop.copies.length === 0 &&
    loop.products.every(isAlone) &&
    loop.elements.every(
      (id) => ELEMENTS.includes(operations[id].op) && isAlone(id) && operandsOf(operations[id]).every(atHand),
    ) &&
    loop.sums.every((id) => SUMS.includes(operations[id].op) && operandsOf(operations[id]).every(atHand))
  );
}

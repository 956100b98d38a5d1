import type { Id, Operation, Program } from "../program.ts";
import { isCalled, isElementwise } from "./elementwise.ts";

/** Vectors up to this length are written out, two elements an instruction, and stay in locals; longer ones are worked through in loops. */
export const SHORT = 16;

export const isLong = (length: number): boolean => length > SHORT;

/** Where the numbers of an operation go: from `offset` bytes behind the function's second parameter on. */
export interface Output {
  readonly id: Id;
  readonly offset: number;
}

/**
 * A loop over the elements of vectors of one length. All that can be had in the same pass is: products with a matrix first, elements then, sums of
 * them last.
 */
export interface Loop {
  readonly length: number;
  readonly products: Id[];
  readonly elements: Id[];
  readonly sums: Id[];
  /** Vectors that lie in memory and are to be written to outputs. */
  readonly copies: Id[];
}

/** One pass: operations on scalars and short vectors in their order, then loops. The results of a loop's sums are there in the next pass. */
export interface Pass {
  readonly straight: Id[];
  readonly loops: Loop[];
}

export interface Schedule {
  readonly passes: readonly Pass[];
  readonly outputs: ReadonlyMap<Id, readonly number[]>;
  /** Operations whose numbers have to lie in memory of their own. */
  readonly stored: ReadonlySet<Id>;
  /**
   * Operations of the last pass that no output waits for, but the value alone, from called functions on: they are written behind the outputs, so that
   * whoever goes on from these need not wait for, say, a logarithm of the value. Processors see no more than some hundred instructions ahead.
   */
  readonly late: ReadonlySet<Id>;
  /** What the late ones, and the value, take from before. */
  readonly kept: readonly Id[];
}

/** What an operation reads. */
export function operandsOf(operation: Operation): readonly Id[] {
  switch (operation.op) {
    case "constant":
    case "position":
    case "data":
      return [];
    case "select":
      return [operation.condition, operation.then, operation.otherwise];
    default:
      return "y" in operation ? [operation.x, operation.y] : [operation.x];
  }
}

/** Operations whose long results lie in memory as soon as they are computed, and not element by element in a loop's locals. */
const GATHERED = ["spread", "timesTransposed", "scan", "embed"];

/** Operations that no instructions are needed for: their numbers are constants, or lie in memory. */
export function isFree(program: Program, id: Id): boolean {
  const operation = program.operations[id];
  if (operation.op === "slice") return hasAddress(program, operation.x);
  return operation.op === "constant" || operation.op === "position" || operation.op === "data";
}

/** Whether the operation's numbers lie in memory by nature; `stored` ones do besides. */
function hasAddress(program: Program, id: Id): boolean {
  const operation = program.operations[id];
  if (operation.op === "position" || operation.op === "data") return true;
  if (operation.op === "slice") return hasAddress(program, operation.x);
  return isLong(operation.length);
}

function isLoopElement(program: Program, id: Id): boolean {
  const operation = program.operations[id];
  return isLong(operation.length) && !isFree(program, id) && !GATHERED.includes(operation.op);
}

/** Arranges what the outputs and `value` need. */
export function schedule(program: Program, outputs: readonly Output[], value: Id | null): Schedule {
  const { operations } = program;
  const needed = new Uint8Array(operations.length);
  for (const { id } of outputs) needed[id] = 1;
  if (value !== null) needed[value] = 1;
  for (let id = operations.length - 1; id >= 0; id--)
    if (needed[id] === 1) for (const x of operandsOf(operations[id])) needed[x] = 1;

  const passes: Pass[] = [];
  const passAt = (i: number): Pass => {
    while (passes.length <= i) passes.push({ straight: [], loops: [] });
    return passes[i];
  };
  const loopAt = (i: number, length: number): Loop => {
    const { loops } = passAt(i);
    const found = loops.find((loop) => loop.length === length);
    if (found !== undefined) return found;
    const loop: Loop = { length, products: [], elements: [], sums: [], copies: [] };
    loops.push(loop);
    return loop;
  };
  const stored = new Set<Id>();
  /** Sees to it that the numbers of x lie in memory. */
  const store = (x: Id) => {
    const { op } = operations[x];
    if (isFree(program, x) && op !== "constant") return;
    if (isLong(operations[x].length) && GATHERED.includes(op)) return;
    stored.add(x);
  };
  /** The pass in whose loops an element of a long vector is at hand, and the pass from whose start on the whole vector is. */
  const element = new Int32Array(operations.length);
  const whole = new Int32Array(operations.length);
  const at = (x: Id) => (isLong(operations[x].length) ? element[x] : whole[x]);

  for (let id = 0; id < operations.length; id++) {
    const operation = operations[id];
    if (needed[id] === 0) continue;
    const operands = operandsOf(operation);
    const ready = Math.max(0, ...operands.map((x) => whole[x]));
    const long = isLong(operation.length);
    const straight = (pass: number) => {
      passAt(pass).straight.push(id);
      element[id] = pass;
      whole[id] = pass;
    };
    const inLoop = (pass: number, place: "products" | "elements") => {
      loopAt(pass, operation.length)[place].push(id);
      element[id] = pass;
      whole[id] = pass + 1;
    };
    if (isFree(program, id)) {
      element[id] = ready;
      whole[id] = ready;
      if (operation.op === "slice") store(operation.x);
    } else if (isElementwise(operation)) {
      if (!long) straight(ready);
      else {
        const pass = Math.max(0, ...operands.map(at));
        inLoop(pass, "elements");
        for (const x of operands) if (isLoopElement(program, x) && element[x] < pass) store(x);
      }
    } else if (operation.op === "times" || operation.op === "gather") {
      if (long || isLong(operations[operation.x].length)) store(operation.x);
      if (long) inLoop(ready, operation.op === "times" ? "products" : "elements");
      else straight(ready);
    } else if (operation.op === "scan" || operation.op === "slice") {
      if (isLong(operations[operation.x].length)) store(operation.x);
      straight(ready);
    } else if ("x" in operation && isLong(operations[operation.x].length)) {
      // Sums over a long vector, in the loop in which its elements are at hand.
      const { x } = operation;
      loopAt(element[x], operations[x].length).sums.push(id);
      element[id] = element[x] + 1;
      whole[id] = element[x] + 1;
      passAt(whole[id]);
    } else straight(ready);
  }

  const places = new Map<Id, number[]>();
  for (const { id, offset } of outputs) {
    const { length } = operations[id];
    if (isLong(length) && !isLoopElement(program, id) && !places.has(id)) {
      loopAt(whole[id], length).copies.push(id);
    }
    places.set(id, [...(places.get(id) ?? []), offset]);
  }
  const late = lateOf(program, passes.at(-1), places);
  const taken = [...late].flatMap((id) => operandsOf(operations[id]));
  if (value !== null) taken.push(value);
  const kept = new Set(taken.filter((id) => !late.has(id) && !["constant", "data"].includes(operations[id].op)));
  return { passes, outputs: places, stored, late, kept: [...kept] };
}

function lateOf({ operations }: Program, last: Pass | undefined, outputs: ReadonlyMap<Id, unknown>): ReadonlySet<Id> {
  if (last === undefined || last.loops.length > 0) return new Set();
  const wanted = new Set(outputs.keys());
  for (let id = operations.length - 1; id >= 0; id--)
    if (wanted.has(id)) for (const operand of operandsOf(operations[id])) wanted.add(operand);
  const late = new Set<Id>();
  for (const id of last.straight) {
    const operation = operations[id];
    const slow = operation.op === "sumLog1p" || (isElementwise(operation) && isCalled(operation));
    if (!wanted.has(id) && (slow || operandsOf(operation).some((x) => late.has(x)))) late.add(id);
  }
  return late;
}

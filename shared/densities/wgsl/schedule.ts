/**
 * In which order a shader computes the operations of a program: scalars one by one, elements of vectors of one length in one loop wherever they can, so that most vectors are
 * never kept.
 */
import type { Id, Operation, Program } from "../program.ts";

export type Step =
  | { readonly kind: "scalar"; readonly id: Id }
  /** A loop over `length` elements, from the last one back where `reverse`. */
  | { readonly kind: "loop"; readonly length: number; readonly reverse: boolean; readonly ids: readonly Id[] };

export interface Schedule {
  readonly steps: readonly Step[];
  /** Vectors that are needed outside of the loop that makes them, or at another place than its own. */
  readonly kept: ReadonlySet<Id>;
}

/** Read where they lie, at any place. */
export function isLeaf({ op }: Operation): boolean {
  return op === "constant" || op === "position" || op === "data";
}

/** Over their input's elements, with a result after the last of them. */
function isReduction({ op }: Operation): boolean {
  return op === "sum" || op === "sumLog1p" || op === "timesTransposed" || op === "spread";
}

/** Inputs of which the element of the loop is read, and those of which any is. */
function inputsOf(operation: Operation): { readonly own: readonly Id[]; readonly any: readonly Id[] } {
  switch (operation.op) {
    case "constant":
    case "position":
    case "data":
      return { own: [], any: [] };
    case "slice":
    case "embed":
    case "gather":
    case "times":
      return { own: [], any: [operation.x] };
    case "select":
      return { own: [operation.condition, operation.then, operation.otherwise], any: [] };
    default:
      return { own: "y" in operation ? [operation.x, operation.y] : [operation.x], any: [] };
  }
}

export function scheduleOf({ operations }: Program, wanted: readonly Id[]): Schedule {
  const needed = neededBy(operations, wanted);
  const done = new Set(needed.filter((id) => isLeaf(operations[id])));
  const steps: Step[] = [];
  let left = needed.filter((id) => !done.has(id));
  const ready = (id: Id) => {
    const { own, any } = inputsOf(operations[id]);
    return own.every((x) => done.has(x)) && any.every((x) => done.has(x));
  };
  while (left.length > 0) {
    for (const id of left) {
      if (!isScalar(operations, id) || !ready(id)) continue;
      steps.push({ kind: "scalar", id });
      done.add(id);
    }
    left = left.filter((id) => !done.has(id));
    if (left.length === 0) break;
    const first = left.find(ready);
    if (first === undefined) throw new RangeError("operations of a density wait for each other (must be in order)");
    const step = isReverse(operations[first])
      ? { kind: "loop" as const, length: operations[first].length, reverse: true, ids: [first] }
      : loopOf(operations, left, done, loopLength(operations, first));
    steps.push(step);
    for (const id of step.ids) done.add(id);
    left = left.filter((id) => !done.has(id));
  }
  return { steps, kept: keptOf(operations, steps, wanted) };
}

/** All that can be computed element by element in one loop of this length. */
function loopOf(
  operations: readonly Operation[],
  left: readonly Id[],
  done: ReadonlySet<Id>,
  length: number,
): Step & { kind: "loop" } {
  const ids: Id[] = [];
  const within = new Set<Id>();
  for (const id of left) {
    const operation = operations[id];
    if (isScalar(operations, id) || isReverse(operation) || loopLength(operations, id) !== length) continue;
    const { own, any } = inputsOf(operation);
    if (!any.every((x) => done.has(x)) || !own.every((x) => done.has(x) || within.has(x))) continue;
    ids.push(id);
    if (!isReduction(operation)) within.add(id);
  }
  return { kind: "loop", length, reverse: false, ids };
}

/** Computed without a loop: of scalars alone, or one element of a vector. */
function isScalar(operations: readonly Operation[], id: Id): boolean {
  const operation = operations[id];
  if (operation.length !== 1) return false;
  if (operation.op === "slice") return true;
  const { own, any } = inputsOf(operation);
  return (
    any.length === 0 &&
    operation.op !== "spread" &&
    own.every((x) => operations[x].length === 1) &&
    !isMatrix(operation)
  );
}

const isMatrix = ({ op }: Operation) => op === "times" || op === "timesTransposed";
const isReverse = (operation: Operation) => operation.op === "scan" && operation.reverse;

/** Elements of the loop that an operation is computed in. */
function loopLength(operations: readonly Operation[], id: Id): number {
  const operation = operations[id];
  return isReduction(operation) && "x" in operation ? operations[operation.x].length : operation.length;
}

function neededBy(operations: readonly Operation[], wanted: readonly Id[]): readonly Id[] {
  const needed = new Set<Id>();
  const waiting = [...wanted];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (needed.has(id)) continue;
    needed.add(id);
    const { own, any } = inputsOf(operations[id]);
    waiting.push(...own, ...any);
  }
  return [...needed].sort((a, b) => a - b);
}

function keptOf(operations: readonly Operation[], steps: readonly Step[], wanted: readonly Id[]): ReadonlySet<Id> {
  const loopOfId = new Map<Id, number>();
  for (const [s, step] of steps.entries()) if (step.kind === "loop") for (const id of step.ids) loopOfId.set(id, s);
  const kept = new Set<Id>();
  const keep = (id: Id) => {
    if (operations[id].length > 1 && !isLeaf(operations[id])) kept.add(id);
  };
  for (const id of wanted) keep(id);
  for (const [s, step] of steps.entries()) {
    for (const id of step.kind === "loop" ? step.ids : [step.id]) {
      const { own, any } = inputsOf(operations[id]);
      for (const x of any) keep(x);
      for (const x of own) if (loopOfId.get(x) !== s) keep(x);
      if (operations[id].op === "spread" || operations[id].op === "timesTransposed") keep(id);
    }
  }
  return kept;
}

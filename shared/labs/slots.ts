import type { Arrays, NDArray, TypedArray } from "../arrays.ts";
import type { Chunk, Task } from "./task.ts";

/** Slots of one record: room for all rows, of which those in `Slots.filled` are filled. */
interface RecordSlots {
  readonly rowShape: readonly number[];
  readonly rowLength: number;
  readonly values: TypedArray;
}

/** Everything known about one task. */
export interface Slots {
  readonly task: Task;
  records: Map<string, RecordSlots> | undefined;
  /** Disjoint ascending intervals [from, to) of steps that arrived. */
  filled: readonly (readonly [number, number])[];
  snapshot: { readonly step: number; readonly arrays: Arrays } | undefined;
  checkpoint: { readonly step: number; readonly arrays: Arrays } | undefined;
  output: Arrays | undefined;
}

/** Puts a chunk into its slots; false when the task was finished before, so that nothing is left to learn. */
export function addChunk(slot: Slots, chunk: Chunk): boolean {
  const { task } = slot;
  const { from, to } = chunk;
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to <= task.steps)) {
    throw new RangeError(`chunk of ${task.id} has steps [${from}, ${to}) (must lie within [0, ${task.steps}))`);
  }
  if (isFinished(slot)) return false;
  if (to > from) {
    checkRecords(slot, chunk);
    slot.records ??= new Map(
      Object.entries(chunk.records).map(([name, record]) => [name, makeSlots(record, task.steps)]),
    );
    for (const [name, record] of slot.records) record.values.set(chunk.records[name].values, from * record.rowLength);
    slot.filled = withInterval(slot.filled, from, to);
  }
  const { snapshot, checkpoint, output } = chunk;
  if (snapshot && to >= (slot.snapshot?.step ?? 0)) slot.snapshot = { step: to, arrays: snapshot };
  if (checkpoint && to >= (slot.checkpoint?.step ?? 0)) slot.checkpoint = { step: to, arrays: checkpoint };
  if (output) slot.output = output;
  return true;
}

function checkRecords(slot: Slots, { from, to, records }: Chunk): void {
  const { id } = slot.task;
  for (const [name, { shape, values }] of Object.entries(records)) {
    const size = shape.reduce((product, length) => product * length, 1);
    if (shape[0] !== to - from || size !== values.length) {
      throw new RangeError(
        `record ${id}/${name} has shape [${shape}] and ${values.length} values for ${to - from} steps`,
      );
    }
    const known = slot.records?.get(name);
    if (known === undefined) continue;
    if (known.values.constructor !== values.constructor || known.rowShape.join() !== shape.slice(1).join()) {
      throw new RangeError(`record ${id}/${name} changed its shape or type to ${values.constructor.name} [${shape}]`);
    }
  }
  if (slot.records === undefined) return;
  const names = Object.keys(records);
  if (names.length !== slot.records.size || !names.every((name) => slot.records?.has(name))) {
    throw new RangeError(
      `chunk of ${id} has records ${names.join(", ")} (must be ${[...slot.records.keys()].join(", ")})`,
    );
  }
}

function makeSlots({ shape, values }: NDArray, steps: number): RecordSlots {
  const rowShape = shape.slice(1);
  const rowLength = rowShape.reduce((product, length) => product * length, 1);
  return { rowShape, rowLength, values: roomFor(values, steps * rowLength) };
}

/** From this many bytes on a record lies in memory that all threads see, where there is such: they read it as it is, and nothing is copied for them. */
const LARGE = 64 * 1024;

function roomFor(values: TypedArray, length: number): TypedArray {
  const Values = values.constructor as {
    new (from: number | ArrayBufferLike): TypedArray;
    readonly BYTES_PER_ELEMENT: number;
  };
  const bytes = length * Values.BYTES_PER_ELEMENT;
  const isShared = bytes >= LARGE && typeof SharedArrayBuffer !== "undefined";
  return new Values(isShared ? new SharedArrayBuffer(bytes) : length);
}

/** Joins [from, to) to the intervals that it overlaps or touches. */
function withInterval(
  intervals: readonly (readonly [number, number])[],
  from: number,
  to: number,
): readonly (readonly [number, number])[] {
  const apart = intervals.filter(([start, end]) => end < from || start > to);
  const joined = intervals.filter(([start, end]) => end >= from && start <= to);
  const start = Math.min(from, ...joined.map((interval) => interval[0]));
  const end = Math.max(to, ...joined.map((interval) => interval[1]));
  return [...apart, [start, end] as const].sort((a, b) => a[0] - b[0]);
}

export function emptySlots(task: Task): Slots {
  return { task, records: undefined, filled: [], snapshot: undefined, checkpoint: undefined, output: undefined };
}

export function finishedSlots(task: Task, records: Arrays, output: Arrays): Slots {
  const slots = Object.entries(records).map(([name, { shape, values }]) => {
    const rowShape = shape.slice(1);
    return [name, { rowShape, rowLength: rowShape.reduce((product, length) => product * length, 1), values }] as const;
  });
  return { ...emptySlots(task), records: new Map(slots), filled: [[0, task.steps]], output };
}

export function doneSteps(slot: Slots | undefined): number {
  const first = slot?.filled[0];
  return first !== undefined && first[0] === 0 ? first[1] : 0;
}

export function isFinished(slot: Slots): boolean {
  return slot.output !== undefined && doneSteps(slot) === slot.task.steps;
}

/** The first `rows` rows of a record. */
export function leading({ shape, values }: NDArray, rows: number): NDArray {
  const rowLength = shape.slice(1).reduce((product, length) => product * length, 1);
  return { shape: [rows, ...shape.slice(1)], values: values.subarray(0, rows * rowLength) };
}

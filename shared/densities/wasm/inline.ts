import { type Code, f64x2 } from "./code.ts";
import { library, Reader, V128, type ValueType } from "./link.ts";

/** Functions of the library of one pair that may be written into the code that calls them, where it runs through once. */
const SMALL = ["exp2", "log2", "log1p2"];
/** Bytes of instructions that are worth a call saved, and calls that are replaced in one function. */
const MOST_BYTES = 600;
const MOST_CALLS = 12;

const BLOCK = 0x02;
const END = 0x0b;

/** The body of a function: its locals, and bytes between the locals that they name. */
interface Body {
  readonly locals: readonly ValueType[];
  readonly parts: readonly (Uint8Array | number)[];
}

const bodies = new Map<string, Body | null>();
const inlined = new WeakMap<Code, number>();

/** Calls a function of the library of float64 on the stack, not in a loop. */
export function callOnce(code: Code, name: string): void {
  const twin = `${name}2`;
  if (!SMALL.includes(twin)) code.call(library().functions.get(name) as number);
  else {
    code.simd(f64x2.splat);
    callPairOnce(code, twin);
    code.lane(f64x2.extract, 0);
  }
}

/** Calls a function of pairs, or writes its instructions down here. Not for loops: the function's locals are zero but once. */
export function callPairOnce(code: Code, name: string): void {
  const index = library().functions.get(name) as number;
  const count = inlined.get(code) ?? 0;
  const body = count < MOST_CALLS && SMALL.includes(name) ? bodyOf(name, index) : null;
  if (body === null) {
    code.call(index);
    return;
  }
  inlined.set(code, count + 1);
  const locals = [V128, ...body.locals].map((type) => code.local(type as ValueType));
  code.set(locals[0]);
  // What leaves the function leaves the block.
  code.op(BLOCK, V128);
  for (const part of body.parts) {
    if (typeof part === "number") code.index(locals[part]);
    else code.op(...part);
  }
  code.op(END);
}

function bodyOf(name: string, index: number): Body | null {
  const known = bodies.get(name);
  if (known !== undefined) return known;
  const bytes = library().bodies[index];
  const body = bytes.length > MOST_BYTES ? null : read(new Reader(bytes));
  bodies.set(name, body);
  return body;
}

/** Null where an instruction occurs that is not known here. */
function read(reader: Reader): Body | null {
  const locals: ValueType[] = [];
  for (let runs = reader.unsigned(); runs > 0; runs--) {
    const count = reader.unsigned();
    const [type] = reader.take(1);
    locals.push(...new Array<ValueType>(count).fill(type as ValueType));
  }
  const parts: (Uint8Array | number)[] = [];
  let start = reader.at;
  // The last byte ends the body.
  while (reader.at < reader.bytes.length - 1) {
    const [opcode] = reader.take(1);
    if (opcode >= 0x20 && opcode <= 0x22) {
      parts.push(reader.bytes.subarray(start, reader.at), reader.unsigned());
      start = reader.at;
    } else if (!skip(reader, opcode)) return null;
  }
  return { locals, parts: [...parts, reader.bytes.subarray(start, reader.at)] };
}

/** Passes over what follows an opcode. */
function skip(reader: Reader, opcode: number): boolean {
  const leb = (count: number) => {
    for (let i = 0; i < count; i++) while (reader.take(1)[0] >= 128);
    return true;
  };
  const take = (bytes: number) => reader.take(bytes).length === bytes;
  const within = (first: number, last: number) => opcode >= first && opcode <= last;
  if (opcode === 0x0b || opcode === 0x05 || opcode === 0x1a || opcode === 0x1b || within(0x45, 0xc4)) return true;
  // Blocks and their types, branches within them, calls, integers.
  if (within(0x02, 0x04) || opcode === 0x0c || opcode === 0x0d || opcode === 0x10 || within(0x41, 0x42)) return leb(1);
  if (within(0x28, 0x3e)) return leb(2);
  if (opcode === 0x43) return take(4);
  if (opcode === 0x44) return take(8);
  if (opcode !== 0xfd) return false;
  const simd = reader.unsigned();
  if (simd === 12 || simd === 13) return take(16);
  if (simd <= 11 || simd === 0x5c || simd === 0x5d) return leb(2);
  if (simd >= 0x15 && simd <= 0x22) return take(1);
  if (simd >= 0x54 && simd <= 0x5b) return leb(2) && take(1);
  return true;
}

import { bytesOfBase64 } from "../../base64.ts";
import { library as encoded } from "../../wasm/densities.ts";
import { Writer } from "./writer.ts";

/**
 * The library of elementary functions (shared/densities/assembly) and what is appended to it. A module that holds more functions, behind those of
 * the library, needs no address moved: types, functions and bodies are counted from the front. The library's data lie below `LIBRARY_END` of the
 * memory that it imports; a module whose memory it is given leaves that room free (`--memoryBase`).
 */
export const LIBRARY_END = 4096;

export const I32 = 0x7f;
export const F64 = 0x7c;
export const V128 = 0x7b;
export const F32 = 0x7d;
export type ValueType = typeof I32 | typeof F64 | typeof V128 | typeof F32;

const TYPE = 1;
const FUNCTION = 3;
const EXPORT = 7;
const CODE = 10;

/** Each section: its number, how many entries it has, and their bytes. */
interface Section {
  readonly id: number;
  readonly count: number;
  /** The entries; the whole content of a section that nothing is appended to. */
  readonly bytes: Uint8Array;
}

export interface Library {
  readonly sections: readonly Section[];
  /** Numbers of the functions by the name under which they are exported. */
  readonly functions: ReadonlyMap<string, number>;
  readonly types: number;
  readonly count: number;
  /** Of each function, what stands in the code section behind its size. */
  readonly bodies: readonly Uint8Array[];
}

/** A function to append. `parameters` are the first locals; the body is what follows the declaration of locals, its end included. */
export interface NewFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly result: ValueType | null;
  readonly body: Uint8Array;
}

/** Reads integers and bytes one after the other. */
export class Reader {
  at = 0;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  unsigned(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  take(length: number): Uint8Array {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

let read: Library | undefined;

/** Read once. */
export function library(): Library {
  read ??= readLibrary(bytesOfBase64(encoded));
  return read;
}

function readLibrary(bytes: Uint8Array): Library {
  const reader = new Reader(bytes);
  reader.at = 8;
  const sections: Section[] = [];
  while (reader.at < bytes.length) {
    const id = reader.unsigned();
    const content = new Reader(reader.take(reader.unsigned()));
    const count = [TYPE, FUNCTION, EXPORT, CODE].includes(id) ? content.unsigned() : 0;
    // Sections of names are of no use here.
    if (id !== 0) sections.push({ id, count, bytes: content.bytes.subarray(content.at) });
  }
  const countOf = (id: number) => sections.find((section) => section.id === id)?.count ?? 0;
  const exported = sections.find(({ id }) => id === EXPORT) as Section;
  const code = new Reader(sections.find(({ id }) => id === CODE)?.bytes ?? new Uint8Array(0));
  const bodies = Array.from({ length: countOf(CODE) }, () => code.take(code.unsigned()));
  return { sections, functions: exportsOf(exported), types: countOf(TYPE), count: countOf(CODE), bodies };
}

function exportsOf({ bytes, count }: Section): ReadonlyMap<string, number> {
  const reader = new Reader(bytes);
  const functions = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    const name = String.fromCharCode(...reader.take(reader.unsigned()));
    const kind = reader.unsigned();
    const index = reader.unsigned();
    if (kind === 0) functions.set(name, index);
  }
  return functions;
}

/** A module that imports "env.memory" and exports the new functions alone. */
export function link(functions: readonly NewFunction[]): Uint8Array<ArrayBuffer> {
  const { sections, types, count } = library();
  const module = new Writer();
  module.append([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  const section = (id: number, entries: number, old: Uint8Array, more: Uint8Array) => {
    const content = new Writer();
    content.unsigned(entries);
    content.append(old);
    content.append(more);
    module.byte(id);
    module.sized(content.take());
  };
  const nothing = new Uint8Array(0);
  const each = (write: (writer: Writer, one: NewFunction, i: number) => void) => {
    const writer = new Writer();
    functions.forEach((one, i) => {
      write(writer, one, i);
    });
    return writer.take();
  };
  for (const { id, count: entries, bytes } of sections) {
    const total = entries + functions.length;
    if (id === TYPE) section(id, total, bytes, each(writeType));
    else if (id === FUNCTION)
      section(
        id,
        total,
        bytes,
        each((writer, _, i) => writer.unsigned(types + i)),
      );
    else if (id === CODE)
      section(
        id,
        total,
        bytes,
        each((writer, { body }) => writer.sized(body)),
      );
    else if (id === EXPORT)
      section(
        id,
        functions.length,
        nothing,
        each((writer, { name }, i) => {
          writer.name(name);
          writer.byte(0);
          writer.unsigned(count + i);
        }),
      );
    else {
      module.byte(id);
      module.sized(bytes);
    }
  }
  return module.take();
}

function writeType(writer: Writer, { parameters, result }: NewFunction): void {
  writer.byte(0x60);
  writer.unsigned(parameters.length);
  writer.append(parameters);
  writer.append(result === null ? [0] : [1, result]);
}

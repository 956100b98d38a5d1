/**
 * The few names outside ECMAScript that browsers, Node and workerd all have. Everything else (DOM, Cloudflare, Node)
 * is out of reach for shared/, and the compiler proves it.
 */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: ArrayBufferView | ArrayBuffer);
    private readonly module: never;
  }
  class Instance {
    constructor(module: Module, imports?: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }
  class Memory {
    constructor(size: { initial: number });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
}
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: ArrayBufferView | ArrayBuffer): string;
}
interface ByteStreamReader {
  read(): Promise<{ done: boolean; value?: Uint8Array<ArrayBuffer> }>;
  cancel(reason?: unknown): Promise<void>;
}
interface ByteStreamWriter {
  write(chunk: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
  abort(reason?: unknown): Promise<void>;
}
interface ByteTransform {
  readonly readable: { getReader(): ByteStreamReader };
  readonly writable: { getWriter(): ByteStreamWriter };
}
declare const CompressionStream: new (format: "gzip" | "deflate" | "deflate-raw") => ByteTransform;
declare const DecompressionStream: new (format: "gzip" | "deflate" | "deflate-raw") => ByteTransform;
declare const crypto: {
  readonly subtle: { digest(algorithm: "SHA-256", data: ArrayBufferView | ArrayBuffer): Promise<ArrayBuffer> };
  getRandomValues<T extends ArrayBufferView>(array: T): T;
};
declare function atob(text: string): string;
declare function btoa(text: string): string;
/** An array of fixed length; AssemblyScript's own name, because its compiler reads shared/math too. */
type StaticArray<T> = T[];
/** An integer of 32 bits: AssemblyScript's own name, for the same reason. */
type i32 = number;

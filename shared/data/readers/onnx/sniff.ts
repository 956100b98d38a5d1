/** Tags of the fields that follow the version in a model: who wrote it, the graph, versions of operations. */
const AFTER_VERSION: readonly number[] = [0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42];

/** Whether a file may be an ONNX model: by its name, or by its first bytes, the version of the format as protocol buffers write it. */
export function isOnnx({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): boolean {
  if (/\.onnx$/i.test(name)) return true;
  return bytes[0] === 0x08 && bytes[1] >= 3 && bytes[1] <= 20 && AFTER_VERSION.includes(bytes[2]);
}

const MOST_BYTES = 16 * 1024 * 1024;

/** Whether a file may be model.json of tensorflow.js, by its text: an object that names both its parts. */
export function isModelJson(bytes: Uint8Array): boolean {
  if (bytes.length > MOST_BYTES) return false;
  const head = new TextDecoder()
    .decode(bytes.subarray(0, 64))
    .replace(/^\ufeff/, "")
    .trimStart();
  if (!head.startsWith("{")) return false;
  const text = new TextDecoder().decode(bytes);
  return text.includes('"modelTopology"') && text.includes('"weightsManifest"');
}

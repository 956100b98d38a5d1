/** Pictures and their labels as IDX files (LeCun's MNIST page). */
import type { DecodedPicture } from "../picture.ts";

/** Pictures of one size: n × h × w, or n × h × w × 3 where they are in colour. */
export function pictureRows(pictures: readonly DecodedPicture[]): Uint8Array<ArrayBuffer> {
  const [{ width, height, channels, values }] = pictures;
  const shape = [pictures.length, height, width, ...(channels === 3 ? [3] : [])];
  const head = headOf(shape);
  const out = new Uint8Array(head.length + pictures.length * values.length);
  out.set(head);
  for (const [n, picture] of pictures.entries()) out.set(picture.values, head.length + n * values.length);
  return out;
}

/**
 * One byte per label; behind them, where readers that go by the header see nothing, the names of the classes as JSON in UTF-8: {"classes":["cat","dog"]}.
 * Labels are from 0 to 255.
 */
export function namedLabels(labels: readonly number[], classes: readonly string[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...headOf([labels.length]),
    ...labels,
    ...new TextEncoder().encode(JSON.stringify({ classes })),
  ]);
}

/** The names that stand behind labels; undefined for any other bytes. */
export function namesBehind(bytes: Uint8Array): readonly string[] | undefined {
  if (bytes.length === 0 || bytes.length > MOST_BYTES) return undefined;
  try {
    const found: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const classes = typeof found === "object" && found !== null && "classes" in found ? found.classes : undefined;
    if (!Array.isArray(classes) || classes.length === 0) return undefined;
    const names = classes.filter((name) => typeof name === "string" && name !== "");
    return names.length === classes.length && new Set(names).size === names.length ? names : undefined;
  } catch {
    return undefined;
  }
}

const MOST_BYTES = 1024 * 1024;

function headOf(shape: readonly number[]): Uint8Array {
  const head = new Uint8Array(4 + 4 * shape.length);
  head.set([0, 0, 8, shape.length]);
  const view = new DataView(head.buffer);
  for (const [i, extent] of shape.entries()) view.setUint32(4 + 4 * i, extent);
  return head;
}

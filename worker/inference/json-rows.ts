/** Rows in JSON, written byte by byte. */
import type { Rows } from "../../shared/quant/index.ts";

type AnyRows = Rows<Float64Array | Uint8Array>;

/** Lists of numbers. */
export function nested({ count, width, values }: AnyRows): number[][] {
  return Array.from({ length: count }, (_, n) => Array.from(values.subarray(n * width, (n + 1) * width)));
}

/** Numbers of which there are but a few: by place in `texts`, which are theirs in JSON. */
export interface Few {
  readonly codes: Uint8Array;
  readonly texts: readonly Uint8Array[];
}

/** As JSON.stringify writes an object with its rows between these members, but for half a million bytes in a few milliseconds. `few`: the rows once more. */
export function jsonOf(before: object, rows: AnyRows, after: object, few?: Few): Uint8Array<ArrayBuffer> {
  const members = (part: object) => JSON.stringify(part).slice(1, -1);
  const [head, tail] = [`{${members(before)},"rows":`, `,${members(after)}}`].map((text) => encoder.encode(text));
  const lists = few ? listsOfFew(rows, few) : listsOf(rows);
  const out = new Uint8Array(head.length + lists.length + tail.length);
  out.set(head);
  out.set(lists, head.length);
  out.set(tail, head.length + lists.length);
  return out;
}

const encoder = new TextEncoder();
const [COMMA, OPEN, CLOSE, ZERO] = [...",[]0"].map((letter) => letter.charCodeAt(0));

function listsOf(rows: AnyRows): Uint8Array {
  const { count, width, values } = rows;
  if (!(values instanceof Uint8Array)) return encoder.encode(JSON.stringify(nested(rows)));
  // A byte has three digits and a comma at most.
  const out = new Uint8Array(2 + count * (2 + 4 * width));
  let at = 0;
  out[at++] = OPEN;
  for (let n = 0; n < count; n++) {
    if (n > 0) out[at++] = COMMA;
    out[at++] = OPEN;
    for (let i = n * width; i < (n + 1) * width; i++) {
      if (i > n * width) out[at++] = COMMA;
      const byte = values[i];
      if (byte >= 100) out[at++] = ZERO + Math.floor(byte / 100);
      if (byte >= 10) out[at++] = ZERO + (Math.floor(byte / 10) % 10);
      out[at++] = ZERO + (byte % 10);
    }
    out[at++] = CLOSE;
  }
  out[at++] = CLOSE;
  return out.subarray(0, at);
}

function listsOfFew({ count, width }: AnyRows, { codes, texts }: Few): Uint8Array {
  let length = 2 + count * (1 + Math.max(1, width)) + Math.max(0, count - 1);
  for (const code of codes) length += texts[code].length;
  const out = new Uint8Array(length);
  let at = 0;
  out[at++] = OPEN;
  for (let n = 0; n < count; n++) {
    if (n > 0) out[at++] = COMMA;
    out[at++] = OPEN;
    for (let i = n * width; i < (n + 1) * width; i++) {
      if (i > n * width) out[at++] = COMMA;
      const text = texts[codes[i]];
      // Texts are short: `set` takes longer to begin than this to end.
      for (let j = 0; j < text.length; j++) out[at++] = text[j];
    }
    out[at++] = CLOSE;
  }
  out[at++] = CLOSE;
  return out;
}

/** Conditional and range requests for bytes that never change (RFC 9110, sections 13 and 14). */
import type { ByteRange } from "./store/blobs.ts";

export interface RangeAnswer {
  readonly status: 200 | 206 | 304 | 416;
  /** The bytes asked for; absent for all of them. */
  readonly range?: ByteRange;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * How a GET or HEAD of these bytes is to be answered. `etag` is strong and quoted. Ranges that cannot be read, several at once and those of other
 * bytes (If-Range) are answered with the whole, as section 14.2 allows.
 */
export function answerRange(
  request: Request,
  { etag, bytes }: { readonly etag: string; readonly bytes: number },
): RangeAnswer {
  const headers = { ETag: etag, "Accept-Ranges": "bytes" };
  if (namesBytes(request.headers.get("if-none-match"), etag)) return { status: 304, headers };
  const whole = { status: 200, headers: { ...headers, "Content-Length": String(bytes) } } as const;
  const condition = request.headers.get("if-range");
  const asked = request.headers.get("range");
  if (request.method !== "GET" || asked === null || (condition !== null && condition.trim() !== etag)) return whole;
  const range = parseRange(asked, bytes);
  if (range === "unfit") return whole;
  if (range === "beyond") return { status: 416, headers: { ...headers, "Content-Range": `bytes */${bytes}` } };
  const [first, last] = range;
  const length = { "Content-Range": `bytes ${first}-${last}/${bytes}`, "Content-Length": String(last - first + 1) };
  return { status: 206, range, headers: { ...headers, ...length } };
}

/** Whether a list of If-None-Match names the bytes; weak and strong names alike. */
export function namesBytes(list: string | null | undefined, etag: string): boolean {
  if (list === null || list === undefined) return false;
  return list.trim() === "*" || list.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}

/** "bytes=0-9", "bytes=10-", "bytes=-5", of so many bytes. */
function parseRange(text: string, bytes: number): ByteRange | "unfit" | "beyond" {
  const found = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i.exec(text.trim());
  if (found === null) return "unfit";
  const [, from, to] = found;
  if (from === "") {
    if (to === "") return "unfit";
    return Number(to) === 0 ? "beyond" : [Math.max(0, bytes - Number(to)), bytes - 1];
  }
  if (to !== "" && Number(to) < Number(from)) return "unfit";
  return Number(from) >= bytes ? "beyond" : [Number(from), to === "" ? bytes - 1 : Math.min(Number(to), bytes - 1)];
}

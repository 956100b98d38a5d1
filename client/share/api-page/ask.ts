/** A request as the reader wrote it: sent from the page, and as a line for the terminal. */
import type { Place } from "./document.ts";

export interface Request {
  readonly method: string;
  /** From the root: "/api/x/…?seed=1". */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** `values`: of parameters by name; empty ones are left out. */
export function requestOf(
  { method, path, operation }: Place,
  values: Readonly<Record<string, string>>,
  body: string | undefined,
): Request {
  const given = operation.parameters.filter(({ name, in: where }) => where === "path" || values[name]);
  const of = (place: string) => given.filter(({ in: where }) => where === place).map(({ name }) => name);
  const filled = of("path").reduce(
    (text, name) => text.replace(`{${name}}`, encodeURIComponent(values[name] ?? "")),
    path,
  );
  const query = new URLSearchParams(of("query").map((name) => [name, values[name]])).toString();
  const headers = Object.fromEntries(of("header").map((name) => [name, values[name]]));
  return {
    method,
    address: query ? `${filled}?${query}` : filled,
    headers: { ...headers, ...(body !== undefined && { "Content-Type": "application/json" }) },
    ...(body !== undefined && { body }),
  };
}

/** For a shell of POSIX. */
export function curlOf({ method, address, headers, body }: Request, origin: string): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const parts = [
    "curl",
    ...(method === "GET" ? [] : ["-X", method]),
    quoted(origin + address),
    ...Object.entries(headers).flatMap(([name, value]) => ["-H", quoted(`${name}: ${value}`)]),
    ...(body === undefined ? [] : ["-d", quoted(body.replace(/\s+/g, " ").trim())]),
    ...(/[?&]format=png\b/.test(address)
      ? ["-o", "picture.png"]
      : /[?&]format=bytes\b/.test(address)
        ? ["-o", "rows.bin"]
        : []),
  ];
  return parts.join(" ");
}

export interface Answered {
  readonly status: number;
  readonly milliseconds: number;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Those that say something about the answer itself. */
const told = ["content-type", "etag", "cache-control", "vary", "content-range", "allow", "retry-after"];

export async function send({ method, address, headers, body }: Request): Promise<Answered> {
  const start = performance.now();
  // What the browser keeps is not asked for: the edge is.
  const response = await fetch(address, { method, headers, cache: "no-store", ...(body !== undefined && { body }) });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return {
    status: response.status,
    milliseconds: performance.now() - start,
    type: response.headers.get("content-type") ?? "",
    bytes,
    headers: told.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    }),
  };
}

/** In which form an answer is asked for: by the address (`format`), otherwise by the header Accept. */
import * as v from "valibot";

export const formats = ["json", "png", "bytes"] as const;
export type Format = (typeof formats)[number];

export const mediaOf: Readonly<Record<Format, string>> = {
  json: "application/json",
  png: "image/png",
  bytes: "application/octet-stream",
};

/** An image element asks for "image/*". */
const asked: Readonly<Record<string, Format>> = {
  "application/json": "json",
  "image/png": "png",
  "image/*": "png",
  "application/octet-stream": "bytes",
};

export const formatSchema = v.picklist(formats);

export const acceptedFormat = (accept: string | undefined, usual: Format): Format => accepted(accept, asked, usual);

/** The form that a list of media types (RFC 9110, 12.5.1) likes best of ours, the first of equals; `usual` where it names none. */
export function accepted<F extends string>(
  accept: string | undefined,
  asked: Readonly<Record<string, F>>,
  usual: F,
): F {
  let best: { readonly format: F; readonly weight: number } | undefined;
  for (const one of (accept ?? "").slice(0, 1000).split(",")) {
    const [type, ...params] = one.split(";").map((part) => part.trim().toLowerCase());
    const format = Object.hasOwn(asked, type) ? asked[type] : undefined;
    const weight = Number(params.find((param) => param.startsWith("q="))?.slice(2) ?? 1);
    if (format !== undefined && weight > (best?.weight ?? 0)) best = { format, weight };
  }
  return best?.format ?? usual;
}

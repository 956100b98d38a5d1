import type { Localized } from "../../shared/text.ts";
import { explain, readable } from "../i18n/explain.ts";
import { fill } from "../i18n/fill.ts";
import { t } from "../i18n/locale.ts";
import { edgeMessages } from "./refusals.ts";

/** An error of sharing in the reader's language. */
export function explainEdge(error: unknown): string {
  const { code, values } = (error ?? {}) as { code?: unknown; values?: Readonly<Record<string, string | number>> };
  if (typeof code !== "string" || !Object.hasOwn(edgeMessages, code)) return explain(error);
  return fill(t(edgeMessages[code] as Localized), readable(values ?? {}));
}

import type { Localized } from "../../shared/text.ts";
import { messages } from "./errors.ts";
import { t } from "./locale.ts";

/**
 * An error in the reader's language: known codes have a sentence with the value and the cure; others say what they say (English).
 * Errors are recognised by their fields: this file is part of the first page and must not pull in the classes.
 */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path, values } = error as Error & { code?: unknown; path?: unknown; values?: unknown };
  const known =
    typeof code === "string" && Object.hasOwn(messages, code) ? messages[code as keyof typeof messages] : null;
  if (known)
    return t(known as Localized, {
      path: String(path ?? ""),
      message: error.message,
      ...(values as Record<string, string>),
    });
  return error.message;
}

import { useRef } from "preact/hooks";

/**
 * A value, and where there is none the last one since the view is shown: at its beginning a run has none for a moment, and what moves what is drawn of it is to stay. One of
 * another `of` (its width, say) belongs to something else.
 */
export function useLast<T>(value: T | null | undefined, of: string | number = ""): T | undefined {
  const last = useRef<{ readonly value: T; readonly of: string | number } | null>(null);
  if (value !== null && value !== undefined) last.current = { value, of };
  return last.current?.of === of ? last.current.value : undefined;
}

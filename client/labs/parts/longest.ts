import { useRef } from "preact/hooks";

/** The longest of these texts so far, `longest` among them: beside one that changes (`data-longest`, parts.css) it keeps the place of what stands there. */
export function useLongest(now: string, longest = ""): string {
  const seen = useRef("");
  for (const text of [longest, now]) if (text.length > seen.current.length) seen.current = text;
  return seen.current;
}

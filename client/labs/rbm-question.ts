import { useEffect, useRef, useState } from "preact/hooks";
import type { Arrays } from "../../shared/arrays.ts";
import type { ViewProps } from "./view.ts";

export interface Question {
  readonly task: Parameters<ViewProps["ask"]>[0];
  readonly given: Arrays;
}

/**
 * The pool's answer to the newest question: asked when `key` changes, and then the question before it is taken back. The last answer stays until
 * the next one is there; `waiting` says that it is on its way. While `key` is null nothing is asked.
 */
export function useNewest(ask: ViewProps["ask"], key: string | null, question: () => Question) {
  const [answer, setAnswer] = useState<Arrays | null>(null);
  const [answered, setAnswered] = useState<string | null>(null);
  const [failure, fail] = useState<unknown>(null);
  const make = useRef(question);
  make.current = question;
  useEffect(() => {
    if (key === null) return;
    const control = new AbortController();
    const { task, given } = make.current();
    ask(task, given, control.signal).then(
      (arrays) => {
        if (control.signal.aborted) return;
        setAnswer(arrays);
        setAnswered(key);
      },
      (error: unknown) => {
        if (!control.signal.aborted) fail(error);
      },
    );
    return () => control.abort();
  }, [ask, key]);
  if (failure !== null) throw failure;
  return { answer, waiting: key !== null && key !== answered };
}

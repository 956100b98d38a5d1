import { useEffect, useRef, useState } from "preact/hooks";
import type { Arrays } from "../../shared/arrays.ts";
import { type AskedTask, NotKeptError, type ViewProps } from "./view.ts";

export interface ViewQuestion {
  readonly task: AskedTask;
  readonly given: Arrays;
}

export interface Answer {
  /** Of the newest answered question; null before the first. */
  readonly answer: Arrays | null;
  /** The key of that question. */
  readonly key: string | null;
  /** A newer answer is pending. */
  readonly waiting: boolean;
  /** There is none: the result was stored without what the question is about. */
  readonly missing: boolean;
}

/**
 * The pool's answer to a question that changes with `key`. One is asked at a time, and after it the newest (a slider that is dragged passes over those
 * between), while the last answer stays. While `key` is null nothing is asked.
 */
export function useAnswer(ask: ViewProps["ask"], key: string | null, question: () => ViewQuestion): Answer {
  const [answered, setAnswered] = useState<{ readonly key: string; readonly arrays: Arrays } | null>(null);
  const [failure, fail] = useState<unknown>(null);
  const [unanswered, setUnanswered] = useState<string | null>(null);
  const wanted = useRef({ key, question });
  wanted.current = { key, question };
  const follow = useRef<() => Promise<void>>(async () => {});
  useEffect(() => {
    const control = new AbortController();
    const { signal } = control;
    let asked: string | null = null;
    let busy = false;
    setUnanswered(null);
    const next = async () => {
      const { key: newest, question: make } = wanted.current;
      if (signal.aborted || busy || newest === null || newest === asked) return;
      busy = true;
      asked = newest;
      try {
        const { task, given } = make();
        const arrays = await ask(task, given, signal);
        if (!signal.aborted) setAnswered({ key: newest, arrays });
      } catch (error) {
        // A withdrawn question has no answer.
        if (signal.aborted) return;
        if (error instanceof NotKeptError) setUnanswered(newest);
        else fail(error);
      }
      busy = false;
      await next();
    };
    follow.current = next;
    void next();
    return () => control.abort();
  }, [ask]);
  useEffect(() => {
    void follow.current();
  }, [key]);
  if (failure !== null) throw failure;
  const missing = key !== null && key === unanswered;
  return {
    answer: missing ? null : (answered?.arrays ?? null),
    key: missing ? null : (answered?.key ?? null),
    waiting: key !== null && key !== answered?.key && !missing,
    missing,
  };
}

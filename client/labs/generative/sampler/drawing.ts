/** The page's end of the thread that draws samples. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Samples } from "../../../../shared/gallery/samples.ts";
import { scriptPolicy } from "../../../trusted.ts";
import type { Answer, Order, Reply, Request } from "./protocol.ts";
import threadUrl from "./thread.ts?worker&url";

type Hear = (answer: Answer) => void;

let thread: Worker | null = null;
let asked = 0;
const waiting = new Map<number, Hear>();

function open(): Worker {
  const fresh = new Worker(scriptPolicy([threadUrl]).createScriptURL(threadUrl), { type: "module" });
  const lose = (answer: Failed) => {
    fresh.terminate();
    if (thread === fresh) thread = null;
    const all = [...waiting.values()];
    waiting.clear();
    for (const hear of all) hear(answer);
  };
  fresh.onmessage = ({ data: { id, answer } }: MessageEvent<Reply>) => {
    // A thread keeps that a script did not come: the next thread asks for it again.
    if (answer.kind === "failed" && !answer.wrong) lose(answer);
    else waiting.get(id)?.(answer);
  };
  fresh.onerror = (event) => {
    event.preventDefault();
    lose({ kind: "failed", message: event.message || "" });
  };
  return fresh;
}

/** Asks for something; returns what withdraws it. */
export function order(wanted: Order, hear: Hear): () => void {
  thread ??= open();
  const id = asked++;
  waiting.set(id, hear);
  thread.postMessage({ id, order: wanted } satisfies Request);
  return () => {
    if (waiting.delete(id)) thread?.postMessage({ id, order: null } satisfies Request);
  };
}

/** What was asked for before any view was there, and who else wants to hear of it. */
let early: { readonly key: string; readonly heard: Set<Hear> } | null = null;

/** Asks for what a view will want first while the page is still being put together, so that the view finds it or hears of it. */
export function askEarly(wanted: Order): void {
  const [key, heard] = [JSON.stringify(wanted), new Set<Hear>()];
  early = { key, heard };
  const stop = order(wanted, (answer) => {
    stop();
    early = null;
    keep(key, wanted, answer);
    for (const hear of heard) hear(answer);
  });
}

/** `order`, where the same was not asked for early. */
function orderOnce(key: string, wanted: Order, hear: Hear): () => void {
  if (early?.key !== key) return order(wanted, hear);
  const { heard } = early;
  heard.add(hear);
  return () => heard.delete(hear);
}

/** The samples that came last: another view that asks for the same has them at once. */
let newest: { readonly key: string; readonly answer: Answer } | null = null;

function keep(key: string, wanted: Order, answer: Answer): void {
  if (answer.kind === "samples" && wanted.kind === "samples") newest = { key, answer };
}

export type Failed = Extract<Answer, { readonly kind: "failed" }>;

export interface Drawn<T> {
  /** Of the newest order that was fulfilled; it stays until the next is. */
  readonly value: T | null;
  /** That order. */
  readonly of: Order | null;
  readonly failed: Failed | null;
  again(): void;
}

/** What one order after the other brings: one is under way at a time, and after it the newest, so that a slider that is dragged passes over those between. */
function useOrders<T>(wanted: Order | null, read: (answer: Answer) => T | null): Drawn<T> {
  const key = wanted && JSON.stringify(wanted);
  const known = (own: string | null) => (newest && newest.key === own ? read(newest.answer) : null);
  const atFirst = known(key);
  const found = useSignal<{ readonly value: T; readonly of: Order } | null>(
    wanted && atFirst !== null ? { value: atFirst, of: wanted } : null,
  );
  const failed = useSignal<Failed | null>(null);
  const attempt = useSignal(0);
  const last = useRef({ key, wanted });
  last.current = { key, wanted };
  const busy = useRef<string | null>(null);
  const stop = useRef<(() => void) | null>(null);
  const next = () => {
    const { key: own, wanted: asked } = last.current;
    if (asked === null || own === null || busy.current !== null) return;
    const value = known(own);
    if (value !== null) {
      failed.value = null;
      if (found.peek()?.value !== value) found.value = { value, of: asked };
      return;
    }
    busy.current = own;
    stop.current = orderOnce(own, asked, (answer) => {
      busy.current = null;
      stop.current?.();
      stop.current = null;
      const value = read(answer);
      failed.value = answer.kind === "failed" ? answer : null;
      if (value !== null) found.value = { value, of: asked };
      keep(own, asked, answer);
      if (last.current.key !== own) next();
    });
  };
  useEffect(next, [key, attempt.value]);
  useEffect(() => () => stop.current?.(), []);
  return {
    value: found.value?.value ?? null,
    of: found.value?.of ?? null,
    failed: failed.value,
    again: () => attempt.value++,
  };
}

const samplesIn = (answer: Answer) => (answer.kind === "samples" ? answer.samples : null);
const codesIn = (answer: Answer) => (answer.kind === "codes" ? answer.codes : null);

export const useDrawn = (wanted: Order | null): Drawn<Samples> => useOrders(wanted, samplesIn);
export const useCodes = (wanted: Order | null): Drawn<Float32Array> => useOrders(wanted, codesIn);

/** All stages that have come of a way so far, the first first; from the beginning again for another order. */
export function useWay(wanted: Order | null): {
  readonly stages: readonly Samples[];
  readonly isWhole: boolean;
  readonly failed: Failed | null;
  again(): void;
} {
  const found = useSignal<{ key: string | null; stages: readonly Samples[]; isWhole: boolean; failed: Failed | null }>({
    key: null,
    stages: [],
    isWhole: false,
    failed: null,
  });
  const attempt = useSignal(0);
  const key = wanted && JSON.stringify(wanted);
  useEffect(() => {
    if (!wanted) return;
    let stages: Samples[] = [];
    let due = 0;
    let isWhole = false;
    const show = () => {
      due = 0;
      found.value = { key, stages: [...stages], isWhole, failed: null };
    };
    const stop = order(wanted, (answer) => {
      if (answer.kind === "failed") found.value = { key, stages, isWhole: false, failed: answer };
      if (answer.kind !== "samples") return;
      stages.push(answer.samples);
      isWhole = answer.isLast;
      // Stages come faster than they can be drawn.
      if (isWhole) {
        cancelAnimationFrame(due);
        show();
      } else due ||= requestAnimationFrame(show);
    });
    return () => {
      stages = [];
      cancelAnimationFrame(due);
      stop();
    };
  }, [key, attempt.value]);
  const isOld = found.value.key !== key;
  return {
    stages: found.value.stages,
    isWhole: found.value.isWhole && !isOld,
    failed: isOld ? null : found.value.failed,
    again: () => attempt.value++,
  };
}

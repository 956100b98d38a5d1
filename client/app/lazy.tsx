import { useSignal } from "@preact/signals";
import type { ComponentType, FunctionComponent, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { words } from "../i18n/app.ts";
import { t } from "../i18n/locale.ts";
import { takeUpdate } from "../offline/offline.ts";
import { isReachable, loadAgain } from "./parts.ts";

const loading = () => <p class="loading soft">{t(words.loading)}</p>;
/** For what takes no room until it is there. */
export const nothing = () => null;

export interface LazyComponent<P extends object> extends FunctionComponent<P> {
  /** Brings its code, so that it is drawn as soon as it is shown. */
  bring(): Promise<void>;
}

/** A component whose code is loaded when it is first shown; `waiting` is drawn until then. */
export function lazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
  waiting: () => JSX.Element | null = loading,
): LazyComponent<P> {
  let loaded: ComponentType<P> | null = null;
  const bring = async () => {
    loaded ??= await load();
  };
  function Lazy(props: P) {
    const component = useSignal<{ readonly type: ComponentType<P> } | null>(loaded && { type: loaded });
    const failed = useSignal(false);
    const take = (type: ComponentType<P>) => {
      loaded = type;
      component.value = { type };
      failed.value = false;
    };
    useEffect(() => {
      if (component.peek()) return;
      load().then(take, () => {
        failed.value = true;
      });
    }, [component, failed]);
    if (failed.value) return <Lost again={async () => take(await loadAgain(load))} />;
    if (!component.value) return waiting();
    const { type: Component } = component.value;
    return <Component {...props} />;
  }
  return Object.assign(Lazy, { bring });
}

/** In place of a part that could not be loaded. `again` loads it; where that fails though the server answers, the page is reloaded. */
export function Lost({ again }: { again(): Promise<unknown> }) {
  const state = useSignal<"lost" | "trying" | "still">("lost");
  const retry = async () => {
    if (state.value === "trying") return;
    state.value = "trying";
    try {
      await again();
    } catch {
      // An older page may ask for parts that the server no longer has, and some browsers keep an import that failed.
      if (await isReachable()) await takeUpdate();
      else state.value = "still";
    }
  };
  return (
    <div class="page-message" role="alert">
      <p>{t(state.value === "still" ? words.lostStill : words.lost)}</p>
      {/* Not disabled: a keyboard would lose its place. */}
      <button type="button" aria-disabled={state.value === "trying"} onClick={() => void retry()}>
        {t(words.tryAgain)}
      </button>
    </div>
  );
}

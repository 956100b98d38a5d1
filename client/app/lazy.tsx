import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { words } from "../i18n/app.ts";
import { t } from "../i18n/locale.ts";

/** A component whose code is loaded when it is first shown. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Lazy(props: P) {
    const component = useSignal<{ readonly type: ComponentType<P> } | null>(loaded && { type: loaded });
    const failed = useSignal(false);
    useEffect(() => {
      if (component.peek()) return;
      load().then(
        (type) => {
          loaded = type;
          component.value = { type };
        },
        () => {
          failed.value = true;
        },
      );
    }, [component, failed]);
    if (failed.value) return <Lost />;
    if (!component.value) return <p class="loading soft">{t(words.loading)}</p>;
    const { type: Component } = component.value;
    return <Component {...props} />;
  };
}

export function Lost() {
  return (
    <div class="page-message" role="alert">
      <p>{t(words.lost)}</p>
      <button type="button" onClick={() => location.reload()}>
        {t(words.reload)}
      </button>
    </div>
  );
}

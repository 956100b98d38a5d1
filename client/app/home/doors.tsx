import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../../i18n/home.ts";
import { t } from "../../i18n/locale.ts";
import type { LabIndex } from "../../labs/recorded.ts";
import { Icon } from "../../views/icon.tsx";
import { labAddress } from "../addresses.ts";
import { bringTo } from "../arrival.ts";
import { dropTarget } from "../drop.tsx";
import { lazy, nothing } from "../lazy.tsx";
import type { BringProps } from "./bring.tsx";

const Bring = lazy<BringProps>(async () => (await import("./bring.tsx")).Bring, nothing);

/** A machine that dreams from its first step on, within seconds. */
const start = { lab: "rbm", preset: "digits" } as const;

/** Three ways in: something that runs at once, the reader's own data, and a link or file that somebody gave them. */
export function Doors({ labs }: { readonly labs: readonly LabIndex[] }) {
  const files = useSignal<readonly File[]>([]);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // What is dropped on this page finds its lab too.
    dropTarget.value = (dropped) => {
      files.value = dropped;
    };
    return () => {
      dropTarget.value = null;
    };
  }, [files]);
  return (
    <nav class="row doors" aria-label={t(words.doors)}>
      <a
        class="button primary"
        href={labAddress(start.lab, start.preset)}
        title={t(words.startHelp)}
        onClick={() => bringTo({ lab: start.lab, run: true })}
      >
        <Icon name="run" />
        {t(words.startDoor)}
      </a>
      <button type="button" title={t(words.bringHelp)} onClick={() => input.current?.click()}>
        {t(words.bringDoor)}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          files.value = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = "";
        }}
      />
      <a class="button" href="/open">
        {t(words.openDoor)}
      </a>
      {files.value.length > 0 && (
        <Bring
          files={files.value}
          labs={labs}
          onClose={() => {
            files.value = [];
          }}
        />
      )}
    </nav>
  );
}

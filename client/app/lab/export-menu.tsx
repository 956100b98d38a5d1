import { useSignal } from "@preact/signals";
import { words } from "../../i18n/lab.ts";
import { t } from "../../i18n/locale.ts";
import { Menu } from "../../views/menu.tsx";
import { lazy } from "../lazy.tsx";

const ExportItems = lazy(async () => (await import("./export-items.tsx")).ExportItems);

/** Saves the experiment, its metrics, arrays and weights as files. What it offers comes when it is first opened: it follows every step of a run. */
export function ExportMenu() {
  const isOpened = useSignal(false);
  return (
    <Menu
      class="button quiet"
      button={t(words.export)}
      onOpen={() => {
        isOpened.value = true;
      }}
    >
      {isOpened.value && <ExportItems />}
    </Menu>
  );
}

import type { Signal } from "@preact/signals";
import { LAYER_BATCHES } from "../../../../shared/labs/inference/hardware/batches.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Select } from "../../parts/select.tsx";
import { words } from "./words.ts";

/** How many pictures at once the layers were timed with. `at`: index in `LAYER_BATCHES`. */
export function BatchChoice({ at }: { readonly at: Signal<number> }) {
  return (
    <Select
      label={t(words.batch)}
      act="layer-batch"
      names={LAYER_BATCHES.map((one) => formatInteger(one, locale.value))}
      value={at.value}
      onChoose={(next) => {
        at.value = next;
      }}
    />
  );
}

import type { Chain } from "../../../../shared/nets/chain.ts";
import { t } from "../../../i18n/locale.ts";
import { MeasureButton } from "../elsewhere/measure-button.tsx";
import { words as places } from "../elsewhere/words.ts";
import { relaxedOf } from "./relaxed.ts";
import { formatRate, type HardwareProps } from "./state.ts";
import { words } from "./words.ts";

/** The roof and the layers of relaxed SIMD, on request: not every browser has it. */
export function RelaxedRoof({ fold, chain }: Pick<HardwareProps, "fold"> & { readonly chain: Chain }) {
  const { state, start, cancel } = relaxedOf(fold);
  const file = fold.output("quantise")?.file?.values as Uint8Array | undefined;
  const now = state.value;
  const isBusy = now.kind === "busy";
  return (
    <div class="part-controls">
      <MeasureButton
        label={t(words.relaxedRoof)}
        act="relaxed-roof"
        isBusy={isBusy}
        disabled={!file}
        title={file ? undefined : t(words.runFirst)}
        start={() => file && start({ chain, file: file.slice() })}
        cancel={cancel}
      />
      <span class="part-caption" aria-live="polite">
        {isBusy && t(words.measuring)}
        {now.kind === "no-relaxed" && t(places["absent.no-relaxed"])}
        {now.kind === "failed" && t(words.askFailed)}
        {now.kind === "found" && t(words.relaxedFound, { rate: formatRate(now.peak) })}
      </span>
    </div>
  );
}

import { useSignal } from "@preact/signals";
import { type DrawsFormat, drawsFormats } from "../../../../shared/labs/draws.ts";
import { drawsWriter } from "../../../../shared/labs/monte-carlo/mcmc/draws-files.ts";
import { showError } from "../../../app/toasts.tsx";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { download } from "../../../views/export.ts";
import { Menu } from "../../../views/menu.tsx";
import { Check } from "../../parts/check.tsx";
import type { McmcProps } from "./draws.ts";
import { words } from "./words.ts";

const labels = { stan: words.asStan, npy: words.asNpy, arviz: words.asArviz } as const;
/** Milliseconds of writing after which the page is drawn. */
const SLICE = 30;

interface SaveProps {
  readonly props: McmcProps;
  /** Those that can be had; default: all. */
  readonly formats?: readonly DrawsFormat[];
}

/** All draws as one file: Stan's CSV of every chain in a ZIP, an array for NumPy, or what ArviZ reads. */
export function SaveDraws({ props, formats = drawsFormats }: SaveProps) {
  const withWarmup = useSignal(false);
  const written = useSignal<number | null>(null);
  const save = async (format: DrawsFormat) => {
    const { experiment, fold, data } = props;
    try {
      const pieces = drawsWriter.writing(format, { fold, experiment, data }, withWarmup.peek());
      let next = pieces.next();
      for (let since = performance.now(); !next.done; next = pieces.next()) {
        if (performance.now() - since < SLICE) continue;
        written.value = next.value;
        await new Promise((done) => setTimeout(done));
        since = performance.now();
      }
      const { name, parts, type } = next.value;
      download(name, new Blob([...parts], { type }));
    } catch (error) {
      showError(error);
    }
    written.value = null;
  };
  if (written.value !== null)
    return (
      <button type="button" disabled>
        {t(words.writingDraws, { percent: formatNumber(Math.floor(100 * written.value), props.locale, 3) })}
      </button>
    );
  return (
    <Menu class="button" button={t(words.saveDraws)}>
      {formats.length > 1 && <Check label={t(words.withWarmup)} on={withWarmup} />}
      {formats.map((format) => (
        <button key={format} type="button" class="quiet" onClick={() => void save(format)}>
          {t(labels[format])}
        </button>
      ))}
    </Menu>
  );
}

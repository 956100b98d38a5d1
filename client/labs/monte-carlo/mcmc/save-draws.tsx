import { useSignal } from "@preact/signals";
import { type DrawsFormat, drawsFormats } from "../../../../shared/labs/draws.ts";
import { drawsWriter } from "../../../../shared/labs/monte-carlo/mcmc/draws-files.ts";
import { showError } from "../../../app/toasts.tsx";
import { t } from "../../../i18n/locale.ts";
import { download } from "../../../views/export.ts";
import { Menu } from "../../../views/menu.tsx";
import { Check } from "../../parts/check.tsx";
import type { McmcProps } from "./draws.ts";
import { words } from "./words.ts";

const labels = { stan: words.asStan, npy: words.asNpy, arviz: words.asArviz } as const;

/** All draws as one file: Stan's CSV of every chain in a ZIP, an array for NumPy, or what ArviZ reads. */
export function SaveDraws({ props }: { readonly props: McmcProps }) {
  const withWarmup = useSignal(false);
  const save = (format: DrawsFormat) => {
    const { experiment, fold, data } = props;
    try {
      const { name, parts, type } = drawsWriter.file(format, { fold, experiment, data }, withWarmup.peek());
      download(name, new Blob([...parts], { type }));
    } catch (error) {
      showError(error);
    }
  };
  return (
    <Menu class="button" button={t(words.saveDraws)}>
      <Check label={t(words.withWarmup)} on={withWarmup} />
      {drawsFormats.map((format) => (
        <button key={format} type="button" class="quiet" onClick={() => save(format)}>
          {t(labels[format])}
        </button>
      ))}
    </Menu>
  );
}

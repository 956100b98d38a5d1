import type { FileData } from "../../../../shared/experiment/experiment.ts";
import { readingOptions } from "../../../../shared/experiment/reading.ts";
import { t } from "../../../i18n/locale.ts";
import { options, choices as titles, words } from "../../../i18n/reading.ts";
import { useSession } from "../context.ts";

/** In which encoding the file of a lab of texts is read: as found, or as chosen. */
export function EncodingChoice({ data: { reading } }: { readonly data: FileData }) {
  const session = useSession();
  return (
    <label class="data-source">
      <span>{t(titles.encoding)}</span>
      <select
        value={reading?.encoding ?? readingOptions.encoding[0]}
        onChange={(event) => session.set("data.reading.encoding", event.currentTarget.value)}
      >
        {readingOptions.encoding.map((value) => (
          <option key={value} value={value}>
            {value === "auto" ? t(words.asFound) : t(options[`encoding ${value}`])}
          </option>
        ))}
      </select>
    </label>
  );
}

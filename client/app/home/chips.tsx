import { words } from "../../i18n/home.ts";
import { t } from "../../i18n/locale.ts";
import type { LabIndex } from "../../labs/recorded.ts";
import { type Chip, chips, filtered, toggled } from "./filters.ts";
import { filters, show } from "./state.ts";

const said: Readonly<Record<Chip, readonly [word: { es: string; en: string }, help: { es: string; en: string }]>> = {
  short: [words.chipShort, words.chipShortHelp],
  beginner: [words.chipBeginner, words.chipBeginnerHelp],
  csv: [words.chipCsv, words.chipCsvHelp],
  pictures: [words.chipPictures, words.chipPicturesHelp],
  sound: [words.chipSound, words.chipSoundHelp],
  texts: [words.chipTexts, words.chipTextsHelp],
  graphs: [words.chipGraphs, words.chipGraphsHelp],
  phone: [words.chipPhone, words.chipPhoneHelp],
};

/** What the cards are narrowed by. A chip that would leave none is idle until another is let go. */
export function Chips({ labs }: { readonly labs: readonly LabIndex[] }) {
  const now = filters.value;
  return (
    <fieldset class="chips" aria-label={t(words.filters)}>
      {chips.map((chip) => {
        const [word, help] = said[chip];
        const isOn = now.chips.includes(chip);
        const left = filtered(labs, toggled(now, chip)).length;
        return (
          <button
            key={chip}
            type="button"
            class="chip"
            aria-pressed={isOn}
            disabled={!isOn && left === 0}
            title={t(help)}
            onClick={() => show({ chips: toggled(filters.peek(), chip).chips })}
          >
            {t(word)}
          </button>
        );
      })}
    </fieldset>
  );
}

import type { TableContent } from "../../../../shared/data/readers/content.ts";
import {
  decodeChoices,
  type Reading,
  type ReadingChoice,
  readingOptions,
} from "../../../../shared/experiment/reading.ts";
import type { Lab } from "../../../../shared/labs/lab.ts";
import { t } from "../../../i18n/locale.ts";
import { options, choices as titles, words } from "../../../i18n/reading.ts";

type OptionChoice = keyof typeof readingOptions;
const all = Object.keys(readingOptions) as readonly OptionChoice[];
/** Of texts alone: other formats say these things themselves. */
const ofTexts: readonly ReadingChoice[] = ["separator", "decimal", "thousands", "header", "encoding", "none", "units"];

interface ChoicesProps {
  readonly lab: Lab;
  readonly content: TableContent;
  readonly reading: Reading;
  readonly which: "decode" | "shape";
  onSet(choice: OptionChoice, value: string): void;
}

/** A switch for each thing that was understood: automatic, with what was found, or one of the readings. */
export function Choices({ lab, content, reading, which, onSet }: ChoicesProps) {
  const shown = all.filter((choice) => applies(choice, lab, content) && isDecoding(choice) === (which === "decode"));
  return (
    <div class="reading-choices">
      {shown.map((choice) => (
        <label key={choice}>
          <span>{t(titles[choice])}</span>
          <select
            value={reading[choice] ?? readingOptions[choice][0]}
            onChange={(event) => onSet(choice, event.currentTarget.value)}
          >
            {readingOptions[choice].map((value) => (
              <option key={value} value={value}>
                {optionText(lab, content, choice, value)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}

const isDecoding = (choice: OptionChoice) => decodeChoices.some((one) => one === choice);

function applies(choice: OptionChoice, { data }: Lab, { format, table, understood }: TableContent): boolean {
  if (!data.reading?.includes(choice)) return false;
  if (ofTexts.includes(choice)) return understood !== undefined;
  if (choice === "inflate") return false;
  if (choice === "orientation") return table.image !== undefined && format !== "png" && format !== "jpeg";
  if (choice === "gaps") return table.mask !== undefined;
  return true;
}

function optionText(lab: Lab, { understood }: TableContent, choice: OptionChoice, value: string): string {
  if (value === "auto") {
    const found = understood?.[choice as keyof typeof understood];
    const text = typeof found === "string" ? options[`${choice} ${found}`] : undefined;
    return text ? t(words.asFoundNow, { found: t(text) }) : t(words.asFound);
  }
  if (choice === "standardise" && value === "yes" && lab.data.use?.probabilities) return t(words.fromZeroToOne);
  return t(options[`${choice} ${value}`]);
}

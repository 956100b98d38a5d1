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
  /** Whether the used values may be pixels, and are now; absent where they cannot be. */
  readonly pixels?: "yes" | "no" | "unknown";
  onSet(choice: OptionChoice, value: string): void;
}

/** A switch for each thing that was understood: automatic, with what was found, or one of the readings. */
export function Choices(props: ChoicesProps) {
  const { reading, which, onSet } = props;
  const shown = all.filter((choice) => isDecoding(choice) === (which === "decode") && applies(choice, props));
  return (
    <div class="reading-choices">
      {shown.map((choice) => (
        <label key={choice}>
          <span>{t(titles[choice])}</span>
          <select
            value={reading[choice] ?? readingOptions[choice][0]}
            onChange={(event) => onSet(choice, event.currentTarget.value)}
          >
            {optionsOf(choice, props).map((value) => (
              <option key={value} value={value}>
                {optionText(choice, value, props)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}

const isDecoding = (choice: OptionChoice) => decodeChoices.some((one) => one === choice);

function applies(choice: OptionChoice, { lab: { data }, content, reading, pixels }: ChoicesProps): boolean {
  const { format, table, understood } = content;
  if (!data.reading?.includes(choice)) return false;
  if (ofTexts.includes(choice)) return understood !== undefined;
  if (choice === "inflate" || choice === "contents") return false;
  if (choice === "orientation") return table.image !== undefined && format !== "png" && format !== "jpeg";
  if (choice === "gaps") return table.mask !== undefined;
  if (choice === "pixels") return pixels !== undefined || reading.pixels !== undefined;
  return true;
}

/** Without what would be the same under another name: a lab that needs every value refuses gaps by itself. */
function optionsOf(choice: OptionChoice, { lab, reading }: ChoicesProps): readonly string[] {
  const isSame = choice === "gaps" && !lab.data.use?.gaps && reading.gaps !== "refuse";
  return readingOptions[choice].filter((value) => !(isSame && value === "refuse"));
}

function optionText(choice: OptionChoice, value: string, { lab, content, pixels }: ChoicesProps): string {
  if (value === "auto") {
    const known = { ...content.understood, pixels };
    const found = known[choice as keyof typeof known];
    const text = typeof found === "string" ? options[`${choice} ${found}`] : undefined;
    return text ? t(words.asFoundNow, { found: t(text) }) : t(words.asFound);
  }
  if (choice === "gaps" && value === "keep" && !lab.data.use?.gaps) return t(words.undecided);
  if (choice === "standardise" && value === "yes" && lab.data.use?.probabilities) return t(words.fromZeroToOne);
  return t(options[`${choice} ${value}`]);
}

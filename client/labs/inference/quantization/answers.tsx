import type { Arrays } from "../../../../shared/arrays.ts";
import { ALL_FORMATS, FORMATS } from "../../../../shared/labs/inference/quantization/formats.ts";
import { largest } from "../../../../shared/labs/nets/classes.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { words as pictures } from "../../parts/picture-words.ts";
import { formatColor, formatName } from "./state.ts";
import { words } from "./words.ts";

interface AnswersProps {
  /** Of `askSample`; null before it has come. */
  readonly answer: Arrays | null;
  readonly names: readonly string[];
  readonly truth: number | undefined;
  readonly waiting: boolean;
}

/** What each format says of one picture, class by class. */
export function Answers({ answer, names, truth, waiting }: AnswersProps) {
  if (!answer) return <p class="part-caption quant-answers">{t(waiting ? words.asking : nets.notYet)}</p>;
  const shares = ALL_FORMATS.map((format) => answer[`probabilities.${format}`].values);
  const found = shares.map((values) => largest(values, values.length)[0]);
  const odd = FORMATS.filter((_, i) => found[i + 1] !== found[0]);
  const said =
    odd.length === 0
      ? t(words.same, { name: names[found[0]] })
      : t(words.different, { formats: odd.map(formatName).join(", "), name: names[found[0]] });
  return (
    <Figure
      title={t(words.answers)}
      note={t(words.answersNote)}
      columns={() => [
        { name: t(pictures.class), values: names },
        ...ALL_FORMATS.map((format, i) => ({ name: formatName(format), values: shares[i] })),
      ]}
    >
      <p class="part-caption" role="status">
        <b>{said}</b> {truth !== undefined && t(words.truly, { name: names[truth] })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="table-scroll quant-answers" tabIndex={0} aria-label={t(words.answers)}>
        <table class="quant-table">
          <thead>
            <tr>
              <th scope="col">{t(pictures.class)}</th>
              {ALL_FORMATS.map((format) => (
                <th key={format} scope="col" class="number">
                  {formatName(format)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name, k) => (
              <tr key={name} class={k === truth ? "quant-chosen" : undefined}>
                <th scope="row">{name}</th>
                {ALL_FORMATS.map((format, i) => (
                  <td key={format} class="number">
                    {formatPercent(shares[i][k], locale.value)}
                    <span
                      class="quant-bar"
                      aria-hidden="true"
                      style={{ inlineSize: `${100 * shares[i][k]}%`, background: formatColor(format) }}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Figure>
  );
}

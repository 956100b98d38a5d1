import { locale, t } from "../../../../i18n/locale.ts";
import { formatInteger } from "../../../../i18n/numbers.ts";
import { Figure } from "../../../../views/figure.tsx";
import type { DnaProps } from "./islands.tsx";
import { words } from "./words.ts";
import "../../../parts/parts.css";
import "./dna.css";

/** A strand that the model draws. */
export function DrawnView({ fold }: DnaProps) {
  const bases = fold.records("drawn", "bases");
  const inside = fold.records("drawn", "inside");
  if (!bases || !inside) return <p class="part-caption">{t(words.notYet)}</p>;
  const [lines, width] = bases.shape;
  const letters = Array.from(bases.values, (base) => "ACGT"[base]);
  return (
    <Figure
      title={t(words.drawn)}
      note={t(words.drawnNote)}
      columns={() => [
        { name: t(words.base), values: letters },
        { name: t(words.island), values: Float64Array.from(inside.values) },
      ]}
    >
      <table class="dna-lines">
        <tbody>
          {Array.from({ length: lines }, (_, line) => (
            <tr key={line}>
              <th scope="row">{formatInteger(line * width + 1, locale.value)}</th>
              <td class="dna-letters">
                {letters.slice(line * width, (line + 1) * width).map((letter, i) => (
                  <span
                    key={i}
                    class="dna-letter"
                    style={{ "--share": inside.values[line * width + i] === 1 ? "45%" : "0%" }}
                  >
                    {letter}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Figure>
  );
}

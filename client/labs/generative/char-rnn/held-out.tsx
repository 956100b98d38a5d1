import { pow } from "../../../../shared/math/index.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { ShadedText, ShadeKey, SurpriseStrip } from "../text/shaded.tsx";
import { type CharProps, characterAt, signsOf } from "./state.ts";
import { words } from "./words.ts";
import "../../parts/parts.css";

/** Text that was not learnt, shaded by what the table of counts knew of each character, and what the net knew. */
export function HeldOutView(props: CharProps) {
  const { fold } = props;
  const signs = signsOf(props);
  const { shown, each: byTable } = fold.output("baseline") ?? {};
  const byNet = fold.output("evaluate")?.each;
  if (!signs || !shown || !byTable) return <p class="part-caption">{t(nets.notYet)}</p>;
  // The first character has nothing before it, and is read all the same.
  const first = characterAt(signs, shown.values[0]);
  const characters = Array.from(shown.values.subarray(1), (code) => characterAt(signs, code));
  const both = [
    ...(byNet ? [{ name: t(words.byNet), bits: Array.from(byNet.values) }] : []),
    { name: t(words.byTable), bits: Array.from(byTable.values) },
  ];
  return (
    <Figure
      title={t(words.heldOut)}
      note={t(words.heldOutNote)}
      columns={() => [
        { name: t(words.character), values: characters },
        ...(byNet ? [{ name: t(words.netBits), values: byNet.values }] : []),
        { name: t(words.tableBits), values: byTable.values },
      ]}
    >
      <div class="part-pair">
        {both.map(({ name, bits }) => (
          <div key={name} class="part-stack">
            <h2 class="part-heading">{name}</h2>
            <ShadedText
              label={name}
              before={first}
              characters={characters}
              probabilities={bits.map((one) => pow(2, -one))}
            />
            <SurpriseStrip probabilities={bits.map((one) => pow(2, -one))} />
            <p class="part-caption">
              {t(words.meanBits, {
                value: formatNumber(bits.reduce((sum, one) => sum + one, 0) / bits.length, locale.value, 3),
              })}
            </p>
          </div>
        ))}
      </div>
      {!byNet && <p class="part-caption">{t(nets.afterTraining)}</p>}
      <ShadeKey />
    </Figure>
  );
}

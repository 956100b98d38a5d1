import { pow } from "../../../../shared/math/index.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { ShadedText, ShadeKey } from "../text/shaded.tsx";
import { late } from "./late-words.ts";
import { characterAt, signsOf, type TransformerProps } from "./state.ts";
import { words } from "./words.ts";
import "../../parts/parts.css";

/** Text that was not learnt, shaded by what the nets knew of each character. */
export function HeldOutView(props: TransformerProps) {
  const { fold } = props;
  const signs = signsOf(props);
  const { shown, each } = fold.output("evaluate") ?? {};
  if (!signs || !shown || !each) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  const other = fold.output("judge")?.each;
  // The first character has nothing before it, and is read all the same.
  const first = characterAt(signs, shown.values[0]);
  const characters = Array.from(shown.values.subarray(1), (code) => characterAt(signs, code));
  const both = [
    { name: t(words.transformer), bits: Array.from(each.values) },
    ...(other ? [{ name: t(words.recurrent), bits: Array.from(other.values) }] : []),
  ];
  return (
    <Figure
      title={t(words.heldOut)}
      note={t(late.heldOutNote)}
      columns={() => [
        { name: t(words.character), values: characters },
        ...both.map(({ name, bits }) => ({ name: t(late.bitsOf, { name }), values: Float64Array.from(bits) })),
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
          </div>
        ))}
      </div>
      <ShadeKey />
    </Figure>
  );
}

import { costsOf, sightsOf, totalCost } from "../../../../shared/labs/nets/chain/shapes.ts";
import { stagesOf } from "../../../../shared/labs/nets/chain/stages.ts";
import { t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { words as nets } from "../../parts/picture-words.ts";
import { type ForwardProps, fullName, isByHand, paramsOf, shapeText, useChain, useHandNet } from "./state.ts";
import { words } from "./words.ts";

interface Row {
  readonly name: string;
  readonly shape: string;
  readonly sight: string;
  readonly parameters: number;
  readonly macs: number;
  readonly weightBytes: number;
  readonly valueBytes: number;
}

const COLUMNS = ["parameters", "macs", "weightBytes", "valueBytes"] as const;

/** What each layer costs: parameters, multiply-adds, bytes; and how much of the picture its numbers see. */
export function CostsView(props: ForwardProps) {
  const hand = useHandNet(paramsOf(props));
  const learnt = useChain(props);
  const chain = isByHand(props) ? hand?.chain : learnt;
  if (!chain) return <p class="part-caption">{t(isByHand(props) ? words.invalid : nets.noData)}</p>;
  const costs = costsOf(chain);
  const sights = sightsOf(chain);
  const rows = stagesOf(chain).map((stage, i): Row => {
    const { layers, shape } = stage;
    const sum = (of: (typeof COLUMNS)[number]) => layers.reduce((total, l) => total + costs[l][of], 0);
    const sight = sights[layers[0]];
    return {
      name: t(words.stage, { index: i + 1, name: fullName({ chain }, stage) }),
      shape: shapeText(shape),
      sight: sight ? shapeText(sight) : t(words.whole),
      parameters: sum("parameters"),
      macs: sum("macs"),
      weightBytes: sum("weightBytes"),
      valueBytes: costs[layers[layers.length - 1]].valueBytes,
    };
  });
  const total = totalCost(chain);
  const names = {
    parameters: words.parameters,
    macs: words.macs,
    weightBytes: words.bytes,
    valueBytes: words.valueBytes,
  };
  return (
    <Figure
      title={t(words.costs)}
      note={t(words.costNote)}
      columns={() => [
        { name: t(words.layer), values: rows.map(({ name }) => name) },
        { name: t(words.shape), values: rows.map(({ shape }) => shape) },
        { name: t(words.sight), values: rows.map(({ sight }) => sight) },
        ...COLUMNS.map((of) => ({ name: t(names[of]), values: rows.map((row) => row[of]) })),
      ]}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="table-scroll" tabIndex={0} aria-label={t(words.costs)}>
        <table class="forward-terms forward-costs">
          <thead>
            <tr>
              {[t(words.layer), t(words.shape), t(words.sight)].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              {COLUMNS.map((of) => (
                <th key={of} scope="col" class="number">
                  {t(names[of])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                <td data-name={t(words.shape)}>{row.shape}</td>
                <td data-name={t(words.sight)}>{row.sight}</td>
                {COLUMNS.map((of) => (
                  <td key={of} class="number" data-name={t(names[of])}>
                    {formatInteger(row[of], props.locale)}
                    <span
                      class="forward-bar"
                      aria-hidden="true"
                      style={{ inlineSize: `${(100 * row[of]) / (total[of] || 1)}%` }}
                    />
                  </td>
                ))}
              </tr>
            ))}
            <tr class="forward-own">
              <th scope="row">{t(words.together)}</th>
              <td />
              <td />
              {COLUMNS.map((of) => (
                <td key={of} class="number" data-name={t(names[of])}>
                  {formatInteger(total[of], props.locale)}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </section>
      <p class="part-caption">{t(words.sharesNote)}</p>
    </Figure>
  );
}

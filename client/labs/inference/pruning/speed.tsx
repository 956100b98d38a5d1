import { t } from "../../../i18n/locale.ts";
import { formatBytes, formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { denseOf, firstOf, layersIn, layerTitle, type PruningProps } from "./state.ts";
import { words } from "./words.ts";

/** Microseconds: lower quartile, median, upper quartile. */
type Spread = readonly [number, number, number];

interface Row {
  readonly name: string;
  readonly whole: Spread;
  readonly pruned: Spread;
}

const spreadAt = (values: ArrayLike<number>, row: number): Spread => [
  1000 * values[3 * row],
  1000 * values[3 * row + 1],
  1000 * values[3 * row + 2],
];

const added = (spreads: readonly Spread[]): Spread =>
  spreads.reduce<Spread>((sum, spread) => [sum[0] + spread[0], sum[1] + spread[1], sum[2] + spread[2]], [0, 0, 0]);

/** How long one picture takes on this machine, the whole net against the pruned one: where it is slower it says so. */
export function SpeedView(props: PruningProps) {
  const { fold, experiment, locale } = props;
  const times = fold.output("times");
  const dense = denseOf(props);
  if (!times || !dense) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  const isSmaller = experiment.params.structure === "units";
  const rows = rowsOf(props);
  if (rows.length === 0) return <p class="part-caption">{t(words.noClock)}</p>;
  const say = (spread: Spread) => formatNumber(spread[1], locale, 3);
  const costs = [
    [t(words.products), times.macs, times.keptMacs, formatInteger],
    [t(words.bytesFloat), times.bytes, times.keptBytes, formatBytes],
    [t(words.bytesInt), times.intBytes, times.keptIntBytes, formatBytes],
  ] as const;
  return (
    <Figure
      title={t(words.speedTitle)}
      note={t(words.speedNote)}
      columns={() => [
        { name: t(words.what), values: rows.map(({ name }) => name) },
        { name: t(words.wholeTime), values: rows.map(({ whole }) => whole[1]) },
        { name: t(words.prunedTime), values: rows.map(({ pruned }) => pruned[1]) },
        { name: t(words.times), values: rows.map(({ whole, pruned }) => whole[1] / pruned[1]) },
      ]}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="table-scroll" tabIndex={0} aria-label={t(words.speedTitle)}>
        <table class="pruning-times">
          <thead>
            <tr>
              <th scope="col">{t(words.what)}</th>
              <th scope="col" class="number">
                {t(words.wholeTime)}
              </th>
              <th scope="col" class="number">
                {t(words.prunedTime)}
              </th>
              <th scope="col" class="number">
                {t(words.times)}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, whole, pruned }) => {
              const ratio = whole[1] / pruned[1];
              const slowest = Math.max(whole[2], pruned[2]);
              return (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {[whole, pruned].map((spread, i) => (
                    <td key={i} class="number" title={spread.map((one) => formatNumber(one, locale, 3)).join(" – ")}>
                      {say(spread)}
                      <Bar spread={spread} slowest={slowest} />
                    </td>
                  ))}
                  <td class="number">
                    {t(verdictOf(whole, pruned), { times: formatNumber(ratio >= 1 ? ratio : 1 / ratio, locale, 2) })}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <p class="part-caption">{t(isSmaller ? words.speedUnits : words.speedText)}</p>
      <dl class="pruning-costs">
        {costs.map(
          ([name, before, after, told]) =>
            before &&
            after && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  {t(words.fromTo, {
                    from: told(firstOf(before) ?? 0, locale),
                    to: told(firstOf(after) ?? 0, locale),
                  })}
                </dd>
              </div>
            ),
        )}
      </dl>
    </Figure>
  );
}

/** Slower or faster only where the quartiles do not overlap. */
function verdictOf(whole: Spread, pruned: Spread) {
  if (pruned[2] < whole[0]) return words.faster;
  return pruned[0] > whole[2] ? words.slower : words.alike;
}

function Bar({ spread, slowest }: { readonly spread: Spread; readonly slowest: number }) {
  const share = (value: number) => `${(100 * value) / slowest}%`;
  return (
    <span class="pruning-bar" aria-hidden="true">
      <span style={{ inlineSize: share(spread[1]) }} />
      <i style={{ insetInlineStart: share(spread[0]), inlineSize: share(spread[2] - spread[0]) }} />
    </span>
  );
}

function rowsOf(props: PruningProps): readonly Row[] {
  const times = props.fold.output("times") ?? {};
  const [whole, pruned] = [times["time.dense"]?.values, times["time.pruned"]?.values];
  if (!whole || !pruned) return [];
  const layers = layersIn(denseOf(props) ?? {});
  const each = layers.map((layer, l) => ({
    name: layerTitle(layer, l),
    whole: spreadAt(whole, l),
    pruned: spreadAt(pruned, l),
  }));
  const [int, sparse] = [times["time.int8Dense"]?.values, times["time.int8Pruned"]?.values];
  return [
    {
      name: t(words.allFloat),
      whole: added(each.map((row) => row.whole)),
      pruned: added(each.map((row) => row.pruned)),
    },
    ...each,
    ...(int && sparse ? [{ name: t(words.allInt), whole: spreadAt(int, 0), pruned: spreadAt(sparse, 0) }] : []),
  ].filter(({ whole: [, median], pruned: [, other] }) => median > 0 && other > 0);
}

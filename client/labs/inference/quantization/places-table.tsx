import { FLOAT_TOLERANCE, mostApart } from "../../../../shared/labs/inference/apart.ts";
import type { DeviceName } from "../../../../shared/labs/inference/devices.ts";
import { spreadOf } from "../../../../shared/labs/inference/timing.ts";
import { largest } from "../../../../shared/labs/nets/classes.ts";
import { labAddress } from "../../../app/addresses.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatBytes, formatInteger, formatNumber, formatPercent, formatSignificant } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import type { FoundSpot } from "../elsewhere/measurement.ts";
import { absenceSaid, withAdapter } from "../elsewhere/said.tsx";
import { words as placed } from "./places-words.ts";
import type { Costs } from "./pruned.ts";
import type { Row, SpotId } from "./spots.ts";
import { type AnyFormat, formatColor, formatName } from "./state.ts";
import { words } from "./words.ts";

interface PlacesTableProps {
  readonly rows: readonly Row[];
  readonly spots: readonly FoundSpot<SpotId>[];
  /** Why the edge was not asked. */
  readonly edge: string;
  /** Of the classes. */
  readonly names: readonly string[];
  /** Of the weights, that was or will be taken out of the pruned net. */
  readonly share: number;
  costsOf(format: AnyFormat): Costs | undefined;
  readonly isBusy: boolean;
}

const PLACES: Readonly<Partial<Record<DeviceName, keyof typeof placed>>> = {
  scalar: "scalarPlace",
  "int8-scalar": "scalarPlace",
  relaxed: "relaxedPlace",
  webgpu: "gpuPlace",
  edge: "edgePlace",
};
const placeName = (place: DeviceName): string => t(placed[PLACES[place] ?? "wasmPlace"]);

export function spotName(id: SpotId): string {
  const [format, place] = id.split(" ") as [AnyFormat, DeviceName];
  return `${formatName(format)}, ${placeName(place)}`;
}

/** Format by format and place by place: how long a pass takes, of how many measurements, and whether the answers agree. */
export function PlacesTable({ rows, spots, edge, names, share, costsOf, isBusy }: PlacesTableProps) {
  const lines = rows.map((row) => {
    const spot = spots.find(({ id }) => id === row.id);
    const isMasked = row.format === "pruned" && row.place === "webgpu";
    const name = withAdapter(isMasked ? t(placed.maskedPlace) : placeName(row.place), spot?.adapter);
    return { ...row, spot, name, spread: spreadOf(spot?.rounds ?? []), said: outcomeOf(row, spots, names, edge) };
  });
  const formats = [...new Set(rows.map(({ format }) => format))];
  return (
    <Figure
      title={t(placed.placesTitle)}
      note={t(placed.placesNote)}
      columns={() => [
        { name: t(words.format), values: lines.map(({ format }) => formatName(format)) },
        { name: t(placed.place), values: lines.map(({ name }) => name) },
        { name: t(placed.p50), values: Float64Array.from(lines, ({ spread }) => spread?.p50 ?? Number.NaN) },
        { name: t(placed.p95), values: Float64Array.from(lines, ({ spread }) => spread?.p95 ?? Number.NaN) },
        { name: t(placed.measurements), values: Float64Array.from(lines, ({ spread }) => spread?.count ?? 0) },
        { name: t(placed.outcome), values: lines.map(({ said }) => said) },
      ]}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="table-scroll" tabIndex={0} aria-label={t(placed.placesTitle)} aria-busy={isBusy}>
        <table class="quant-table quant-places">
          <thead>
            <tr>
              <th scope="col">{t(placed.place)}</th>
              {["p50", "p95", t(placed.measurements)].map((name) => (
                <th key={name} scope="col" class="number">
                  {name}
                </th>
              ))}
              <th scope="col">{t(placed.outcome)}</th>
            </tr>
          </thead>
          {formats.map((format) => (
            <tbody key={format}>
              <tr class="quant-group">
                <th scope="rowgroup" colSpan={5}>
                  <div>
                    <span class="quant-dot" aria-hidden="true" style={{ background: formatColor(format) }} />
                    <b>{formatName(format)}</b> {costsSaid(costsOf(format))}
                  </div>
                </th>
              </tr>
              {lines
                .filter((line) => line.format === format)
                .map(({ id, name, spread, said }) => (
                  <tr key={id}>
                    <th scope="row">{name}</th>
                    <td class="number">{timeSaid(spread?.p50)}</td>
                    <td class="number">{timeSaid(spread?.p95)}</td>
                    <td class="number">{spread ? formatInteger(spread.count, locale.value) : "–"}</td>
                    <td>{said}</td>
                  </tr>
                ))}
            </tbody>
          ))}
        </table>
      </section>
      <p class="part-caption">
        {t(placed.prunedText, { share: formatPercent(share, locale.value) })}{" "}
        <a href={labAddress("pruning")}>{t(placed.toPruning)}</a>
      </p>
      <p class="part-caption">{t(placed.placesText)}</p>
    </Figure>
  );
}

/** Milliseconds in the unit that suits them. */
function timeSaid(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return "–";
  const [value, unit] = milliseconds < 1 ? [1000 * milliseconds, "µs"] : [milliseconds, "ms"];
  return `${formatNumber(value, locale.value, 3)}\u00a0${unit}`;
}

/** Bytes and estimated energy of a format, how many held-out samples it gets right, and how many as the floats do. */
function costsSaid(costs: Costs | undefined): string {
  if (!costs) return "";
  const { bytes, energy, accuracy, agreement } = costs;
  const said = t(placed.costsSaid, {
    bytes: formatBytes(bytes, locale.value),
    energy: formatNumber(energy / 1000, locale.value, 3),
    accuracy: formatPercent(accuracy, locale.value),
  });
  return agreement === undefined
    ? said
    : `${said} · ${t(placed.agreementSaid, { agreement: formatPercent(agreement, locale.value) })}`;
}

/** What was answered, and whether another place of the same format answers so: integers byte for byte, floats within the order of their sums. */
function outcomeOf(
  { id, format, place }: Row,
  spots: PlacesTableProps["spots"],
  names: readonly string[],
  edge: string,
): string {
  const spot = spots.find((one) => one.id === id);
  if (spot?.absent) return absenceSaid(spot.absent);
  if (!spot?.answer) return place === "edge" ? edge : "";
  const { answer } = spot;
  const answerOf = (other: SpotId) => spots.find((one) => one.id === other)?.answer;
  // The pruned floats are another net than the pruned integers.
  const isFirst = place === "scalar" || place === "int8-scalar" || (format === "pruned" && place === "webgpu");
  const whole = answerOf("float32 scalar");
  if (isFirst) {
    const [name, share] = [names[largest(answer, answer.length)[0]], formatPercent(Math.max(...answer), locale.value)];
    if (format === "float32" || !whole) return t(placed.says, { name, share });
    const distance = formatSignificant(mostApart([answer], [whole]), locale.value);
    return t(placed.saysAway, { name, share, distance });
  }
  const first = answerOf(format === "float32" ? "float32 scalar" : `${format} int8-scalar`);
  if (!first) return "";
  const differing = answer.reduce((count, value, i) => count + Number(!Object.is(value, first[i])), 0);
  if (differing === 0) return t(placed.bytesEqual);
  const value = formatSignificant(mostApart([answer], [first]), locale.value);
  if (format !== "float32") return t(placed.bytesDiffer, { count: differing, value });
  return t(mostApart([answer], [first]) <= FLOAT_TOLERANCE ? placed.equalFloats : placed.unequalFloats, { value });
}

import { useSignal } from "@preact/signals";
import type { NDArray } from "../../../../shared/arrays.ts";
import { trustOf } from "../../../../shared/labs/factors/ica/trust.ts";
import { t } from "../../../i18n/locale.ts";
import { formatInteger, formatSeconds } from "../../../i18n/numbers.ts";
import { Track } from "../../../views/audio-track.tsx";
import { Figure } from "../../../views/figure.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { FiltersView } from "./filters.tsx";
import {
  dataKey,
  type IcaProps,
  matchOf,
  maxSeconds,
  modelOf,
  namesOf,
  soundRate,
  tracedRows,
  tracedSeconds,
  useColumns,
  useSignals,
} from "./state.ts";
import { TrustNote } from "./trust.tsx";
import { words } from "./words.ts";

/** Tracks of one kind that are shown. */
const maxTracks = 6;
/** CSS pixels: of draws without a time, and of what goes on in time. */
const heights = { trace: 34, timed: 56 } as const;

/** Mixtures next to what was separated; for pictures, their components. */
export function PartyView(props: IcaProps) {
  return props.experiment.params.cut || props.data?.image ? (
    <FiltersView {...props} />
  ) : (
    <Tracks key={dataKey(props)} {...props} />
  );
}

function Tracks(props: IcaProps) {
  const { data, locale: language } = props;
  const rate = soundRate(data);
  const model = modelOf(props);
  const count = Math.min(data?.rows ?? 0, maxShown(data));
  const signals = useSignals(props, model, { from: 0, count, stride: 1 });
  const height = data?.rate === undefined ? heights.trace : heights.timed;
  const withTruth = useSignal(false);
  const names = namesOf(props);
  const mixtures = useColumns(signals?.mixtures, maxTracks);
  const components = useColumns(signals?.components, maxTracks);
  const sources = useColumns(signals?.sources, maxTracks);
  // Among several Gaussian components none is a source, whichever it happens to resemble.
  const gaussian = (model?.finished ? trustOf(props.fold, model.fit)?.gaussian : undefined) ?? [];
  const componentName = (i: number) => {
    const match = model && !(gaussian.length > 1 && gaussian.includes(i)) ? matchOf(model, i) : null;
    const n = i + 1;
    return match && match.squared > 0.5
      ? t(words.is, { n, source: names.sources[match.source] ?? "" })
      : t(words.component, { n });
  };
  if (!signals) return <p class="part-caption">{t(words.reading)}</p>;
  return (
    <Figure
      title={t(words.party)}
      note={noteOf(data, count, language)}
      columns={() => columnsOf(signals, names.mixtures)}
    >
      <TrustNote {...props} />
      <div class="ica-sides" data-truth={withTruth.value}>
        <Side title={t(words.mixtures)}>
          {mixtures.map((samples, i) => (
            <Track
              key={names.mixtures[i]}
              id={`mixture ${i}`}
              name={names.mixtures[i] ?? ""}
              samples={samples}
              color={roleColor("data")}
              height={height}
              {...(rate !== undefined && { rate })}
            />
          ))}
        </Side>
        <Side title={t(words.separated)}>
          {components.length === 0 && <p class="part-caption">{t(words.notYet)}</p>}
          {components.map((samples, i) => (
            <Track
              key={i}
              id={`component ${i}`}
              name={componentName(i)}
              samples={samples}
              color={seriesColor(i)}
              height={height}
              {...(rate !== undefined && { rate })}
            />
          ))}
        </Side>
        {withTruth.value && (
          <Side title={t(words.truth)}>
            {sources.map((samples, i) => (
              <Track
                key={names.sources[i]}
                id={`source ${i}`}
                name={names.sources[i] ?? ""}
                samples={samples}
                color={roleColor("truth")}
                height={height}
                {...(rate !== undefined && { rate })}
              />
            ))}
          </Side>
        )}
      </div>
      <div class="ica-foot">
        {sources.length > 0 && (
          <label>
            <input
              type="checkbox"
              checked={withTruth.value}
              onChange={(event) => {
                withTruth.value = event.currentTarget.checked;
              }}
            />{" "}
            {t(words.showTruth)}
          </label>
        )}
        <span>{cutNote(data, count, signals.mixtures, language)}</span>
      </div>
    </Figure>
  );
}

function Side({ title, children }: { readonly title: string; readonly children: preact.ComponentChildren }) {
  return (
    <section class="ica-side">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Rows that are shown at most. */
function maxShown(data: IcaProps["data"]): number {
  if (data?.rate === undefined) return tracedRows;
  return Math.floor(data.rate * (soundRate(data) === undefined ? tracedSeconds : maxSeconds));
}

function noteOf(data: IcaProps["data"], count: number, language: IcaProps["locale"]): string {
  if (soundRate(data) !== undefined) return t(words.listen);
  return data?.rate === undefined
    ? t(words.traces, { count: formatInteger(count, language) })
    : t(words.tracedSeconds, { seconds: formatSeconds(count / data.rate, language) });
}

function cutNote(data: IcaProps["data"], count: number, { shape }: NDArray, language: IcaProps["locale"]): string {
  const parts: string[] = [];
  if (data && soundRate(data) !== undefined && count < data.rows)
    parts.push(t(words.cut, { seconds: formatSeconds(maxSeconds, language) }));
  if (shape[1] > maxTracks) parts.push(t(words.more, { shown: maxTracks, total: shape[1] }));
  return parts.join(" ");
}

function columnsOf(signals: NonNullable<ReturnType<typeof useSignals>>, names: readonly string[]) {
  const all = (table: NDArray | undefined, name: (i: number) => string) =>
    Array.from({ length: table?.shape[1] ?? 0 }, (_, c) => ({
      name: name(c),
      values: Float32Array.from({ length: table?.shape[0] ?? 0 }, (_, r) => table?.values[r * table.shape[1] + c] ?? 0),
    }));
  return [
    ...all(signals.mixtures, (i) => names[i] ?? String(i + 1)),
    ...all(signals.components, (i) => t(words.component, { n: i + 1 })),
  ];
}

import { useMemo } from "preact/hooks";
import { t } from "../../../i18n/locale.ts";
import { Track } from "../../../views/audio-track.tsx";
import { Figure } from "../../../views/figure.tsx";
import { roleColor } from "../../../views/palette.ts";
import { nameOf, type Props, useShown } from "./state.ts";
import { words } from "./words.ts";

/** A sound before and after, to be heard. */
export function SoundView(props: Props) {
  const shown = useShown(props);
  const tracks = useMemo(() => {
    if (!shown) return [];
    const { series, found } = shown;
    const column = (values: ArrayLike<number>, i: number) =>
      Float32Array.from({ length: series.steps }, (_, step) => Number(values[step * series.outputs + i]));
    return series.names.flatMap((_, i) => {
      const own = series.outputs > 1 ? `${nameOf(series, i)}: ` : "";
      return [
        { id: `noisy ${i}`, name: own + t(words.before), color: roleColor("data"), samples: column(series.values, i) },
        {
          id: `clean ${i}`,
          name: own + t(words.cleaned),
          color: roleColor("model"),
          samples: column(found.smoothed.values, i),
        },
        ...(series.truth
          ? [
              {
                id: `truth ${i}`,
                name: own + t(words.clean),
                color: roleColor("truth"),
                samples: column(series.truth, i),
              },
            ]
          : []),
      ];
    });
  }, [shown?.found, shown?.series, props.locale]);
  if (!shown) return <p class="part-caption">{t(words.notYet)}</p>;
  const columns = () => tracks.map(({ name, samples }) => ({ name, values: samples }));
  return (
    <Figure title={t(words.main)} note={t(words.listen)} columns={columns} name="sound">
      {tracks.map((track) => (
        <Track key={track.id} {...track} rate={shown.series.rate ?? 8000} height={80} />
      ))}
    </Figure>
  );
}

import { useMemo } from "preact/hooks";
import { t } from "../../../i18n/locale.ts";
import { Track } from "../../../views/audio-track.tsx";
import { Figure } from "../../../views/figure.tsx";
import { roleColor } from "../../../views/palette.ts";
import { nameOf, type Props, useShown } from "./state.ts";
import { tracksOf } from "./tracks.ts";
import { words } from "./words.ts";

const LOOKS = {
  measured: { name: words.before, color: roleColor("data") },
  smoothed: { name: words.cleaned, color: roleColor("model") },
  truth: { name: words.clean, color: roleColor("truth") },
} as const;

/** A sound before and after, to be heard. */
export function SoundView(props: Props) {
  const shown = useShown(props);
  const tracks = useMemo(() => {
    if (!shown) return [];
    const { series, found } = shown;
    return tracksOf(series, found.smoothed).map(({ of, column, samples }) => ({
      id: `${of} ${column}`,
      name: (series.outputs > 1 ? `${nameOf(series, column)}: ` : "") + t(LOOKS[of].name),
      color: LOOKS[of].color,
      samples,
    }));
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

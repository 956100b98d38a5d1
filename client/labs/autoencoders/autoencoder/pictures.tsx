import { useMemo } from "preact/hooks";
import { t } from "../../../i18n/locale.ts";
import type { ViewProps } from "../../view.ts";
import { Compared } from "./compared.tsx";
import { heldOut, layersOf, netOf, shapeOf, shownRows, useNet, usePca } from "./state.ts";
import { words } from "./words.ts";
import "./autoencoder.css";

/** What goes in and what comes out, live while the net learns; under it what PCA with as many dimensions makes of it. */
export function PicturesView(props: ViewProps) {
  const { data, experiment, fold } = props;
  const live = fold.output("train") ? undefined : fold.snapshot("train");
  const rows = useMemo(() => (data ? heldOut(data, experiment, shownRows) : null), [data, experiment]);
  const { answer } = useNet(props, "reconstruct", live ? null : rows, "shown");
  const pca = usePca(props, rows, "shown");
  const originals = live?.originals ?? rows;
  const back = live?.reconstructions ?? (netOf(props) && answer?.rows);
  if (!originals) return <p class="autoencoder-caption">{t(words.notYet)}</p>;
  const dimensions = fold.output("pca")?.components?.shape[0] ?? 0;
  const rowsShown = [
    { label: t(words.rowIn), rows: originals },
    ...(back ? [{ label: t(words.rowOut), rows: back }] : []),
    ...(pca ? [{ label: `${t(words.pca)} ${dimensions}`, rows: pca }] : []),
  ];
  const note = t(live || layersOf(props) || !back ? words.picturesNote : words.quantisedNote);
  return <Compared title={t(words.pictures)} note={note} rows={rowsShown} shape={shapeOf(data, originals.shape[1])} />;
}

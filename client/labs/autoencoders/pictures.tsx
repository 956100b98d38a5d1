import { useMemo } from "preact/hooks";
import { heldOutRows } from "../../../shared/labs/autoencoders/held-out.ts";
import { shownRows } from "../../../shared/labs/autoencoders/questions.ts";
import { t } from "../../i18n/locale.ts";
import { Compared } from "../parts/compared.tsx";
import { words as nets } from "../parts/net-words.ts";
import { Stopped } from "../parts/stopped.tsx";
import { shapeOf } from "../parts/table.ts";
import { type CodedProps, isHere, layersOf, netOf, useNet, usePca } from "./state.ts";
import { words } from "./words.ts";

/** What goes in and what comes out, live while the net learns; under it what PCA with as many dimensions makes of it. */
export function PicturesView({ codes, ...props }: CodedProps) {
  const { data, experiment, fold } = props;
  const live = fold.output("train") ? undefined : fold.snapshot("train");
  const rows = useMemo(() => (data ? heldOutRows(data, experiment.params, shownRows) : null), [data, experiment]);
  const answer = useNet(
    props,
    codes ? "decode" : "reconstruct",
    live ? null : (codes ?? rows),
    "shown",
    "reconstructions",
  );
  const pca = usePca(props, rows, "shown", "pca");
  const originals = live?.originals ?? rows;
  const back = live ? { rows: live.reconstructions, isComing: false } : answer;
  if (!originals) return <p class="part-caption">{t(nets.notYet)}</p>;
  const dimensions = fold.output("pca")?.variances?.shape[0] ?? experiment.params.hidden.at(-1) ?? 0;
  const rowsShown = [
    { label: t(words.rowIn), rows: originals },
    ...(isHere(back) ? [{ label: t(words.rowOut), rows: back.rows }] : []),
    ...(isHere(pca) ? [{ label: `${t(words.pca)} ${dimensions}`, rows: pca.rows }] : []),
  ];
  const isQuantised = !live && !codes && netOf(props) !== undefined && !layersOf(props);
  const note = t(isQuantised ? words.quantisedNote : words.picturesNote);
  return (
    <>
      {codes === undefined && <Stopped fold={fold} rate={experiment.params.learningRate} propose={props.propose} />}
      <Compared title={t(words.pictures)} note={note} rows={rowsShown} shape={shapeOf(data, originals.shape[1])} />
    </>
  );
}

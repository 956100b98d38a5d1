import { useMemo } from "preact/hooks";
import { heldOutRows } from "../../../../shared/labs/autoencoders/held-out.ts";
import { shownRows } from "../../../../shared/labs/autoencoders/questions.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Compared } from "../../parts/compared.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { shapeOf } from "../../parts/table.ts";
import { FieldView } from "./field.tsx";
import { type DenoisingProps, useCleaning } from "./state.ts";
import { words } from "./words.ts";

/** Held-out samples as they were, spoiled, and cleaned, live while the net learns; points of the plane as a field of arrows. */
export function CleanedView(props: DenoisingProps) {
  const { data } = props;
  return data?.columns === 2 ? <FieldView {...props} data={data} /> : <Pictures {...props} />;
}

function Pictures(props: DenoisingProps) {
  const { data, experiment, fold, metrics } = props;
  const live = fold.output("train") ? undefined : fold.snapshot("train");
  const rows = useMemo(() => (data ? heldOutRows(data, experiment.params, shownRows) : null), [data, experiment]);
  const { answer } = useCleaning(props, "clean", live ? null : rows, {}, "shown", "shown");
  const originals = live?.originals ?? rows;
  if (!originals) return <p class="part-caption">{t(nets.notYet)}</p>;
  const [spoiled, cleaned] = live ? [live.spoiled, live.reconstructions] : [answer?.spoiled, answer?.rows];
  const { psnrIn, psnrOut } = metrics;
  const decibels = (x: number) => formatNumber(x, locale.value, 3);
  const note =
    psnrIn === undefined || psnrOut === undefined
      ? t(words.cleanedNote)
      : t(words.cleanedBy, { before: decibels(psnrIn), after: decibels(psnrOut) });
  return (
    <Compared
      title={t(words.cleaned)}
      note={note}
      rows={[
        { label: t(words.original), rows: originals },
        { label: t(words.spoiled), rows: spoiled },
        { label: t(words.clean), rows: cleaned },
      ]}
      shape={shapeOf(data, originals.shape[1])}
    />
  );
}

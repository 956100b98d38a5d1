import { useSignal } from "@preact/signals";
import { rowsAsFloats } from "../../../shared/labs/nets/rows.ts";
import { t } from "../../i18n/locale.ts";
import type { ViewProps } from "../view.ts";
import { ConfusionMatrix } from "./confusion.tsx";
import { type Known, LaterCaption, type PictureNet, useKnown } from "./picture-net.tsx";
import { PictureRows, scaleFor } from "./picture-rows.tsx";
import { words } from "./picture-words.ts";

const SHOWN = 40;

/** Which classes are taken for which, and the pictures of a cell. */
export function confusionView<P>(net: PictureNet<P>) {
  return function ConfusionView(props: ViewProps<P>) {
    const { confusion, found } = props.fold.output("evaluate") ?? {};
    const known = useKnown(net, props);
    const cell = useSignal<Cell | null>(null);
    if (!confusion) return <LaterCaption {...props} />;
    const names = known?.names ?? Array.from({ length: confusion.shape[0] }, (_, k) => String(k));
    const picked = cell.value ?? firstMistake(confusion.values, names.length);
    return (
      <div class="part-beside">
        <ConfusionMatrix
          title={t(words.confusion)}
          note={t(words.confusionNote)}
          counts={confusion}
          names={names}
          selected={picked}
          onPick={(...pressed) => (cell.value = pressed)}
        />
        {known && <CellPictures known={known} cell={picked} found={found.values} />}
      </div>
    );
  };
}

type Cell = readonly [truth: number, found: number];

interface CellProps {
  readonly known: Known;
  readonly cell: Cell;
  /** Of each held-out picture. */
  readonly found: ArrayLike<number>;
}

function CellPictures({ known: { samples, shape, names }, cell: [truth, taken], found }: CellProps) {
  const { labels, test, columns } = samples;
  const rows = [...test].filter((row, n) => labels[row] === truth && found[n] === taken).slice(0, SHOWN);
  if (rows.length === 0) return null;
  return (
    <PictureRows
      title={t(words.cell, { truth: names[truth], found: names[taken] })}
      rows={{ shape: [rows.length, columns], values: rowsAsFloats(samples, rows) }}
      rowName={(n) => `${t(words.picture)} ${rows[n] + 1}`}
      shape={shape}
      range={[0, 1]}
      maxScale={scaleFor(shape, 64)}
    />
  );
}

/** The most frequent mistake; where there is none, the first class. */
function firstMistake(counts: ArrayLike<number>, classes: number): Cell {
  let best: Cell = [0, 0];
  let most = 0;
  for (let i = 0; i < classes * classes; i++) {
    const [truth, found] = [Math.floor(i / classes), i % classes];
    if (truth !== found && counts[i] > most) [best, most] = [[truth, found], counts[i]];
  }
  return best;
}

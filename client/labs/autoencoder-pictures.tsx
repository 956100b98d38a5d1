import { useMemo } from "preact/hooks";
import type { NDArray } from "../../shared/arrays.ts";
import { t } from "../i18n/locale.ts";
import type { Columns } from "../views/export.ts";
import { Figure } from "../views/figure.tsx";
import { ImageGrid } from "../views/image-grid.tsx";
import { heldOut, layersOf, netOf, shapeOf, shownRows, useNet, usePca } from "./autoencoder-state.ts";
import { words } from "./autoencoder-words.ts";
import type { ViewProps } from "./view.ts";
import "./autoencoder.css";

/** What goes in and what comes out, live while the net learns; beside it what PCA with as many dimensions makes of it. */
export function PicturesView(props: ViewProps) {
  const { data, experiment, fold } = props;
  const live = fold.output("train") ? undefined : fold.snapshot("train");
  const rows = useMemo(() => (data ? heldOut(data, experiment, shownRows) : null), [data, experiment]);
  const { answer } = useNet(props, "reconstruct", live ? null : rows, "shown");
  const pca = usePca(props, rows, "shown");
  const originals = live?.originals ?? rows;
  const back = live?.reconstructions ?? (netOf(props) && answer?.rows);
  if (!originals) return <p class="autoencoder-caption">{t(words.notYet)}</p>;
  const shape = shapeOf(data, originals.shape[1]);
  return (
    <div class="autoencoder-pictures">
      <Pictures title={t(words.originals)} note={t(words.originalsNote)} rows={originals} shape={shape} />
      {back && (
        <Pictures
          title={t(words.reconstructions)}
          note={t(live || layersOf(props) ? words.reconstructionsNote : words.quantisedNote)}
          rows={back}
          shape={shape}
        />
      )}
      {pca && (
        <Pictures
          title={t(words.pca)}
          note={t(words.pcaNote, { n: fold.output("pca")?.components?.shape[0] ?? 0 })}
          rows={pca}
          shape={shape}
        />
      )}
    </div>
  );
}

interface PicturesProps {
  readonly title: string;
  readonly note: string;
  readonly rows: NDArray;
  readonly shape: ReturnType<typeof shapeOf>;
}

function Pictures({ title, note, rows, shape }: PicturesProps) {
  const isRow = shape.height === 1;
  return (
    <Figure title={title} note={note} columns={() => columnsOf(rows)}>
      <ImageGrid
        title={`${title}: ${note}`}
        values={rows.values}
        count={rows.shape[0]}
        shape={shape}
        {...(isRow
          ? { columns: 1, gap: 2, maxScale: 16, map: "viridis" as const }
          : { columns: 5, gap: 3, maxScale: 3, range: [0, 1] as const })}
      />
    </Figure>
  );
}

export function columnsOf({ shape: [rows, width], values }: NDArray): Columns {
  return Array.from({ length: rows }, (_, row) => ({
    name: `${t(words.row)} ${row + 1}`,
    values: values.subarray(row * width, (row + 1) * width),
  }));
}

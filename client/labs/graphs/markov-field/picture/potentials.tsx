import { useSignal } from "@preact/signals";
import { blanketOf, type GridField } from "../../../../../shared/kernels/grid-labels/index.ts";
import type { PictureParams } from "../../../../../shared/labs/graphs/markov-field/picture/fields.ts";
import { othersChanged, type Site, siteOf } from "../../../../../shared/labs/graphs/markov-field/picture/site.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../../i18n/numbers.ts";
import { labelColor, labelName, labelsNow, type PictureProps, paramsOf, pixelIn, shownIn, useField } from "./state.ts";
import { words } from "./words.ts";
import "./picture.css";

/** Pixels that are shown to each side of the one that was pressed. */
const AROUND = 3;
/** Of more labels, those that are likeliest. */
const MOST = 6;

/** Potentials of the pixel that was pressed, and what happens to it when others change. */
export function PotentialsPanel(props: PictureProps) {
  const field = useField(props);
  const shown = shownIn(props);
  const pixel = pixelIn(props);
  const labels = labelsNow(props, shown) ?? (props.fold.output("observe")?.labels.values as Uint8Array | undefined);
  if (!field || !labels || pixel === null) return <p class="part-caption">{t(words.pickFirst)}</p>;
  // Another pixel, or other labels: what was changed by hand is put back.
  return <Pixel key={`${shown} ${pixel}`} {...{ field, labels, pixel }} params={paramsOf(props)} />;
}

interface PixelProps {
  readonly params: PictureParams;
  readonly field: GridField;
  readonly labels: Uint8Array;
  readonly pixel: number;
}

function Pixel({ params, field, labels, pixel }: PixelProps) {
  const altered = useSignal<Uint8Array | null>(null);
  const now = altered.value?.length === labels.length ? altered.value : labels;
  const [before, after] = [siteOf(field, labels, pixel), siteOf(field, now, pixel)];
  const near = new Set(blanketOf(field, pixel).map((one) => one.pixel));
  const turn = (i: number) => {
    altered.value = now.with(i, (now[i] + 1) % field.labels);
  };
  const place = { row: Math.floor(pixel / field.width) + 1, column: (pixel % field.width) + 1 };
  return (
    <section class="part-stack" aria-label={t(words.local)}>
      <h2 class="part-heading">{t(words.localOf, place)}</h2>
      <Patch {...{ params, field, near, pixel }} labels={now} onTurn={turn} />
      <div class="part-controls">
        <button
          type="button"
          data-act="change-others"
          onClick={() => {
            const others = othersChanged(field, labels, pixel);
            // What was done to the neighbours stays.
            for (const i of near) others[i] = now[i];
            altered.value = others;
          }}
        >
          {t(words.changeOthers)}
        </button>
        <button type="button" disabled={now === labels} onClick={() => (altered.value = null)}>
          {t(words.restore)}
        </button>
      </div>
      <p class="part-caption" role="status">
        {verdict(labels, now, near, before, after)}
      </p>
      <Bars {...{ params, before, after }} />
      <p class="part-caption">{t(words.localNote)}</p>
      <p class="part-caption">{t(words.potentialsNote)}</p>
    </section>
  );
}

/** What came of the changes, in words. */
function verdict(labels: Uint8Array, now: Uint8Array, near: ReadonlySet<number>, before: Site, after: Site): string {
  const changed = Array.from(now.keys()).filter((i) => now[i] !== labels[i]);
  if (changed.length === 0) return t(words.untouched);
  const nearby = changed.filter((i) => near.has(i)).length;
  const isSame = before.probabilities.every((p, k) => p === after.probabilities[k]);
  const count = (n: number) => formatInteger(n, locale.value);
  return isSame && nearby === 0
    ? t(words.same, { count: count(changed.length) })
    : t(words.differs, { count: count(nearby) });
}

interface PatchProps extends PixelProps {
  readonly near: ReadonlySet<number>;
  onTurn(pixel: number): void;
}

function Patch({ params, field: { width, height }, labels, pixel, near, onTurn }: PatchProps) {
  const [x, y] = [pixel % width, Math.floor(pixel / width)];
  const side = Array.from({ length: 2 * AROUND + 1 }, (_, i) => i - AROUND);
  return (
    <fieldset
      class="patch"
      aria-label={t(words.patch)}
      style={{ gridTemplateColumns: `repeat(${side.length}, var(--patch-cell))` }}
    >
      {side.flatMap((dy) =>
        side.map((dx) => {
          const [column, row] = [x + dx, y + dy];
          if (column < 0 || column >= width || row < 0 || row >= height) return <span key={`${dx} ${dy}`} />;
          const i = row * width + column;
          const isOwn = i === pixel;
          const name = isOwn ? words.cellOwn : near.has(i) ? words.cellBlanket : words.cellFar;
          return (
            <button
              key={`${dx} ${dy}`}
              type="button"
              data-tells
              class={isOwn ? "patch-own" : near.has(i) ? "patch-near" : undefined}
              aria-label={t(name, { label: labelName(params, labels[i]) })}
              data-act={near.has(i) ? "turn-neighbour" : undefined}
              disabled={isOwn}
              style={{ background: labelColor(params, labels[i]) }}
              onClick={() => onTurn(i)}
            />
          );
        }),
      )}
    </fieldset>
  );
}

function Bars({ params, before, after }: { params: PictureParams; before: Site; after: Site }) {
  const all = Array.from(after.probabilities.keys());
  const shown = all.toSorted((a, b) => after.probabilities[b] - after.probabilities[a]).slice(0, MOST);
  const cheapest = Math.min(...after.unary);
  const most = Math.max(1e-9, ...shown.flatMap((k) => [after.unary[k] - cheapest, after.pair[k]]));
  const number = (x: number) => formatNumber(x, locale.value, 3);
  return (
    <table class="potentials">
      <thead>
        <tr>
          {[words.label, words.unary, words.pair, words.probability].map((name) => (
            <th key={name.en} scope="col">
              {t(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown
          .toSorted((a, b) => a - b)
          .map((k) => (
            <tr key={k}>
              <th scope="row">
                <span class="potentials-swatch" style={{ background: labelColor(params, k) }} /> {labelName(params, k)}
              </th>
              <Bar share={(after.unary[k] - cheapest) / most} text={number(after.unary[k] - cheapest)} />
              <Bar share={after.pair[k] / most} text={number(after.pair[k])} />
              <Bar
                share={after.probabilities[k]}
                before={before.probabilities[k]}
                text={number(after.probabilities[k])}
                color="var(--role-model)"
              />
            </tr>
          ))}
      </tbody>
    </table>
  );
}

interface BarProps {
  readonly share: number;
  readonly before?: number;
  readonly text: string;
  readonly color?: string;
}

function Bar({ share, before, text, color = "var(--role-data)" }: BarProps) {
  return (
    <td>
      {text}
      <span class="potentials-track" aria-hidden="true">
        <span style={{ inlineSize: `${100 * share}%`, background: color }} />
        {before !== undefined && <span class="potentials-before" style={{ insetInlineStart: `${99 * before}%` }} />}
      </span>
    </td>
  );
}

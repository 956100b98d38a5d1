import type { NDArray } from "../../../../shared/arrays.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatPercent } from "../../../i18n/numbers.ts";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { useSize } from "../../../views/size.ts";
import { late } from "./late-words.ts";
import "../../parts/parts.css";
import "./attention.css";

/** Shares from here on are as bright as they get. */
export const STRONG = 0.5;
/** CSS pixels: the largest side of a map, and a place in it that is large enough. */
const LARGEST = 170;
const LEAST = 4;
const GAP = 8;

/** A place of a map that is pointed at: the character that looks, and the one that is looked at. */
export interface Look {
  readonly map: number;
  readonly from: number;
  readonly to: number;
}

interface AttentionMapsProps {
  /** Layers × heads × n × n. */
  readonly attention: NDArray;
  readonly chosen: number;
  /** The place whose row is framed. */
  readonly here: number;
  onChoose(map: number): void;
  onLook(look: Look | null): void;
}

export const mapName = (map: number, heads: number): string =>
  t(late.map, {
    layer: formatInteger(1 + Math.floor(map / heads), locale.value),
    head: formatInteger(1 + (map % heads), locale.value),
  });

/** A map of each head, under its name: those of a layer in one row, where they are large enough there. */
export function AttentionMaps({ attention, chosen, here, onChoose, onLook }: AttentionMapsProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const [layers, heads, n] = attention.shape;
  const columns = columnsIn(size.value[0], heads, n);
  return (
    <div
      ref={box}
      class="attention-maps"
      data-act="head"
      style={{ gap: `${GAP}px`, gridTemplateColumns: `repeat(${columns}, minmax(0, ${LARGEST}px))` }}
    >
      {size.value[0] > 0 &&
        Array.from({ length: layers * heads }, (_, map) => (
          <div key={map}>
            <span class="attention-name">{mapName(map, heads)}</span>
            <ImageGrid
              title={mapName(map, heads)}
              names={[mapName(map, heads)]}
              values={attention.values.subarray(map * n * n, (map + 1) * n * n)}
              count={1}
              shape={{ height: n, width: n, channels: 1 }}
              range={[0, STRONG]}
              columns={1}
              height={LARGEST}
              {...(map === chosen && { selected: 0, row: here })}
              onPick={() => onChoose(map)}
              onPoint={(pixel) => onLook(pixel && { map, from: pixel.y, to: pixel.x })}
            />
          </div>
        ))}
    </div>
  );
}

/** How many maps stand side by side: all heads, unless places are larger with fewer and would be too small with all. */
export function columnsIn(width: number, heads: number, n: number): number {
  const placeWith = (columns: number) => Math.floor(Math.min(LARGEST, (width - GAP * (columns - 1)) / columns) / n);
  let columns = heads;
  for (let fewer = heads - 1; fewer >= 1 && placeWith(columns) < LEAST; fewer--)
    if (heads % fewer === 0 && placeWith(fewer) > placeWith(columns)) columns = fewer;
  return columns;
}

/** What the shades of the maps mean. */
export function AttentionKey() {
  return (
    <p class="text-key" data-lines>
      {[0, 0.1, 0.25, STRONG].map((share) => {
        const shade = Math.round((255 * share) / STRONG);
        return (
          <span
            key={share}
            class="attention-shade"
            style={{ background: `rgb(${shade}, ${shade}, ${shade})`, color: shade < 128 ? "white" : "black" }}
          >
            {share === STRONG ? `≥ ${formatPercent(share, locale.value)}` : formatPercent(share, locale.value)}
          </span>
        );
      })}
      {t(late.mapShades)}
    </p>
  );
}

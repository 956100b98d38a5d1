import { useEffect } from "preact/hooks";
import type { NDArray } from "../../../../../shared/arrays.ts";
import { t } from "../../../../i18n/locale.ts";
import { useSize } from "../../../../views/size.ts";
import { siteWords as words } from "../site-words.ts";

interface LatticeCanvasProps {
  readonly canvas: { current: HTMLCanvasElement | null };
  readonly side: number;
  /** At most so many CSS pixels on a side. */
  readonly largest: number;
  readonly spins: NDArray | undefined;
  draw(spins: NDArray): void;
  /** The site that is looked at; null before there are any. */
  readonly site: number | null;
  onChoose(site: number): void;
  readonly label: string;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0, 1],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowUp: [-1, 0],
};

/** A lattice, a whole number of screen pixels a site where there is room; press a site, or go there by the arrow keys. */
export function LatticeCanvas({ canvas, side, largest, spins, draw, site, onChoose, label }: LatticeCanvasProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const shown = shownSide(side, Math.min(largest, size.value[0]));
  useEffect(() => {
    if (spins) draw(spins);
  }, [spins]);
  const press = (event: MouseEvent) => {
    const area = canvas.current?.getBoundingClientRect();
    if (!area) return;
    const at = (offset: number, length: number) =>
      Math.min(side - 1, Math.max(0, Math.floor((offset / length) * side)));
    onChoose(at(event.clientY - area.top, area.height) * side + at(event.clientX - area.left, area.width));
  };
  const key = (event: KeyboardEvent) => {
    const move = ARROWS[event.key];
    if (!move) return;
    event.preventDefault();
    const from = site ?? 0;
    const [row, column] = [Math.floor(from / side) + move[0], (from % side) + move[1]];
    onChoose(((row + side) % side) * side + ((column + side) % side));
  };
  const cell = shown / side;
  return (
    <div class="lattice-box" ref={box}>
      {/* biome-ignore lint/a11y/useSemanticElements: a picture that is pressed where one looks is no button of the platform's */}
      <div
        class="lattice-frame"
        role="button"
        tabIndex={0}
        aria-label={site === null ? label : `${label}. ${t(words.site, placeOf(site, side))}`}
        data-act="site"
        style={{ inlineSize: `${shown}px`, blockSize: `${shown}px` }}
        onClick={press}
        onKeyDown={key}
      >
        <canvas ref={canvas} style={{ inlineSize: `${shown}px`, blockSize: `${shown}px` }} />
        {site !== null && (
          <span
            class="lattice-mark"
            style={{
              insetInlineStart: `${((site % side) + 0.5) * cell}px`,
              insetBlockStart: `${(Math.floor(site / side) + 0.5) * cell}px`,
            }}
          />
        )}
      </div>
    </div>
  );
}

const placeOf = (site: number, side: number) => ({
  row: String(Math.floor(site / side) + 1),
  column: String((site % side) + 1),
});

/** The largest size within `room` at which a site is a whole number of screen pixels; all the room where a site has less than one. */
function shownSide(side: number, room: number): number {
  const ratio = globalThis.devicePixelRatio || 1;
  const scale = Math.floor((room * ratio) / side);
  return scale >= 1 ? (scale * side) / ratio : room;
}

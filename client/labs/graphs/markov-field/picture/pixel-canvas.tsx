import { useEffect, useRef } from "preact/hooks";
import { t } from "../../../../i18n/locale.ts";
import { useSize } from "../../../../views/size.ts";
import { words } from "./words.ts";
import "./picture.css";

interface PixelCanvasProps {
  /** Said to those who do not see it. */
  readonly title: string;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** CSS pixels that the picture may be high. */
  readonly most: number;
  /** A pixel that is marked, and made another by pressing it or by arrow keys. */
  readonly pixel?: number | null;
  readonly onPick?: (pixel: number) => void;
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A picture as large as its box allows, its pixels as squares. */
export function PixelCanvas(props: PixelCanvasProps) {
  const { title, pixels, width, height, most, pixel = null, onPick } = props;
  const [box, size] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context) context.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [pixels, width, height]);
  const scale = Math.min((size.value[0] || width) / width, most / height);
  const picture = (
    <canvas ref={canvas} width={width} height={height} role="img" aria-label={title} class="pixel-canvas" />
  );
  const look = { width: `${scale * width}px`, height: `${scale * height}px` };
  const mark = pixel !== null && pixel < width * height && (
    <span
      class="pixel-mark"
      style={{
        left: `${(100 * ((pixel % width) + 0.5)) / width}%`,
        top: `${(100 * (Math.floor(pixel / width) + 0.5)) / height}%`,
      }}
    />
  );
  return (
    <div class="pixel-box" ref={box}>
      {onPick ? (
        <div class="pixel-frame" style={look}>
          {picture}
          {mark}
          <Picker width={width} height={height} pixel={pixel} onPick={onPick} />
        </div>
      ) : (
        <div class="pixel-frame" style={look}>
          {picture}
        </div>
      )}
    </div>
  );
}

type PickerProps = Pick<PixelCanvasProps, "width" | "height"> & {
  readonly pixel: number | null;
  onPick(pixel: number): void;
};

function Picker({ width, height, pixel, onPick }: PickerProps) {
  const now = pixel ?? Math.floor(height / 2) * width + Math.floor(width / 2);
  const [column, row] = [now % width, Math.floor(now / width)];
  const at = (x: number, y: number) =>
    onPick(Math.min(Math.max(y, 0), height - 1) * width + Math.min(Math.max(x, 0), width - 1));
  return (
    <button
      type="button"
      class="pixel-picker"
      data-act="pixel"
      aria-label={t(words.pick, { row: row + 1, column: column + 1 })}
      onClick={(event) => {
        // A key that presses the button has no place of its own.
        if (event.detail === 0) return at(column, row);
        const area = event.currentTarget.getBoundingClientRect();
        at(
          Math.floor(((event.clientX - area.left) / area.width) * width),
          Math.floor(((event.clientY - area.top) / area.height) * height),
        );
      }}
      onKeyDown={(event) => {
        if (!Object.hasOwn(MOVES, event.key)) return;
        event.preventDefault();
        const [dx, dy] = MOVES[event.key];
        at(column + dx, row + dy);
      }}
    />
  );
}

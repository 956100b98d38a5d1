import { useEffect, useRef } from "preact/hooks";
import type { NDArray } from "../../shared/arrays.ts";
import { locale, t } from "../i18n/locale.ts";
import { formatInteger } from "../i18n/numbers.ts";
import { words } from "./audio-words.ts";
import { paint } from "./pixels.ts";
import { fitCanvas, useSize } from "./size.ts";
import "./audio.css";

export interface SpectrogramProps {
  readonly name: string;
  /** frames × bins, dB; bin 0 is 0 Hz. */
  readonly levels: NDArray;
  /** Hz. */
  readonly rate: number;
  readonly height?: number;
}

/** Which frequencies sound when: time to the right, frequency upwards, loudness as colour. */
export function Spectrogram({ name, levels, rate, height = 96 }: SpectrogramProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = size.value[0];
  useEffect(() => {
    const target = canvas.current;
    if (!target || width === 0) return;
    const context = fitCanvas(target, width, height);
    if (!context) return;
    const [frames, bins] = levels.shape;
    const picture = new Float32Array(frames * bins);
    for (let f = 0; f < frames; f++)
      for (let k = 0; k < bins; k++) picture[(bins - 1 - k) * frames + f] = levels.values[f * bins + k];
    const small = document.createElement("canvas");
    small.width = frames;
    small.height = bins;
    const pixels = paint(picture, 0, { width: frames, height: bins }, "viridis", [-60, 0]);
    small.getContext("2d")?.putImageData(new ImageData(pixels, frames, bins), 0, 0);
    context.drawImage(small, 0, 0, width, height);
  }, [levels, width, height]);
  return (
    <div class="audio-spectrogram">
      <span class="audio-name">{name}</span>
      <div class="canvas-box" ref={box}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={t(words.spectrogram, { name, top: formatInteger(rate / 2, locale.value) })}
        />
      </div>
    </div>
  );
}

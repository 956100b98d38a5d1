import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { encodeWav } from "../../shared/data/readers/wav/wav.ts";
import { locale, t } from "../i18n/locale.ts";
import { formatInteger, formatSeconds } from "../i18n/numbers.ts";
import { levelled, play, playingNow, position, stop } from "./audio-player.ts";
import { words } from "./audio-words.ts";
import { download } from "./export.ts";
import { Icon } from "./icon.tsx";
import { resolveColor } from "./palette.ts";
import { shownTheme } from "./shown-theme.ts";
import { fitCanvas, useSize } from "./size.ts";
import "./audio.css";

export interface TrackProps {
  /** Unique among all that can be played. */
  readonly id: string;
  readonly name: string;
  readonly samples: Float32Array;
  /** Hz; without it there is nothing to play: a trace of numbers. */
  readonly rate?: number;
  readonly color: string;
  /** CSS pixels; default 56. */
  readonly height?: number;
}

/** One sound: its waveform, a button that plays and stops it, one that saves it. */
export function Track({ id, name, samples, rate, color, height = 56 }: TrackProps) {
  const failed = useSignal<string | null>(null);
  const isPlaying = playingNow() === id;
  // What is redrawn or left must not keep playing.
  useEffect(
    () => () => {
      if (playingNow() === id) stop();
    },
    [id, samples],
  );
  const toggle = async () => {
    if (isPlaying) return stop();
    try {
      failed.value = null;
      await play(id, samples, rate ?? 0);
    } catch (error) {
      failed.value = t(words.silent, { message: error instanceof Error ? error.message : String(error) });
    }
  };
  const save = () => {
    const file = encodeWav({ rate: Math.round(rate ?? 0), channels: 1, values: levelled(samples) });
    download(`${name}.wav`, new Blob([file], { type: "audio/wav" }));
  };
  return (
    <div class="audio-track" style={{ "--audio-color": color }}>
      <span class="audio-name">{name}</span>
      <Wave id={id} name={name} samples={samples} rate={rate} color={color} height={height} moving={isPlaying} />
      {rate !== undefined && (
        <span class="audio-buttons">
          <button
            type="button"
            class="icon"
            data-act="listen"
            aria-pressed={isPlaying}
            title={label(isPlaying, name)}
            onClick={toggle}
          >
            <Icon name={isPlaying ? "pause" : "run"} />
            <span class="visually-hidden">{label(isPlaying, name)}</span>
          </button>
          <button type="button" class="quiet icon" title={t(words.download, { name })} onClick={save}>
            <Icon name="save" />
            <span class="visually-hidden">{t(words.download, { name })}</span>
          </button>
        </span>
      )}
      {failed.value && (
        <p class="field-error" role="alert">
          {failed.value}
        </p>
      )}
    </div>
  );
}

const label = (isPlaying: boolean, name: string) => t(isPlaying ? words.stop : words.play, { name });

interface WaveProps extends Omit<TrackProps, "rate"> {
  readonly rate: number | undefined;
  readonly height: number;
  readonly moving: boolean;
}

function Wave({ id, name, samples, rate, color, height, moving }: WaveProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = size.value[0];
  const theme = shownTheme.value;
  useEffect(() => {
    const target = canvas.current;
    if (!target || width === 0) return;
    const bands = envelope(samples, Math.max(1, Math.floor(width)));
    let frame = 0;
    const draw = () => {
      paintWave(target, bands, width, height, color, samples.length, position(id));
      if (moving) frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [id, samples, color, height, moving, width, theme]);
  const language = locale.value;
  const said =
    rate === undefined
      ? t(words.trace, { name, count: formatInteger(samples.length, language) })
      : t(words.wave, { name, seconds: formatSeconds(samples.length / rate, language) });
  return (
    // As high as it will be: a canvas that nothing was painted on yet is 150 pixels high.
    <div class="audio-wave canvas-box" ref={box} style={{ blockSize: `${height}px` }}>
      <canvas ref={canvas} role="img" aria-label={said} />
    </div>
  );
}

/** Least and most of each of `count` stretches, as shares of the largest |value|: 2 × count numbers. */
export function envelope(samples: Float32Array, count: number): Float32Array {
  const bands = new Float32Array(2 * count);
  let most = 0;
  for (const x of samples) most = Math.max(most, Math.abs(x));
  for (let i = 0; i < count; i++) {
    const from = Math.floor((i * samples.length) / count);
    const to = Math.max(from + 1, Math.floor(((i + 1) * samples.length) / count));
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let k = from; k < to && k < samples.length; k++) {
      low = Math.min(low, samples[k]);
      high = Math.max(high, samples[k]);
    }
    bands[2 * i] = most > 0 ? low / most : 0;
    bands[2 * i + 1] = most > 0 ? high / most : 0;
  }
  return bands;
}

function paintWave(
  canvas: HTMLCanvasElement,
  bands: Float32Array,
  width: number,
  height: number,
  color: string,
  count: number,
  share: number | null,
): void {
  const context = fitCanvas(canvas, width, height);
  if (!context) return;
  const y = (value: number) => height / 2 - value * (height / 2 - 2);
  context.strokeStyle = resolveColor("var(--line)", canvas);
  context.beginPath();
  context.moveTo(0, height / 2);
  context.lineTo(width, height / 2);
  context.stroke();
  context.fillStyle = resolveColor(color, canvas);
  context.strokeStyle = context.fillStyle;
  const columns = bands.length / 2;
  if (count < 2 * columns) {
    // Few values: a line through them.
    context.lineWidth = 1.25;
    context.beginPath();
    for (let i = 0; i < columns; i++)
      context.lineTo(((i + 0.5) * width) / columns, y((bands[2 * i] + bands[2 * i + 1]) / 2));
    context.stroke();
  } else {
    for (let i = 0; i < columns; i++) {
      const top = y(bands[2 * i + 1]);
      context.fillRect((i * width) / columns, top, width / columns, Math.max(1, y(bands[2 * i]) - top));
    }
  }
  if (share === null) return;
  context.fillStyle = resolveColor("var(--ink)", canvas);
  context.fillRect(share * width - 1, 0, 2, height);
}

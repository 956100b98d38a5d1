import { signal } from "@preact/signals";

/** What sounds now: its name, and when it began on the clock of `position`. */
interface Playing {
  readonly id: string;
  readonly source: AudioBufferSourceNode;
  readonly startedAt: number;
  readonly seconds: number;
}

/** Sounds are normalised to one loudness (root mean square), and below this peak. */
const LOUDNESS = 0.12;
const PEAK = 0.95;

let context: AudioContext | null = null;
const playing = signal<Playing | null>(null);

/** Name of the sound that plays; null in silence. */
export function playingNow(): string | null {
  return playing.value?.id ?? null;
}

/** Share of the sound that has played, 0 … 1; null when it does not play. */
export function position(id: string): number | null {
  const now = playing.peek();
  if (now?.id !== id || context === null) return null;
  return Math.min(1, (context.currentTime - now.startedAt) / now.seconds);
}

/** Plays one sound, after whatever played; only ever in response to the person. `rate` in Hz. Rejects where the browser will not play sound. */
export async function play(id: string, samples: Float32Array, rate: number): Promise<void> {
  stop();
  context ??= new AudioContext();
  await context.resume();
  const buffer = context.createBuffer(1, samples.length, playableRate(rate));
  buffer.copyToChannel(levelled(samples), 0);
  const source = context.createBufferSource();
  source.buffer = buffer;
  // Rates a browser does not support are played at one it does, faster or slower.
  source.playbackRate.value = rate / buffer.sampleRate;
  source.connect(context.destination);
  source.onended = () => {
    if (playing.peek()?.source === source) playing.value = null;
  };
  source.start();
  playing.value = { id, source, startedAt: context.currentTime, seconds: samples.length / rate };
}

export function stop(): void {
  const now = playing.peek();
  playing.value = null;
  now?.source.stop();
}

/** Every browser must take 8 to 96 kHz. */
function playableRate(rate: number): number {
  return Math.min(96_000, Math.max(8000, rate));
}

/** A copy without its mean, as loud as all others. */
export function levelled(samples: Float32Array): Float32Array<ArrayBuffer> {
  let mean = 0;
  for (const x of samples) mean += x / samples.length;
  let [squares, peak] = [0, 0];
  for (const x of samples) {
    squares += (x - mean) * (x - mean);
    peak = Math.max(peak, Math.abs(x - mean));
  }
  const gain = peak > 0 ? Math.min(LOUDNESS / Math.sqrt(squares / samples.length), PEAK / peak) : 0;
  return Float32Array.from(samples, (x) => (x - mean) * gain);
}

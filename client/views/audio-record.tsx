import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { encodeWav } from "../../shared/data/readers/wav/wav.ts";
import { locale, t } from "../i18n/locale.ts";
import { formatSeconds } from "../i18n/numbers.ts";
import { stop as silence } from "./audio-player.ts";
import { Track } from "./audio-track.tsx";
import { words } from "./audio-words.ts";
import { Icon } from "./icon.tsx";
import { seriesColor } from "./palette.ts";
import "./audio.css";

/** Minimum and maximum seconds of a recording. */
const shortest = 2;
const longest = 5;

interface Take {
  readonly name: string;
  readonly samples: Float32Array;
  readonly rate: number;
}
type State =
  | { readonly kind: "idle" }
  | { readonly kind: "asking" }
  | { readonly kind: "recording"; readonly left: number }
  | { readonly kind: "failed"; readonly text: string };

/** Records with the microphone, which is asked for only when the person presses the button; hands the takes over as WAV files. */
export function Recorder({ onUse }: { onUse(files: readonly File[]): void }) {
  const state = useSignal<State>({ kind: "idle" });
  const takes = useSignal<readonly Take[]>([]);
  const count = useRef(0);
  const level = useSignal(0);
  const running = useRef<Recording | null>(null);
  useEffect(() => () => running.current?.cancel(), []);
  const record = async () => {
    silence();
    state.value = { kind: "asking" };
    try {
      running.current = await startRecording(level, (left) => {
        state.value = { kind: "recording", left };
      });
      const sound = await running.current.sound;
      count.current++;
      takes.value = [...takes.value, { name: t(words.take, { index: count.current }), ...sound }];
      state.value = { kind: "idle" };
    } catch (error) {
      state.value = { kind: "failed", text: complaint(error) };
    }
    running.current = null;
  };
  const now = state.value;
  return (
    <div class="audio-recorder">
      <div class="audio-recorder-row">
        {now.kind === "recording" ? (
          <button type="button" disabled={now.left > longest - shortest} onClick={() => running.current?.finish()}>
            {t(words.finish)}
          </button>
        ) : (
          <button type="button" disabled={now.kind === "asking"} onClick={record}>
            {t(takes.value.length > 0 ? words.recordMore : words.record)}
          </button>
        )}
        <span class="small" role="status">
          {now.kind === "asking" && t(words.asking)}
          {now.kind === "recording" && t(words.recording, { left: formatSeconds(now.left, locale.value) })}
        </span>
      </div>
      {now.kind === "recording" && (
        <meter class="audio-level" min={0} max={1} high={0.95} value={level.value} aria-label={t(words.level)} />
      )}
      {now.kind === "failed" && (
        <p class="field-error small" role="alert">
          {now.text}
        </p>
      )}
      {takes.value.map((take, i) => (
        <Kept
          key={take.name}
          take={take}
          index={i}
          onForget={() => {
            takes.value = takes.value.filter((other) => other !== take);
          }}
        />
      ))}
      {takes.value.length > 0 && (
        <>
          <button type="button" onClick={() => onUse(takes.value.map(fileOf))}>
            {t(words.use)}
          </button>
          <p class="soft small">{t(words.useHint)}</p>
        </>
      )}
    </div>
  );
}

function Kept({ take, index, onForget }: { readonly take: Take; readonly index: number; onForget(): void }) {
  const { name, samples, rate } = take;
  return (
    <div class="audio-recorder-take">
      <Track id={`take ${name}`} name={name} samples={samples} rate={rate} color={seriesColor(index)} height={36} />
      <button type="button" class="quiet icon" title={t(words.forget, { name })} onClick={onForget}>
        <Icon name="close" />
        <span class="visually-hidden">{t(words.forget, { name })}</span>
      </button>
    </div>
  );
}

function fileOf({ name, samples, rate }: Take): File {
  return new File([encodeWav({ rate, channels: 1, values: samples }, "float32")], `${name}.wav`, { type: "audio/wav" });
}

function complaint(error: unknown): string {
  if (!(error instanceof Error)) return t(words.failed, { message: String(error) });
  if (error.name === "NotAllowedError" || error.name === "SecurityError") return t(words.refused);
  if (error.name === "NotFoundError" || error.name === "OverconstrainedError") return t(words.noMicrophone);
  if (error.name === "NotSupportedError") return t(words.cannotRecord);
  return t(words.failed, { message: error.message });
}

interface Recording {
  /** Of the first channel, when it has ended. */
  readonly sound: Promise<{ readonly samples: Float32Array; readonly rate: number }>;
  finish(): void;
  cancel(): void;
}

/** Asks for the microphone and records until `finish`, or `longest` seconds; `onTime` is told how many are left. */
async function startRecording(level: Signal<number>, onTime: (left: number) => void): Promise<Recording> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices || typeof MediaRecorder === "undefined")
    throw Object.assign(new Error("no recorder"), { name: "NotSupportedError" });
  // Processing meant for calls would make each recording a different mixture.
  const stream = await devices.getUserMedia({
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });
  const context = new AudioContext();
  const recorder = new MediaRecorder(stream);
  const pieces: Blob[] = [];
  let frame = 0;
  const end = () => {
    cancelAnimationFrame(frame);
    for (const track of stream.getTracks()) track.stop();
  };
  const sound = new Promise<{ samples: Float32Array; rate: number }>((resolve, reject) => {
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    recorder.onerror = () => reject(new Error("the recorder stopped"));
    recorder.onstop = async () => {
      end();
      try {
        const bytes = await new Blob(pieces, { type: recorder.mimeType }).arrayBuffer();
        const buffer = await context.decodeAudioData(bytes);
        resolve({ samples: buffer.getChannelData(0).slice(), rate: buffer.sampleRate });
      } catch (error) {
        reject(error);
      } finally {
        void context.close();
      }
    };
  });
  recorder.start();
  const finish = () => {
    if (recorder.state !== "inactive") recorder.stop();
  };
  const began = performance.now();
  const meter = meterOf(context, stream);
  const watch = () => {
    const left = longest - (performance.now() - began) / 1000;
    level.value = meter();
    if (left <= 0) return finish();
    onTime(left);
    frame = requestAnimationFrame(watch);
  };
  watch();
  return { sound, finish, cancel: finish };
}

/** The peak of the last moment, 0 … 1. */
function meterOf(context: AudioContext, stream: MediaStream): () => number {
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const values = new Float32Array(analyser.fftSize);
  return () => {
    analyser.getFloatTimeDomainData(values);
    let peak = 0;
    for (const x of values) peak = Math.max(peak, Math.abs(x));
    return Math.min(1, peak);
  };
}

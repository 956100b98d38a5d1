import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../i18n/camera.ts";
import { t } from "../i18n/locale.ts";
import { type Camera, useCamera } from "./camera.ts";
import { Icon } from "./icon.tsx";
import "./camera.css";

/** Pixels on a side of a picture: the lab brings them to its own size. */
const SIDE = 64;
/** Between two pictures while a button is held. */
const MILLISECONDS = 200;
const MOST_CLASSES = 6;
/** Pictures of each class that make data of them. */
const LEAST = 2;

/** A picture and the folder it belongs into: "cat/3.png". */
export interface Shot {
  readonly path: string;
  readonly file: File;
}

interface Class {
  readonly id: number;
  readonly name: string;
  readonly shots: readonly Blob[];
}

/** Takes pictures with the camera, which is asked for only when the person presses the button, class by class while its button is held. */
export function CameraRecorder({ onUse }: { onUse(shots: readonly Shot[]): void }) {
  const camera = useCamera();
  const classes = useSignal<readonly Class[]>([1, 2].map(newClass));
  const { state } = camera;
  const isOn = state === "on" || state === "asking";
  const change = (id: number, to: (one: Class) => Class) => {
    classes.value = classes.peek().map((one) => (one.id === id ? to(one) : one));
  };
  const full = classes.value.filter(({ shots, name }) => shots.length >= LEAST && name.trim() !== "");
  return (
    <details class="camera-recorder">
      <summary>{t(words.collect)}</summary>
      {/* A box of its own: what is in details is laid out in a box that no rule of details reaches. */}
      <div class="camera-body">
        <p class="soft small">{t(words.about)}</p>
        <button type="button" onClick={() => (isOn ? camera.stop() : void camera.start())}>
          {t(isOn ? words.stop : words.start)}
        </button>
        <span class="small" role="status">
          {state === "asking" && ` ${t(words.asking)}`}
        </span>
        <video ref={camera.video} muted playsInline hidden={state !== "on"} aria-label={t(words.live)} />
        {state === "failed" && (
          <p class="field-error small" role="alert">
            {camera.complaint}
          </p>
        )}
        {classes.value.map((one) => (
          <ClassRow key={one.id} one={one} camera={camera} change={(to) => change(one.id, to)} />
        ))}
        {classes.value.length < MOST_CLASSES && (
          <button type="button" class="small" onClick={() => addClass(classes)}>
            {t(words.addClass)}
          </button>
        )}
        <button type="button" disabled={full.length < 2} onClick={() => onUse(full.flatMap(shotsOf))}>
          {t(words.use)}
        </button>
        <p class="soft small">{t(words.useHint)}</p>
      </div>
    </details>
  );
}

const newClass = (id: number): Class => ({ id, name: t(words.firstName, { index: id }), shots: [] });

function addClass(classes: Signal<readonly Class[]>): void {
  classes.value = [...classes.value, newClass(classes.value.length + 1)];
}

function shotsOf({ name, shots }: Class): readonly Shot[] {
  // A slash would be a folder in a folder.
  const folder = name.trim().replaceAll("/", "-");
  return shots.map((blob, i) => {
    const own = `${String(i + 1).padStart(4, "0")}.png`;
    return { path: `${folder}/${own}`, file: new File([blob], own, { type: "image/png" }) };
  });
}

interface ClassRowProps {
  readonly one: Class;
  readonly camera: Camera;
  change(to: (one: Class) => Class): void;
}

function ClassRow({ one, camera, change }: ClassRowProps) {
  const timer = useRef(0);
  const end = () => clearInterval(timer.current);
  useEffect(() => end, []);
  const take = async () => {
    const { current: video } = camera.video;
    const blob = video && video.videoWidth > 0 ? await shotOf(video) : null;
    if (blob === null) return end();
    change((now) => ({ ...now, shots: [...now.shots, blob] }));
  };
  const hold = () => {
    end();
    void take();
    timer.current = window.setInterval(() => void take(), MILLISECONDS);
  };
  const isOff = camera.state !== "on";
  const newest = one.shots.at(-1);
  return (
    <div class="camera-class">
      <input
        type="text"
        aria-label={t(words.className, { index: one.id })}
        value={one.name}
        maxLength={40}
        onInput={(event) => {
          const { value } = event.currentTarget;
          change((now) => ({ ...now, name: value }));
        }}
      />
      <button
        type="button"
        class="small"
        disabled={isOff}
        onPointerDown={hold}
        onPointerUp={end}
        onPointerLeave={end}
        onPointerCancel={end}
        // With the keyboard a press is one picture, and a key that is held repeats.
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === " ") void take();
        }}
      >
        {t(words.hold, { name: one.name })}
      </button>
      <span class="small" aria-live="polite">
        {t(words.count, { count: one.shots.length })}
      </span>
      {newest && <Newest blob={newest} />}
      {one.shots.length > 0 && (
        <button
          type="button"
          class="quiet icon"
          title={t(words.forget, { name: one.name })}
          onClick={() => change((now) => ({ ...now, shots: [] }))}
        >
          <Icon name="close" />
          <span class="visually-hidden">{t(words.forget, { name: one.name })}</span>
        </button>
      )}
    </div>
  );
}

function Newest({ blob }: { readonly blob: Blob }) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const address = URL.createObjectURL(blob);
    if (image.current) image.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [blob]);
  return <img ref={image} alt="" width={32} height={32} />;
}

/** The middle of what the camera sees now, as a PNG. */
function shotOf(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: SIDE, height: SIDE });
  const context = canvas.getContext("2d");
  const side = Math.min(video.videoWidth, video.videoHeight);
  const [x, y] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2];
  context?.drawImage(video, x, y, side, side, 0, 0, SIDE, SIDE);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

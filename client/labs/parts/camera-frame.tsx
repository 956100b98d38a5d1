import { useEffect } from "preact/hooks";
import { words } from "../../i18n/camera.ts";
import { t } from "../../i18n/locale.ts";
import { useCamera } from "../../views/camera.ts";
import { pixelsOf } from "./own-picture.tsx";

interface CameraFrameProps {
  readonly size: { readonly width: number; readonly height: number; readonly channels: number };
  /** Some frames a second, height × width × channels from 0 to 1. */
  onFrame(values: Float32Array): void;
}

const MILLISECONDS = 250;

/** What the camera sees, at the size of a net's pictures, while it is on. */
export function CameraFrame({ size, onFrame }: CameraFrameProps) {
  const camera = useCamera();
  const { state, video } = camera;
  useEffect(() => {
    if (state !== "on") return;
    const timer = setInterval(() => {
      if (video.current && video.current.videoWidth > 0) onFrame(pixelsOf(video.current, size, size.channels));
    }, MILLISECONDS);
    return () => clearInterval(timer);
  });
  const isOn = state === "on" || state === "asking";
  return (
    <div data-act="camera">
      <button type="button" onClick={() => (isOn ? camera.stop() : void camera.start())}>
        {t(isOn ? words.stop : words.start)}
      </button>
      <video ref={video} muted playsInline hidden={state !== "on"} class="camera-frame" aria-label={t(words.live)} />
      <span class="small" role="status">
        {state === "asking" && ` ${t(words.asking)}`}
      </span>
      {state === "failed" && (
        <p class="field-error small" role="alert">
          {camera.complaint}
        </p>
      )}
    </div>
  );
}

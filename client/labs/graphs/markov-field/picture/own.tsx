import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { words as camera } from "../../../../i18n/camera.ts";
import { t } from "../../../../i18n/locale.ts";
import { useCamera } from "../../../../views/camera.ts";
import type { PictureProps } from "./state.ts";
import { words } from "./words.ts";

/** A picture of the reader's own, from a file or from the camera: it becomes the data of the form. */
export function OwnPictures({ attach }: PictureProps) {
  const input = useRef<HTMLInputElement>(null);
  const failed = useSignal("");
  const { state, complaint, video, start, stop } = useCamera();
  if (!attach) return null;
  const use = (file: File) =>
    attach([file]).then(
      () => (failed.value = ""),
      (error: unknown) => (failed.value = error instanceof Error ? error.message : String(error)),
    );
  const shoot = async () => {
    const blob = video.current && (await shotOf(video.current));
    if (!blob) return;
    stop();
    await use(new File([blob], "camera.png", { type: "image/png" }));
  };
  const isOn = state === "on" || state === "asking";
  const trouble = failed.value || (state === "failed" ? complaint : "");
  return (
    <div class="part-controls" data-act="own-picture">
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg"
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file) void use(file);
        }}
      />
      <button type="button" onClick={() => input.current?.click()}>
        {t(words.own)}
      </button>
      <button type="button" onClick={() => (isOn ? stop() : void start())}>
        {t(isOn ? camera.stop : camera.start)}
      </button>
      {state === "on" && (
        <button type="button" class="primary" onClick={() => void shoot()}>
          {t(words.shoot)}
        </button>
      )}
      <video ref={video} muted playsInline hidden={state !== "on"} class="camera-frame" aria-label={t(camera.live)} />
      <span class="small" role="status">
        {state === "asking" && t(camera.asking)}
      </span>
      {trouble && (
        <p class="field-error small" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}

/** What the camera sees now, as large as it is. */
function shotOf(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: video.videoWidth, height: video.videoHeight });
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

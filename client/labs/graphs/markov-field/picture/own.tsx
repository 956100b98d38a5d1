import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { words as camera } from "../../../../i18n/camera.ts";
import { t } from "../../../../i18n/locale.ts";
import { useCamera } from "../../../../views/camera.ts";
import type { PictureProps } from "./state.ts";
import { words } from "./words.ts";

/** Pixels of the longer side that are kept: the most that the lab takes. */
const LONGEST = 256;

/** A picture of the reader's own, from a file or from the camera: it becomes the data of the form. */
export function OwnPictures({ attach }: PictureProps) {
  const input = useRef<HTMLInputElement>(null);
  const failed = useSignal("");
  const { state, complaint, video, start, stop } = useCamera();
  if (!attach) return null;
  const use = (file: File) =>
    handyOf(file)
      .then((handy) => attach([handy]))
      .then(
        () => (failed.value = ""),
        (error: unknown) => (failed.value = error instanceof Error ? error.message : String(error)),
      );
  const shoot = async () => {
    const shown = video.current;
    const blob = shown && (await drawn(shown, shown.videoWidth, shown.videoHeight));
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

/** As it is, or smaller, as a PNG: as a table each of its pixels is a column, and photos have millions. */
async function handyOf(file: File): Promise<File> {
  // Of a broken one, what reads files says what is wrong with it.
  const whole = await createImageBitmap(file).catch(() => null);
  if (!whole) return file;
  const scale = LONGEST / Math.max(whole.width, whole.height);
  if (scale >= 1) return file;
  const [width, height] = [whole.width, whole.height].map((length) => Math.max(1, Math.round(scale * length)));
  const blob = await drawn(whole, width, height);
  return blob ? new File([blob], `${file.name.replace(/\.\w+$/, "")}.png`, { type: "image/png" }) : file;
}

/** A picture, or what the camera sees now, at a size in pixels. */
function drawn(source: CanvasImageSource, width: number, height: number): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  if (context) {
    context.imageSmoothingQuality = "high";
    context.drawImage(source, 0, 0, width, height);
  }
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { t } from "../../i18n/locale.ts";
import { words } from "./class-words.ts";
import type { Scene } from "./scene-map.tsx";

/** Pixels on the longer side of a larger picture: more than a net could go over while one waits. */
const MOST = 256;

interface OwnPictureProps {
  readonly channels: number;
  /** Pixels on a side that a picture must have. */
  readonly least: number;
  /** Made to fit this exactly, the middle of it; default: as large as it is, as far as that is not too large. */
  readonly size?: Pick<Scene, "width" | "height">;
  onPicture(picture: Scene): void;
}

/** A picture of the user's own, which stays in the page. */
export function OwnPicture({ channels, least, size, onPicture }: OwnPictureProps) {
  const input = useRef<HTMLInputElement>(null);
  const failed = useSignal("");
  const take = async (file: File) => {
    try {
      failed.value = "";
      const picture = await pictureOf(file, channels, size);
      if (Math.min(picture.width, picture.height) < least) failed.value = t(words.tooSmall, { least });
      else onPicture(picture);
    } catch {
      failed.value = t(words.notAPicture, { name: file.name });
    }
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file) void take(file);
        }}
      />
      <button type="button" onClick={() => input.current?.click()}>
        {t(words.ownPicture)}
      </button>
      {failed.value && (
        <span class="field-error small" role="alert">
          {failed.value}
        </span>
      )}
    </>
  );
}

async function pictureOf(file: File, channels: number, wanted: OwnPictureProps["size"]): Promise<Scene> {
  const bitmap = await createImageBitmap(file);
  const shrink = Math.min(1, MOST / Math.max(bitmap.width, bitmap.height));
  const size = wanted ?? { width: Math.round(bitmap.width * shrink), height: Math.round(bitmap.height * shrink) };
  return { ...size, channels: channels === 3 ? 3 : 1, values: pixelsOf(bitmap, size, channels) };
}

/** A picture or film frame, drawn at this size: the middle of it where proportions differ. height × width × channels, 0 to 1; grey by Rec. 601. */
export function pixelsOf(
  source: ImageBitmap | HTMLVideoElement,
  { width, height }: { readonly width: number; readonly height: number },
  channels: number,
): Float32Array {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  const [wide, tall] =
    source instanceof HTMLVideoElement ? [source.videoWidth, source.videoHeight] : [source.width, source.height];
  const shrink = Math.max(width / wide, height / tall);
  const [w, h] = [wide * shrink, tall * shrink];
  context.imageSmoothingQuality = "high";
  context.drawImage(source, (width - w) / 2, (height - h) / 2, w, h);
  const { data } = context.getImageData(0, 0, width, height);
  const out = new Float32Array(width * height * channels);
  for (let p = 0; p < width * height; p++) {
    const [red, green, blue] = data.subarray(4 * p, 4 * p + 3);
    if (channels === 3) out.set([red / 255, green / 255, blue / 255], 3 * p);
    else out[p] = (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
  }
  return out;
}

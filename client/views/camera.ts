/** The camera, which is asked for only when the person presses a button. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../i18n/camera.ts";
import { t } from "../i18n/locale.ts";

export interface Camera {
  readonly state: "off" | "asking" | "on" | "failed";
  /** Why there is no picture, in words for people. */
  readonly complaint: string;
  /** For a video element: shows the camera there while it is on. */
  readonly video: { current: HTMLVideoElement | null };
  start(): Promise<void>;
  stop(): void;
}

/** Stopped when it is no longer shown. */
export function useCamera(): Camera {
  const state = useSignal<Camera["state"]>("off");
  const complaint = useSignal("");
  const video = useRef<HTMLVideoElement>(null);
  const stream = useRef<MediaStream | null>(null);
  const gone = useRef(false);
  const end = () => {
    for (const track of stream.current?.getTracks() ?? []) track.stop();
    stream.current = null;
  };
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      end();
    };
  }, []);
  const show = async (found: MediaStream) => {
    stream.current = found;
    // Taken away in the browser's own bar, or unplugged.
    for (const track of found.getTracks()) track.onended = () => stop();
    // No longer wanted by the time that it was allowed.
    if (gone.current || !video.current || state.peek() !== "asking") return end();
    video.current.srcObject = found;
    await video.current.play();
    state.value = "on";
  };
  const stop = () => {
    end();
    if (video.current) video.current.srcObject = null;
    state.value = "off";
  };
  return {
    state: state.value,
    complaint: complaint.value,
    video,
    async start() {
      state.value = "asking";
      complaint.value = "";
      try {
        await show(await askForCamera());
      } catch (error) {
        end();
        complaint.value = complaintOf(error);
        state.value = "failed";
      }
    },
    stop,
  };
}

function askForCamera(): Promise<MediaStream> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw Object.assign(new Error("no media devices"), { name: "NotSupportedError" });
  return devices.getUserMedia({ video: { width: { ideal: 320 }, height: { ideal: 240 } }, audio: false });
}

function complaintOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: "", message: String(error) };
  if (name === "NotAllowedError" || name === "SecurityError") return t(words.refused);
  if (name === "NotFoundError" || name === "OverconstrainedError") return t(words.noCamera);
  if (name === "NotReadableError") return t(words.busy);
  if (name === "NotSupportedError") return t(words.cannotFilm);
  return t(words.failed, { message });
}

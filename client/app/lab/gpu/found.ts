/** Looks for a GPU once the page is idle, for labs that have nets of ours to compute on it. All that follows is loaded only where there is one, or a result of one. */
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { findGpu } from "../../../compute/devices.ts";
import type { Session } from "../../../run/session.ts";
import { whenIdle } from "../../idle.ts";

/** What is said of devices, and of a result of the GPU; null before it is there. */
export const deviceNote = signal<ComponentType | null>(null);
export const ranNote = signal<ComponentType | null>(null);

export function useGpu(session: Session): void {
  useEffect(() => {
    if (!session.lab.devices.includes("webgpu")) return;
    const left = new AbortController();
    const look = async () => {
      const gpu = await findGpu();
      if (left.signal.aborted || (gpu === "none" && session.shown.peek()?.result?.device !== "webgpu")) return;
      const desk = await import("./desk.tsx");
      deviceNote.value = desk.DeviceNote;
      ranNote.value = desk.RanNote;
      if (!left.signal.aborted) desk.attend(session, gpu, left.signal);
    };
    const stop = whenIdle(() => void look().catch(() => {}));
    return () => {
      stop();
      left.abort();
    };
  }, [session]);
}

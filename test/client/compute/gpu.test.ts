import { afterEach, expect, test, vi } from "vitest";
import { openGpu } from "../../../client/compute/gpu/device.ts";
import { simGpu } from "../../sim/gpu.ts";

afterEach(() => void vi.useRealTimers());

test("a thread is heard of while a GPU works, but not for ever, and no longer than it works", async () => {
  vi.useFakeTimers();
  const beat = vi.fn();
  const gpu = await simGpu("none", 0, { closed: 0 }, beat);
  let release: (value: number) => void = () => undefined;
  const working = gpu.guard(
    () =>
      new Promise<number>((resolve) => {
        release = resolve;
      }),
  );
  expect(beat).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect(beat).toHaveBeenCalledTimes(5);
  release(7);
  expect(await working).toBe(7);
  vi.advanceTimersByTime(10_000);
  expect(beat).toHaveBeenCalledTimes(5);

  void gpu.guard(() => new Promise<void>(() => undefined));
  vi.advanceTimersByTime(3_600_000);
  expect(beat).toHaveBeenCalledTimes(65);
});

test("a thread is heard of while it waits for a GPU that others keep busy", async () => {
  vi.useFakeTimers();
  const beat = vi.fn();
  let answer: (adapter: null) => void = () => undefined;
  const requestAdapter = () =>
    new Promise<null>((resolve) => {
      answer = resolve;
    });
  const opening = openGpu({ gpu: { requestAdapter }, beat });
  vi.advanceTimersByTime(10_000);
  expect(beat).toHaveBeenCalledTimes(5);
  answer(null);
  await expect(opening).rejects.toMatchObject({ code: "gpu-missing" });
  vi.advanceTimersByTime(10_000);
  expect(beat).toHaveBeenCalledTimes(5);
});

import { expect, test, vi } from "vitest";
import { SlowMotion } from "../../../client/run/slow-motion.ts";

function started() {
  const waiting: (() => void)[] = [];
  const pool = { pause: vi.fn(), resume: vi.fn(), step: vi.fn() };
  const state = { isRunning: true };
  const clock = {
    now: () => 0,
    after(_: number, callback: () => void) {
      waiting.push(callback);
      return () => void waiting.splice(waiting.indexOf(callback), 1);
    },
  };
  const motion = new SlowMotion({ pool, clock, isRunning: () => state.isRunning });
  const pass = () => waiting.shift()?.();
  return { motion, pool, pass, state, waiting };
}

test("takes so many steps at each tick, and none once it is stopped", () => {
  const { motion, pool, pass, waiting } = started();
  motion.speed.value = 10;
  motion.go();
  expect(pool.pause).toHaveBeenCalledOnce();
  pass();
  motion.speed.value = 3;
  pass();
  expect(pool.step.mock.calls).toEqual([[10], [3]]);
  motion.stop();
  expect(waiting).toEqual([]);
  expect(pool.resume).not.toHaveBeenCalled();
});

test("goes on at full speed when it is asked to, and ends with the run", () => {
  const { motion, pool, pass, state, waiting } = started();
  motion.speed.value = 1;
  motion.go();
  motion.speed.value = 0;
  motion.go();
  expect([pool.resume.mock.calls.length, waiting.length]).toEqual([1, 0]);
  motion.speed.value = 1;
  motion.go();
  state.isRunning = false;
  pass();
  expect([pool.step.mock.calls.length, waiting.length]).toEqual([0, 0]);
});

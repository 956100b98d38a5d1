/** Milliseconds: longer waits are not waited for. */
const soon = 250;

type Timer = ReturnType<typeof setTimeout>;

/** Counts the timers of the page that will end soon: charts wait a little before they are drawn again. */
export function watchTimers(): { soon(): number; restore(): void } {
  const { setTimeout, clearTimeout } = globalThis;
  const waiting = new Set<Timer | undefined>();
  const set = (handler: () => void, delay = 0) => {
    const end = () => {
      waiting.delete(id);
      handler();
    };
    const id = setTimeout.call(globalThis, end, delay);
    if (delay <= soon) waiting.add(id);
    return id;
  };
  const clear = (id?: Timer) => {
    waiting.delete(id);
    clearTimeout.call(globalThis, id);
  };
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
  return { soon: () => waiting.size, restore: () => void Object.assign(globalThis, { setTimeout, clearTimeout }) };
}

import { vi } from "vitest";

/** What `check` returns once it throws no more: a condition may come late on a busy machine, and only what never comes fails. */
export const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 20_000 });

import { expect, test } from "vitest";
import { type HistoryEntry, withEntry } from "../../../client/run/history.ts";

const entry = (id: string, digest: string): HistoryEntry => ({
  id,
  at: 0,
  experiment: { v: 1, lab: "rbm", seed: 1, data: null, params: {} },
  digest,
  device: "wasm",
  seconds: 1,
  metrics: {},
});

test("the newest run comes first and replaces an equal one", () => {
  const list = withEntry(withEntry([entry("a", "1")], entry("b", "2")), entry("c", "1"));
  expect(list.map(({ id }) => id)).toEqual(["c", "b"]);
});

test("the list stays short", () => {
  let list: readonly HistoryEntry[] = [];
  for (let i = 0; i < 130; i++) list = withEntry(list, entry(String(i), String(i)));
  expect(list).toHaveLength(100);
  expect(list[0].id).toBe("129");
});

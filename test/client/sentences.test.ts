import { effect } from "@preact/signals";
import { beforeEach, expect, test, vi } from "vitest";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import { eventually } from "../eventually.ts";

const error = new ExperimentError("params.size", "not-whole", "invalid size: 1.5 (must be whole)", { value: 1.5 });

/** The module as a page has it before any error: none of its sentences is there. */
const fresh = () => import("../../client/i18n/explain.ts");

beforeEach(() => {
  vi.resetModules();
  vi.doUnmock("../../client/i18n/errors.ts");
});

test("the first error brings the sentences: nothing is said until they are there, and then what reads it follows", async () => {
  const { explain, loadSentences } = await fresh();
  const said: string[] = [];
  const stop = effect(() => void said.push(explain(error)));
  expect(said).toEqual([""]);
  await loadSentences();
  expect(said).toEqual(["", "1.5 is not a whole number."]);
  stop();
});

test("what has no code, and a part of the page that is lost, is said at once", async () => {
  const { explain } = await fresh();
  expect(explain(new Error("odd"))).toBe("odd");
  expect(explain(Object.assign(new Error("Failed to fetch"), { code: "part-lost" }))).not.toBe("Failed to fetch");
});

test("where sentences cannot be loaded errors say what they say", async () => {
  vi.doMock("../../client/i18n/errors.ts", () => Promise.reject(new Error("no network")));
  const { explain, loadSentences } = await fresh();
  expect(explain(error)).toBe("");
  await loadSentences();
  expect(explain(error)).toBe("invalid size: 1.5 (must be whole)");
});

test("the first touch brings them, once", async () => {
  const page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  const { explain, loadSentences, loadSentencesWhenTouched } = await fresh();
  const loads = vi.fn(() => ({ messages: { "not-whole": { es: "{value}", en: "whole, not {value}" } } }));
  vi.doMock("../../client/i18n/errors.ts", loads);
  loadSentencesWhenTouched()();
  page.dispatchEvent(new Event("keydown"));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(loads).not.toHaveBeenCalled();
  loadSentencesWhenTouched();
  page.dispatchEvent(new Event("pointerdown"));
  page.dispatchEvent(new Event("keydown"));
  await eventually(() => expect(loads).toHaveBeenCalled());
  await loadSentences();
  expect(loads).toHaveBeenCalledOnce();
  expect(explain(error)).toBe("whole, not 1.5");
  vi.unstubAllGlobals();
});

/** What was measured of a result stays with it, however often its views are made anew. */
import { expect, test } from "vitest";
import { keptOf, linkField } from "../../../../client/labs/inference/elsewhere/kept.ts";
import { openFold } from "../../../../shared/labs/fold.ts";

test("a result has what was measured of it, and no other has", () => {
  const [one, other] = [openFold([]), openFold([])];
  keptOf(one).found.value = { batch: 1, spots: [], done: 3, of: 60, opening: null, isOver: true };
  expect(keptOf(one).found.value?.done).toBe(3);
  expect(keptOf(other).found.value).toBeNull();
  keptOf(one).cancel();
  expect(keptOf(one).found.value).toMatchObject({ done: 3, isOver: true });
});

test("each lab has its own link, until another is written", () => {
  linkField("quantization").value = "/x/one";
  expect(linkField("quantization").value).toBe("/x/one");
  expect(linkField("hardware").value).toBe("");
});

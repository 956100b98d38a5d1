/** What was measured of a result stays with it, however often its views are made anew. */
import { expect, test } from "vitest";
import { keptOf, linkField, newKept } from "../../../../client/labs/inference/elsewhere/kept.ts";
import type { Found } from "../../../../client/labs/inference/elsewhere/measurement.ts";
import type { Order } from "../../../../client/labs/inference/elsewhere/protocol.ts";
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

test("what one size of batch gave stays when another is measured, or called off", () => {
  let hear: (found: Found) => void = () => {};
  let ended = 0;
  const { found, of, over, start, cancel } = newKept((_, next) => {
    hear = next as typeof hear;
    return () => void ended++;
  });
  const begun = (batch: number): Found => ({ batch, spots: [], done: 0, of: 2, opening: null, isOver: false });
  start({ batch: 1 } as Order);
  hear({ ...begun(1), done: 2, isOver: true });
  expect(of(4)).toBeNull();
  start({ batch: 4 } as Order);
  hear({ ...begun(4), done: 1, opening: "wasm" });
  cancel();
  expect(ended).toBe(2);
  expect(of(1)).toMatchObject({ batch: 1, done: 2, isOver: true });
  expect(of(4)).toMatchObject({ batch: 4, done: 1, isOver: true, opening: null });
  expect(found.value).toBe(of(4));
  // Of what is measured again, the measurement that is over stays known.
  start({ batch: 1 } as Order);
  hear(begun(1));
  expect(of(1)).toMatchObject({ done: 0, isOver: false });
  expect(over(1)).toMatchObject({ done: 2, isOver: true });
  cancel();
});

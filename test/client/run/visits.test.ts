import { expect, test } from "vitest";
import { startStorage } from "../../../client/run/storage.ts";
import { hasVisited } from "../../../client/run/visited.ts";
import { forgetVisits, loadVisits, noteVisit, type Visit, withVisit } from "../../../client/run/visits.ts";

const visit = (lab: string, at: number, address = `/lab/${lab}`): Visit => ({ lab, address, at });

test("the last visits come first, each lab once and as it was left last, and few are kept", () => {
  const two = withVisit([visit("rbm", 1)], visit("ica", 2));
  expect(two.map(({ lab }) => lab)).toEqual(["ica", "rbm"]);
  expect(withVisit(two, visit("rbm", 3, "/lab/rbm#v1.x"))).toEqual([visit("rbm", 3, "/lab/rbm#v1.x"), visit("ica", 2)]);
  const many = Array.from({ length: 20 }, (_, i) => visit(`lab-${i}`, i));
  const kept = many.reduce<readonly Visit[]>(withVisit, []);
  expect(kept.map(({ lab }) => lab)).toEqual([19, 18, 17, 16, 15, 14].map((i) => `lab-${i}`));
});

test("they are kept until they are forgotten", async () => {
  startStorage();
  expect(await loadVisits()).toEqual([]);
  expect(hasVisited()).toBe(false);
  await noteVisit(visit("rbm", 1));
  expect(hasVisited()).toBe(true);
  await noteVisit(visit("ica", 2));
  expect((await loadVisits()).map(({ lab }) => lab)).toEqual(["ica", "rbm"]);
  await forgetVisits();
  expect(hasVisited()).toBe(false);
  expect(await loadVisits()).toEqual([]);
});

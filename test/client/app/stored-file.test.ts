import { expect, test } from "vitest";
import { openedAgain, storeOpened } from "../../../client/app/open/stored-file.ts";

const file = (name: string, content: string) => new File([content], name, { lastModified: 7 });

test("an opened file comes back as it was", async () => {
  const id = await storeOpened(file("a.latente", "latente1…"), 1);
  const again = await openedAgain(id ?? "");
  expect([again?.name, again?.lastModified, await again?.text()]).toEqual(["a.latente", 7, "latente1…"]);
});

test("the last four are kept", async () => {
  const ids: string[] = [];
  for (let i = 0; i < 6; i++) ids.push((await storeOpened(file(`${i}`, "x"), 10 + i)) ?? "");
  const names = await Promise.all(ids.map(async (id) => (await openedAgain(id))?.name));
  expect(names).toEqual([undefined, undefined, "2", "3", "4", "5"]);
  expect(await openedAgain("unknown")).toBeNull();
});

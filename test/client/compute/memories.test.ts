import { expect, it } from "vitest";
import { openMemories } from "../../../client/compute/memories.ts";
import { instantiate } from "../../../shared/wasm/instantiate.ts";
import { compiled } from "../../wasm.ts";

it("gives the memories of one order to the next, zero throughout, and to no other at the same time", () => {
  const lease = openMemories();
  const [first, meanwhile] = [lease(), lease()];
  const memory = first.take();
  const other = first.take();
  memory.grow(3);
  new Uint8Array(memory.buffer).fill(7);
  expect(other).not.toBe(memory);
  expect([memory, other]).not.toContain(meanwhile.take());
  first.giveBack();
  first.giveBack();
  const later = lease();
  const [again, and] = [later.take(), later.take()];
  expect(new Set([again, and])).toEqual(new Set([memory, other]));
  expect(new Uint8Array(memory.buffer).every((byte) => byte === 0)).toBe(true);
  expect([memory, other]).not.toContain(later.take());
});

it("lets large ones go", () => {
  const lease = openMemories();
  const order = lease();
  const memory = order.take();
  memory.grow(512);
  order.giveBack();
  expect(lease().take()).not.toBe(memory);
});

it("starts a module afresh on what another has left", () => {
  const lease = openMemories();
  const places = [1, 2].map(() => {
    const order = lease();
    const { alloc, memory } = instantiate("math", compiled("math"), order.take());
    const place = alloc(1 << 20);
    new Uint8Array(memory.buffer, place).fill(9);
    order.giveBack();
    return place;
  });
  expect(places[1]).toBe(places[0]);
});

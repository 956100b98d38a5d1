/** Real kills and a full disk: what was acknowledged is there, what was not can be sent again. EDGE_KILLS=30 kills more often. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { thorough } from "../thorough.ts";
import { faultOf, newPublication, type Publication, send, smallDisk, startEdge } from "./edge-process.ts";

const kills = Number(process.env.EDGE_KILLS ?? 2);
const folder = mkdtempSync(join(tmpdir(), "latente-kill-"));

afterAll(() => rmSync(folder, { recursive: true }));

/** Four publish one after another until there is no answer; all that they send is in the list. */
async function publishUntilKilled(origin: string, twin: Publication, sent: Publication[]): Promise<void> {
  const one = async () => {
    for (let status = 201; status !== 0; ) {
      const publication = await (sent.length % 3 === 0 ? newPublication(0, twin.data) : newPublication(30_000));
      sent.push(publication);
      status = await send(origin, publication);
      if (![0, 201].includes(status)) throw new Error(`status ${status}`);
    }
  };
  await Promise.all([one(), one(), one(), one()]);
}

test(`${kills} kills in the middle of publications`, { timeout: 240_000 + kills * 60_000 }, async () => {
  const state = join(folder, "kills");
  const all: Publication[] = [];
  const twin = await newPublication(50_000);
  for (let kill = 0; kill < kills; kill++) {
    const edge = await startEdge(state);
    // What the kill before cut off is sent again with its key: the same link where it had been written, a new one where not.
    for (const publication of all.filter(({ id }) => id === undefined)) {
      expect([200, 201]).toContain(await send(edge.origin, publication));
    }
    const sent: Publication[] = [];
    const publishing = publishUntilKilled(edge.origin, twin, sent);
    await expect.poll(() => sent.filter(({ id }) => id !== undefined).length).toBeGreaterThan(1);
    await new Promise((resolve) => setTimeout(resolve, 150 * (kill % 5)));
    await edge.kill();
    await publishing;
    all.push(...sent);
  }
  expect(all.filter(({ id }) => id !== undefined).length).toBeGreaterThan(kills);
  const edge = await startEdge(state);
  try {
    for (const publication of all) {
      const isAcknowledged = publication.id !== undefined;
      if (isAcknowledged) expect(await faultOf(edge.origin, publication)).toBeUndefined();
      const status = await send(edge.origin, publication);
      expect(isAcknowledged ? [200] : [200, 201]).toContain(status);
      expect(await faultOf(edge.origin, publication)).toBeUndefined();
    }
  } finally {
    await edge.kill();
  }
});

test.runIf(thorough)(
  "a full disk: a typed refusal, nothing acknowledged is lost, and later all goes in",
  {
    timeout: 480_000,
  },
  async () => {
    const state = join(folder, "full");
    const all: Publication[] = [];
    const room = await startEdge(state);
    all.push(await newPublication(10_000));
    expect(await send(room.origin, all[0])).toBe(201);
    await room.kill();
    const small = await startEdge(state, smallDisk(folder, 512));
    // Data that do not fit into the store, then links until the index is full as well.
    const large = await newPublication(2_000_000);
    expect(await send(small.origin, large)).toBe(503);
    let status = 201;
    for (let i = 0; i < 400 && status === 201; i++) {
      const publication = await newPublication(100);
      all.push(publication);
      status = await send(small.origin, publication);
    }
    expect(status).toBe(503);
    await small.kill();
    const refused = [...all.filter(({ id }) => id === undefined), large];
    expect(refused).toHaveLength(2);
    const edge = await startEdge(state);
    try {
      for (const publication of all) {
        if (publication.id !== undefined) expect(await faultOf(edge.origin, publication)).toBeUndefined();
      }
      for (const publication of refused) {
        expect([200, 201]).toContain(await send(edge.origin, publication));
        expect(await faultOf(edge.origin, publication)).toBeUndefined();
      }
    } finally {
      await edge.kill();
    }
  },
);

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { answer } from "../../client/terminal/answer.ts";
import type { Arrays } from "../../shared/arrays.ts";
import { encodeSafetensors } from "../../shared/data/readers/safetensors/safetensors.ts";
import { encodeContainer } from "../../shared/publication/container.ts";
import { typed } from "../typed.ts";
import { openSite } from "./site.ts";

const site = openSite();

interface Answer {
  readonly status: number;
  readonly json: Record<string, unknown> | null;
  readonly stderr: string;
}

/** A command in this process, which has loaded all of it once. */
async function lab(...argv: string[]): Promise<Answer> {
  const told = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text, ...rest) => {
      told[name] += String(text);
      const done = rest.at(-1);
      if (typeof done === "function") done();
      return true;
    }),
  );
  try {
    const status = await answer(argv);
    return { status, json: told.stdout === "" ? null : JSON.parse(told.stdout), stderr: told.stderr };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

async function publish(body: object): Promise<{ readonly url: string; readonly deleteToken: string }> {
  const answer = await fetch(`${site.origin}/api/x`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
  return answer.json() as Promise<{ url: string; deleteToken: string }>;
}

const short = ["--set", "params.draws=60", "--set", "params.warmup=60", "--set", "params.chains=2"];

test("a kept link is run and verified by its address: same, different, gone", async () => {
  const { json } = await lab("run", "mcmc", ...short, "--seed", "9");
  const { experiment, ...result } = json ?? {};
  const honest = await publish({ experiment, result, title: "Honest" });
  const address = site.origin + honest.url;
  const again = await lab("run", address, "--threads", "2");
  expect([again.status, again.json?.digest]).toEqual([0, result.digest]);
  // Links that were sent with the expert switch on are the same links.
  const verified = await lab("verify", `${address}?expert=1`);
  expect([verified.status, verified.json?.verdict]).toEqual([0, "same"]);
  const lying = await publish({ experiment, result: { ...result, digest: "0".repeat(64) }, title: "Lying" });
  const found = await lab("verify", site.origin + lying.url);
  expect([found.status, found.json?.verdict]).toEqual([1, "different"]);

  const gone = await fetch(address.replace("/x/", "/api/x/"), {
    method: "DELETE",
    headers: { "X-Delete-Token": honest.deleteToken },
  });
  expect(gone.ok).toBe(true);
  const after = await lab("run", address);
  expect([after.status, after.json]).toEqual([2, null]);
  expect(after.stderr).toContain("it was deleted");
});

test("the arrays that lie beside a kept link are verified too", async () => {
  const folder = mkdtempSync(join(tmpdir(), "latente-arrays-"));
  const out = join(folder, "result.json");
  await lab("run", "mcmc", ...short, "--seed", "9", "--out", out);
  const { experiment, arrays, ...result } = JSON.parse(readFileSync(out, "utf8"));
  rmSync(folder, { recursive: true });
  const whole = typed(arrays);
  const verified = async (published: Arrays) => {
    const bytes = encodeSafetensors(published, { tasks: "[]", room: "2000000" });
    const header = { experiment, result, title: "With arrays" };
    const answer = await fetch(`${site.origin}/api/x`, {
      method: "POST",
      headers: { "Content-Type": "application/vnd.latente", "Idempotency-Key": crypto.randomUUID() },
      body: encodeContainer({ header, parts: [{ role: "arrays", bytes }] }),
    });
    const { url } = (await answer.json()) as { url: string };
    const { status, json } = await lab("verify", site.origin + url);
    return [status, json?.verdict, json?.differs];
  };
  expect(await verified(whole)).toEqual([0, "same", undefined]);
  const [name] = Object.keys(whole);
  const zeroed = { ...whole, [name]: { ...whole[name], values: whole[name].values.slice().fill(0) } };
  expect(await verified(zeroed)).toEqual([1, "different", ["arrays"]]);
});

test("a run that diverges says so, and prints what its best weights give", async () => {
  const steep = ["optimizer=sgd", "learningRate=10", "momentum=0.99", "loss=mse", "epochs=3"];
  const settings = steep.flatMap((one) => ["--set", `params.${one}`]);
  const { status, json, stderr } = await lab("run", "autoencoder:linear", ...settings);
  expect(stderr).toMatch(
    /task train diverged: its loss was no longer finite at step \d+; .* \(lower the learning rate\)/,
  );
  expect(status).toBe(0);
  expect(Object.values(json?.metrics ?? {}).every(Number.isFinite)).toBe(true);
});

/** The link that the reader tries the addresses with. */
import { signal } from "@preact/signals";
import { type LinkView, readLink } from "../api.ts";

export type Chosen =
  | { readonly kind: "none" }
  | { readonly kind: "looking"; readonly id: string }
  | { readonly kind: "found"; readonly link: LinkView }
  | { readonly kind: "failed"; readonly id: string; readonly error: unknown };

export const chosen = signal<Chosen>({ kind: "none" });

/** The id in whatever was pasted: an id, a path, a whole address. */
export function idIn(text: string): string {
  return /(?:^|\/)([A-Za-z0-9_-]{22})(?:[/?#].*)?$/.exec(text.trim())?.[1] ?? text.trim();
}

export const chosenId = (): string => {
  const now = chosen.value;
  if (now.kind === "none") return "";
  return now.kind === "found" ? now.link.id : now.id;
};

/** Looks a link up, and writes it into the page's address, so that it can be passed on. */
export async function choose(text: string): Promise<void> {
  const id = idIn(text);
  const address = new URL(location.href);
  if (id === "") address.searchParams.delete("link");
  else address.searchParams.set("link", id);
  history.replaceState(history.state, "", address);
  if (id === "") {
    chosen.value = { kind: "none" };
    return;
  }
  chosen.value = { kind: "looking", id };
  const answer = await readLink(id).then(
    (link): Chosen => ({ kind: "found", link }),
    (error): Chosen => ({ kind: "failed", id, error }),
  );
  // Another may have been chosen meanwhile.
  if (chosen.peek().kind === "looking" && chosenId() === id) chosen.value = answer;
}

/** A body of the question that works: zeros as wide as the model takes, or a picture that it drew itself. */
export async function exampleBody(link: LinkView, op: string): Promise<string> {
  const operation = link.model?.operations.find((one) => one.op === op);
  if (!operation) return "";
  const rows = [await exampleRow(link, operation.takes)];
  return JSON.stringify({ op, rows });
}

async function exampleRow({ id, model }: LinkView, width: number): Promise<readonly number[]> {
  const zeros = new Array<number>(width).fill(0);
  if (model?.kind !== "dense-int8" || model.outputs !== width) return zeros;
  const response = await fetch(`/api/x/${id}/sample?seed=1`).catch(() => undefined);
  if (!response?.ok) return zeros;
  const { rows, range } = (await response.json()) as {
    rows: readonly (readonly number[])[];
    range: { low: number; high: number };
  };
  const { low, high } = range;
  return rows[0].map((byte) => Number((low + (byte / 255) * (high - low)).toFixed(2)));
}

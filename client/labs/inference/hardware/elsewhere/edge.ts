/** Where a published model answers. */

const ID = /(?:^|\/x\/)([A-Za-z0-9_-]{6,64})(?:[/?#].*)?$/;

/** The id of the link that is open; "" where none is. */
export function publishedId(path: string = globalThis.location?.pathname ?? ""): string {
  return path.includes("/x/") ? (ID.exec(path)?.[1] ?? "") : "";
}

/** The address of its answers, of an id or a whole link; undefined for what is neither. */
export function edgeUrl(typed: string): string | undefined {
  const id = ID.exec(typed.trim())?.[1];
  return id && `/api/x/${id}/infer`;
}

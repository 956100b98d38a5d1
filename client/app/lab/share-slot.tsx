import type { Session } from "../../run/session.ts";
import { lazy } from "../lazy.tsx";

const Share = lazy<{ session: Session }>(async () => (await import("../../share/index.tsx")).Share);

/** Sharing, in the header of a lab's page. Its code comes when the page has something else to show already. */
export function ShareSlot({ session }: { readonly session: Session }) {
  return <Share session={session} />;
}

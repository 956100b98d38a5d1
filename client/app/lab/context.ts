import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Session } from "../../run/session.ts";

/** The session of the lab page that a component is part of. */
export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("component is not on a lab's page");
  return session;
}

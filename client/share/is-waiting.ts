/** Whether publications wait for a network, said where it can be read without the code that sends them. */
const key = "outbox";

export function isWaiting(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    // No storage: nothing waits beyond this page.
    return false;
  }
}

export function noteWaiting(some: boolean): void {
  try {
    if (some) localStorage.setItem(key, "1");
    else localStorage.removeItem(key);
  } catch {
    // As above.
  }
}

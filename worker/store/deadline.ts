/** Milliseconds that index and store have for one answer: some failures of theirs are silence, and a sender must hear of them. */
const patience = 10_000;

/** What `work` answers. Throws an Error where it says nothing for too long; what it does after that, nobody waits for. */
export async function inTime<T>(work: Promise<T>, milliseconds = patience): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}

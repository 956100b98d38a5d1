/** Server-sent events of a response, as the standard has them for what the edge sends: a name and data on one line. */

export interface SentEvent {
  readonly name: string;
  readonly data: unknown;
}

/** Events as they come whole; what a cut left of the last one is dropped. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<SentEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
        const event = eventOf(rest.slice(0, end));
        rest = rest.slice(end + 2);
        if (event) yield event;
      }
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}

function eventOf(text: string): SentEvent | undefined {
  const fields = new Map(
    text.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
  );
  const [name, data] = [fields.get("event"), fields.get("data")];
  return name === undefined || data === undefined ? undefined : { name, data: JSON.parse(data) };
}

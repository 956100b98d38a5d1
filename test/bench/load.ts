/** A load generator over kept connections: node:http, since fetch takes longer for a request than the edge does. */
import { Agent, createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";

export interface Question {
  readonly url: string;
  readonly status: number;
  readonly body?: Uint8Array;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Milliseconds until the whole answer was there. */
export function latency({ url, status, body }: Question): Promise<number> {
  const start = performance.now();
  const headers =
    body === undefined ? {} : { "Content-Type": "application/octet-stream", "Content-Length": body.length };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { agent, method: body === undefined ? "GET" : "POST", headers }, (response) => {
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === status) resolve(performance.now() - start);
        else reject(new Error(`unexpected answer: ${response.statusCode} (must be ${status})`));
      });
      response.resume();
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Latencies of several questions, asked one after the other in turn, so that the machine's moods strike all alike. */
export async function latencies<Name extends string>(
  count: number,
  questions: Readonly<Record<Name, Question>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(questions) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (let i = -20; i < count; i++) {
    for (const name of names) {
      const took = await latency(questions[name]);
      if (i >= 0) times[name].push(took);
    }
  }
  return times;
}

export interface Paced {
  readonly times: number[];
  /** Answers a second, of each round. */
  readonly reached: number[];
}

/** `paced` for several questions, a second of each in turn. */
export async function pacedInTurn<Name extends string>(
  rate: number,
  rounds: number,
  questions: Readonly<Record<Name, Question>>,
): Promise<Record<Name, Paced>> {
  const names = Object.keys(questions) as Name[];
  const entries = names.map((name): [Name, Paced] => [name, { times: [], reached: [] }]);
  for (let round = 0; round < rounds; round++) {
    for (const [name, all] of entries) {
      const { times, reached } = await paced(rate, 1, questions[name]);
      all.times.push(...times);
      all.reached.push(reached);
    }
  }
  return Object.fromEntries(entries) as Record<Name, Paced>;
}

/** Latencies of requests that start on the beat, whether or not those before have been answered, and how many a second were answered. */
async function paced(rate: number, seconds: number, question: Question): Promise<{ times: number[]; reached: number }> {
  const all: Promise<number>[] = [];
  const start = performance.now();
  for (let i = 0; i < rate * seconds; i++) {
    const wait = start + (i * 1000) / rate - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    all.push(latency(question));
  }
  const times = await Promise.all(all);
  return { times, reached: (1000 * all.length) / (performance.now() - start) };
}

/** What the generator itself takes: `use` gets the address of a server that does nothing. */
export async function withEmptyServer<T>(use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** A load generator over kept connections: node:http, since fetch takes longer for a request than the edge does. */
import { Agent, createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { processSeconds } from "./processor.ts";

export interface Question {
  readonly url: string;
  readonly status: number;
  readonly body?: Uint8Array;
  /** Of the body; bytes where it is left out. */
  readonly type?: string;
  readonly accept?: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Milliseconds until the whole answer was there. */
export function latency({
  url,
  status,
  body,
  type = "application/octet-stream",
  accept = "*/*",
}: Question): Promise<number> {
  const start = performance.now();
  const headers =
    body === undefined ? { Accept: accept } : { "Content-Type": type, "Content-Length": body.length, Accept: accept };
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
  /** Milliseconds from the beat, not from the sending: a request that had to wait for its turn to be sent has waited. */
  readonly times: number[];
  /** How much of that passed before the generator sent it, below 0 where its timer came early: not the edge's fault. */
  readonly late: number[];
  /** Answers a second, of each round. */
  readonly reached: number[];
  /** Milliseconds of the processor per request, of this process and of those it started, of each round; empty where the system does not tell. */
  readonly own: number[];
  readonly others: number[];
}

/** `paced` for several questions, rounds of `seconds` of each in turn, after one that is not counted. */
export async function pacedInTurn<Name extends string>(
  rate: number,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
  questions: Readonly<Record<Name, Question>>,
): Promise<Record<Name, Paced>> {
  const names = Object.keys(questions) as Name[];
  const entries = names.map((name): [Name, Paced] => [name, { times: [], late: [], reached: [], own: [], others: [] }]);
  for (let round = -1; round < rounds; round++) {
    for (const [name, all] of entries) {
      const one = await paced(rate, seconds, questions[name]);
      if (round < 0) continue;
      for (const key of ["times", "late", "reached", "own", "others"] as const) all[key].push(...one[key]);
    }
  }
  return Object.fromEntries(entries) as Record<Name, Paced>;
}

/** Requests that start on the beat, whether or not those before have been answered. */
async function paced(rate: number, seconds: number, question: Question): Promise<Paced> {
  const all: Promise<number>[] = [];
  const late: number[] = [];
  const before = processSeconds();
  const start = performance.now();
  for (let i = 0; i < rate * seconds; i++) {
    const due = start + (i * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    late.push(performance.now() - due);
    all.push(latency(question));
  }
  const answered = await Promise.all(all);
  const reached = (1000 * all.length) / (performance.now() - start);
  const after = processSeconds();
  const each = (of: "own" | "others") => (before && after ? [(1000 * (after[of] - before[of])) / all.length] : []);
  const times = answered.map((time, i) => time + Math.max(0, late[i]));
  return { times, late, reached: [reached], own: each("own"), others: each("others") };
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

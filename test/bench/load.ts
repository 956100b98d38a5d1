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

/** Latencies of requests one after the other. */
export async function latencies(count: number, question: Question): Promise<number[]> {
  for (let i = 0; i < 20; i++) await latency(question);
  const times: number[] = [];
  for (let i = 0; i < count; i++) times.push(await latency(question));
  return times;
}

/** Latencies of requests that start on the beat, whether or not those before have been answered, and how many a second were answered. */
export async function paced(
  rate: number,
  seconds: number,
  question: Question,
): Promise<{ times: number[]; reached: number }> {
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

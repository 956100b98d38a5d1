/** Stan and JAGS as peers: a process of R that is asked in turn with ours, so that all meet the machine in the same moods. */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Draws after warm-up of some chains: chain by chain, a row per draw; and what they took, warm-up in. */
export interface Sampled {
  readonly chains: readonly Float64Array[];
  /** Of warm-up and sampling. */
  readonly seconds: number;
  /** Seconds before these, where they are measured: until there are first states. */
  readonly opening?: number;
  /** Gradients after warm-up; 0 where the sampler uses none. */
  readonly leapfrogs: number;
}

export interface Question {
  readonly seed: number;
  readonly chains: number;
  readonly warmup: number;
  readonly draws: number;
}

export interface PeerModel {
  readonly peer: "stan" | "jags";
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Those that are compared, in our order. */
  readonly parameters: readonly string[];
}

export interface Peers {
  /** Versions by name: "Stan 2.21.0". */
  readonly about: Readonly<Record<"stan" | "jags", string | undefined>>;
  open(name: string, model: PeerModel): Promise<(question: Question) => Promise<Sampled>>;
  close(): void;
}

export const peersSkipped = "Stan and JAGS were SKIPPED: no Rscript here (Debian: r-cran-rstan, r-cran-rjags, g++)";
export const skipped = {
  stan: "Stan was SKIPPED (Debian: r-cran-rstan, g++)",
  jags: "JAGS was SKIPPED (Debian: r-cran-rjags)",
};

/**
 * Code for this very processor (-march=native) ends in memory errors, since the rest of rstan, which Debian compiles for any, aligns vectors otherwise.
 * Models are compiled once and kept in the temporary folder of the system.
 */
const MAKEVARS = "CXX14FLAGS=-O3 -mtune=native -Wno-ignored-attributes -Wno-deprecated-declarations\n";

/** Null where R is not installed. */
export async function startPeers(): Promise<Peers | null> {
  if (spawnSync("Rscript", ["--version"]).status !== 0) return null;
  const cache = join(tmpdir(), "latente-stan");
  mkdirSync(cache, { recursive: true });
  const makevars = join(cache, "Makevars");
  writeFileSync(makevars, MAKEVARS);
  const one = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", R_MAKEVARS_USER: makevars };
  const script = new URL("./mcmc.R", import.meta.url).pathname;
  // What rstan prints of its models says nothing here.
  const child = spawn("Rscript", [script, cache], {
    env: { ...process.env, ...one },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`R ended: Rscript ${script} ${cache} shows why`);
      if (value.startsWith("{") || value === "[]") return JSON.parse(value);
    }
  };
  const about = await next();
  const ask = (command: object) => {
    child.stdin.write(`${JSON.stringify(command)}\n`);
    return next();
  };
  const folder = mkdtempSync(join(tmpdir(), "latente-peers-"));
  return {
    about,
    async open(name, { peer, code, data, parameters }) {
      const file = join(folder, `${name}.json`);
      writeFileSync(file, JSON.stringify(data));
      const key = `${name}-${createHash("sha256")
        .update(code + MAKEVARS)
        .digest("hex")
        .slice(0, 12)}`;
      await ask({ open: peer, name, key, code, data: file });
      return async (question) => {
        const output = join(folder, "draws");
        const { seconds, leapfrogs } = await ask({
          run: name,
          ...question,
          parameters: [...new Set(parameters)],
          file: output,
        });
        const bytes = readFileSync(output);
        const values = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
        const size = values.length / question.chains;
        const chains = Array.from({ length: question.chains }, (_, chain) =>
          values.slice(chain * size, (chain + 1) * size),
        );
        return { chains, seconds, leapfrogs };
      };
    },
    close() {
      child.stdin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

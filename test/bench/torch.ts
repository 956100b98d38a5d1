/** PyTorch as a peer: a process that is asked in turn with ours, so that both meet the machine in the same moods. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface TorchNet {
  /** Losses of the next steps. */
  losses(steps: number): Promise<number[]>;
  /** Steps a second of its thread, over so many seconds. */
  rate(seconds: number): Promise<number>;
}

export interface Torch {
  /** Version, and the libraries of linear algebra that it was built with. */
  readonly about: string;
  /** `values`: parameters in our order, then inputs (and targets). */
  open(net: Readonly<Record<string, unknown>>, values: readonly Float32Array[]): Promise<TorchNet>;
  close(): void;
}

export const torchSkipped = "PyTorch is not on this machine (Debian: python3-torch) and was left out";
const python = "/usr/bin/python3";

/** Null where it is not installed. */
export async function startTorch(): Promise<Torch | null> {
  const found = spawnSync(python, ["-c", "import torch; print(torch.__version__, torch.__config__.parallel_info())"]);
  if (found.status !== 0) return null;
  const one = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1", ...coreType() };
  const script = new URL("./nets.py", import.meta.url).pathname;
  const child = spawn(python, [script], { env: { ...process.env, ...one }, stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ask = async (command: object) => {
    child.stdin.write(`${JSON.stringify(command)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error("PyTorch ended (its message stands above)");
    return JSON.parse(value) as { readonly losses: number[]; readonly rate: number };
  };
  const folder = mkdtempSync(join(tmpdir(), "latente-torch-"));
  let count = 0;
  return {
    about: `PyTorch ${String(found.stdout).split(" ")[0]}, ${blas()}`,
    async open(net, values) {
      const id = `net${count++}`;
      const file = join(folder, id);
      writeFileSync(
        file,
        Buffer.concat(values.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))),
      );
      await ask({ open: id, file, ...net });
      return {
        losses: async (steps) => (await ask({ losses: id, steps })).losses,
        rate: async (seconds) => (await ask({ time: id, seconds })).rate,
      };
    },
    close() {
      child.stdin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** OpenBLAS takes a processor that is newer than itself for an old one, and is then five times slower: told what it can do, it is at its best. */
function coreType(): { readonly OPENBLAS_CORETYPE?: string } {
  try {
    return readFileSync("/proc/cpuinfo", "utf8").includes("avx512f") ? { OPENBLAS_CORETYPE: "SkylakeX" } : {};
  } catch {
    return {};
  }
}

/** Debian's PyTorch takes whatever library stands behind libblas: the reference one is far from its best. */
function blas(): string {
  const { stdout } = spawnSync("readlink", ["-f", "/usr/lib/x86_64-linux-gnu/libblas.so.3"]);
  return `linear algebra from ${String(stdout).trim() || "an unknown library"}`;
}

import { sha256Hex } from "../shared/experiment/digest.ts";
import { toBase64Url } from "../shared/experiment/link.ts";

/** Lower-case hexadecimal SHA-256. */
export function sha256(data: string | Uint8Array<ArrayBuffer>): Promise<string> {
  return sha256Hex(typeof data === "string" ? new TextEncoder().encode(data) : data);
}

/** Lower-case hexadecimal of a digest. */
export function hexOf(digest: ArrayBuffer): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Random bits as base64url: 16 bytes are 22 characters, 32 bytes are 43. */
export function randomName(bytes: number): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** Takes the same time for all wrong guesses of a given length. */
export function equalInConstantTime(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

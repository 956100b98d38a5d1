import { ExperimentError } from "../experiment/errors.ts";
import { limits } from "../experiment/limits.ts";
import { show } from "../experiment/show.ts";

/** Any page may show the link in a frame. */
export const ANYWHERE = "*";

/**
 * Whose pages may show a link in a frame, as a publication says it: "*" alone, or origins ("https://example.org"; http only of this machine), sorted and
 * without repetition; undefined where nobody may. They go into a header as they are: nothing but a plain origin passes. Throws an ExperimentError at "embed".
 */
export function parseEmbed(input: unknown): readonly string[] | undefined {
  if (input === undefined || input === null) return undefined;
  const { origins: most } = limits.embed;
  if (!Array.isArray(input) || input.length > most) {
    const values = { value: show(input), max: most };
    const message = `invalid embed: ${values.value} (must be a list of at most ${most} origins, or of "*")`;
    throw new ExperimentError("embed", "wrong-length", message, values);
  }
  if (input.length === 0) return undefined;
  if (input.includes(ANYWHERE)) return [ANYWHERE];
  return [...new Set(input.map(originOf))].sort();
}

/** The origin of an address as somebody would paste it, path and all. Throws an ExperimentError. */
export function originOf(input: unknown): string {
  const text = typeof input === "string" ? input.trim() : "";
  const found = /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?(?:[/?#]|$)/i.exec(text);
  if (found && text.length <= limits.embed.origin) {
    const [, scheme, host, port = ""] = found.map((part) => part?.toLowerCase());
    const isHere = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(host);
    if (isName(host) && Number(port.slice(1)) < 2 ** 16 && (scheme === "https" || isHere))
      return `${scheme}://${host}${port}`;
  }
  const value = show(input);
  const message = `not an origin: ${value} (must be like https://example.org)`;
  throw new ExperimentError("embed", "not-an-origin", message, { value });
}

/** Labels of letters, digits and inner dashes (RFC 1123). */
const isName = (host: string) =>
  /^(\[.*\]|([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?)$/.test(host);

/** The files of one build, as the service worker is told them by the build. Addresses begin with "/". */
export interface Release {
  /** Names the build: a hash of all its files. */
  readonly version: string;
  /** The script that the document loads: a document that does not name it belongs to another build. */
  readonly entry: string;
  /** What every page needs, without any lab. */
  readonly shell: readonly string[];
  /** What a lab needs besides. */
  readonly labs: Readonly<Record<string, readonly string[]>>;
}

/** The document that every address of the page is answered with. */
export const documentAddress = "/";

/** What a page asks its service worker. */
export type Question =
  | { readonly ask: "keep"; readonly lab: string }
  | { readonly ask: "drop"; readonly lab: string }
  | { readonly ask: "labs" }
  | { readonly ask: "take over" };

/** The labs that are kept by now and the script of the build that keeps them, or why it could not be done. */
export type Answer = { readonly labs: readonly string[]; readonly entry: string } | { readonly error: string };

import { words } from "../../../i18n/history.ts";
import { t } from "../../../i18n/locale.ts";
import type { Session } from "../../../run/session.ts";
import { explainEdge } from "../../../share/explain.ts";
import { findLineage } from "../../../share/lineage.ts";
import type { Opened } from "../../../share/opened.ts";
import { loadLinks, storedLinks } from "../../../share/stored-links.ts";
import type { Side } from "../desk.ts";
import { rerun } from "./rerun.ts";

/** A published result: as it was published, or computed here where its arrays were not. */
export function openedSide({ lab, experiment, claimed, shown }: Opened, id: string, name: Side["name"]): Side {
  const { device, digest } = claimed.claim;
  return {
    id,
    name,
    open: async (signal, onProgress) => shown ?? rerun({ lab, experiment, device, signal, onProgress }),
    ...(!shown && { digest }),
    explain: explainEdge,
  };
}

/** The same by its link. */
export function linkSide(link: string, name: Side["name"]): Side {
  return {
    id: `x/${link}`,
    name,
    async open(signal, onProgress) {
      const { openLink } = await import("../../../share/opened.ts");
      const opened = await openLink(link);
      return openedSide(opened, link, name).open(signal, onProgress);
    },
    explain: explainEdge,
  };
}

/** The links that a run of this lab may be laid beside: the one that the form was forked from, and those published from this browser. */
export async function linkSides({ lab, origin }: Session): Promise<readonly Side[]> {
  const [lineage] = await Promise.all([findLineage(origin.peek()), loadLinks()]);
  const parent = lineage && linkSide(lineage.parent, () => t(words.parentNamed, { title: lineage.title }));
  const links = (storedLinks.value ?? [])
    .filter((link) => link.lab === lab.id && link.id !== lineage?.parent)
    .map(({ id, title }) => linkSide(id, () => t(words.linkNamed, { title })));
  return parent ? [parent, ...links] : links;
}

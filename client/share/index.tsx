/** Sharing: the button and dialog of a lab's page, the page of an opened link or file, and the list of own links. */
export { MyLinks } from "./my-links.tsx";
export { OpenedFile, OpenedLink } from "./opened-link.tsx";
export { Share } from "./share.tsx";

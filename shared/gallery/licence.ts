/** Of data that the project's own code draws or writes, and of what is trained on them. */
export const OWN_LICENCE = "MIT";

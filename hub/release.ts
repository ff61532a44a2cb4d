/** This release; the same as in package.json. */
export const RELEASE = "0.4.0";

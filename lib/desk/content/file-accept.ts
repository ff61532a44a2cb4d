import { FILE_TYPES } from "../../contract/asset.ts";

/** What a chooser of files offers first; what is really taken, the hub decides by the bytes. */
export const ACCEPT = FILE_TYPES.join(",");
export const TYPES_WORDS = "PDF, PNG, JPEG, WebP, GIF, MP4 or WebM, up to 100 MB each";

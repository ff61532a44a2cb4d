/** A picture that was made, with its type. */
export interface MadePicture {
  bytes: Uint8Array;
  type: "image/webp";
}

/** What was found in a file, and made of it. */
export interface Found {
  /** Of the first page in points, or of the picture in pixels. */
  width: number;
  height: number;
  /** Of a PDF. */
  pages: number | null;
  /** Of a PDF: the text of each page, by its number from 1; pages without text are left out. */
  texts: { page: number; text: string }[];
  /** Page 1, or the picture, at most 1,200 pixels wide; where it could not be drawn there is none. */
  picture: MadePicture | null;
  /** The same, about 320 pixels wide. */
  thumbnail: MadePicture | null;
}

/** `problem`: why nothing can be made of it, and what to do, in a sentence for who brought it. */
export type Looked = Found | { problem: string };

/** More pixels than any page or photograph needs, and what fits into memory many times. */
export const MOST_MEGAPIXELS = 64;

/** Pixels. The picture is the first that a prospect sees, on a telephone with three pixels to a point. */
export const PICTURE_WIDTH = 1_200;
export const THUMBNAIL_WIDTH = 320;
/** Of tall ones. */
export const MOST_HEIGHT_OF_WIDTH = 3;

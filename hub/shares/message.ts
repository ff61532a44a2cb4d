export interface MessageOf {
  /** Of the person; the first word of it greets them. */
  name: string | undefined;
  title: string;
  length: string;
  /** The guidance's "Open with"; empty or absent where marketing said nothing. */
  openWith: string | undefined;
  link: string;
  sender: string;
}

/** A short polite mail to begin with, as plain text. What marketing said to open with comes first. */
export function messageOf({ name, title, length, openWith, link, sender }: MessageOf): {
  subject: string;
  text: string;
} {
  const first = name?.trim().split(/\s+/, 1)[0];
  const lines = [
    first ? `Hello ${first},` : "Hello,",
    "",
    openWith?.trim() || "I think this could be useful to you:",
    "",
    length === "" ? title : `${title} (${length})`,
    link,
    "",
    "Kind regards",
    sender,
  ];
  return { subject: title, text: lines.join("\n") };
}

import { useCallback, useEffect, useState } from "react";

export interface Announcement {
  text: string;
  /** Said to screen readers only: what is on screen says it to everybody else. */
  quiet?: boolean;
  undo?: () => void;
  /** What screen readers hear instead, where the words alone do not say that it can be undone. */
  heard?: string;
  /** Goes after a while though it can be undone. */
  passes?: boolean;
}

const STAYS_MS = 6_000;

/**
 * The panel's one status line. What is on screen is not taken away by what is only for screen readers. What can be undone stays until the next announcement or record, unless it passes.
 * @param subject what the panel shows; another one clears the line
 */
export function useAnnouncement(subject: string | undefined) {
  const [said, setSaid] = useState<{ announcement: Announcement; subject: string | undefined }>();
  const announcement = said && said.subject === subject ? said.announcement : undefined;
  useEffect(() => {
    if (!announcement || (announcement.undo && !announcement.passes)) return;
    const timer = setTimeout(() => setSaid(undefined), STAYS_MS);
    return () => clearTimeout(timer);
  }, [announcement]);
  const announce = useCallback(
    (next: Announcement | undefined) =>
      setSaid((before) => {
        const stands = before?.subject === subject && !before?.announcement.quiet;
        return next?.quiet && before && stands ? before : next && { announcement: next, subject };
      }),
    [subject],
  );
  return { announcement, announce };
}

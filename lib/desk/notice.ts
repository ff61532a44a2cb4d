import { createContext, useContext } from "react";

/** One sentence on what just happened, and the way back where there is one. */
export interface Notice {
  text: string;
  undo?: (() => void) | undefined;
  /** How long it stands there, in milliseconds; where absent eight seconds. */
  forMs?: number;
  /** It stays when another page is opened: there is no other way back. */
  stays?: boolean;
}

const NoticeContext = createContext<(notice: Notice) => void>(() => {});
export const NoticeProvider = NoticeContext.Provider;

/** Says what just happened, at the foot of the page and to screen readers. */
export function useNotice(): (notice: Notice) => void {
  return useContext(NoticeContext);
}

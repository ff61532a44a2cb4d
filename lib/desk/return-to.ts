const NAME = "leadside.return";

/** Remembers where somebody was when they were found to be signed out; a link in a mail opens another page. */
export function keepPlace(path: string): void {
  try {
    localStorage.setItem(NAME, path);
  } catch {
    // Storage may be forbidden: they come to Today.
  }
}

/** That place, once; Today for who was nowhere. */
export function takePlace(): string {
  try {
    const path = localStorage.getItem(NAME) ?? "/desk/";
    localStorage.removeItem(NAME);
    return /^\/desk(\/|$)/.test(path) && !path.startsWith("/desk/start") ? path : "/desk/";
  } catch {
    return "/desk/";
  }
}

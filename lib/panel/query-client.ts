import { QueryClient } from "@tanstack/react-query";

/**
 * The panel's queries. The background owns the cache and the retries, so nothing is kept here once it is
 * off the screen, nothing is asked twice, and nothing is asked because a window got the focus.
 */
export function createPanelQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A hub on this machine answers while the browser believes to be offline.
        networkMode: "always",
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 0,
        refetchOnMount: false,
        refetchOnReconnect: false,
        refetchOnWindowFocus: false,
      },
    },
  });
}

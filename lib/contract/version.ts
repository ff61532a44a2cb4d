/**
 * The version of the border between the extension and the hub.
 * `CONTRACT` is what this code speaks; a hub still answers clients from `MIN_CONTRACT` on.
 * A client refuses a hub whose `contract` is below its own `MIN_CONTRACT`, and is refused
 * by one whose `minContract` is above its own `CONTRACT`.
 */
export const CONTRACT = 1;
export const MIN_CONTRACT = 1;

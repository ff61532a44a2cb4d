import { thisDevice } from "../gateway/this-device.ts";

/** What to call this sign-in in its member's list, such as "Firefox on Linux". */
export const signInName = (): string => thisDevice(navigator);

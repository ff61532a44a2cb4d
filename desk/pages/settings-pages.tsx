import { getRouteApi } from "@tanstack/react-router";
import { SettingsPage } from "../../components/desk/settings/settings-page.tsx";
import { isSettingsPage } from "../../lib/desk/settings-pages.ts";

const one = getRouteApi("/signed-in/settings/$page");

export function One() {
  const { page } = one.useParams();
  return isSettingsPage(page) ? <SettingsPage key={page} name={page} /> : null;
}

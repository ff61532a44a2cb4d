import { createRoute } from "@tanstack/react-router";
import { useState } from "react";
import { SignIn } from "../../components/desk/sign-in/sign-in.tsx";
import { takePlace } from "../../lib/desk/return-to.ts";
import { rootRoute } from "./root-route.tsx";

/** What a link that signs in opens. The code stands after the #, which no server ever sees. */
export const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "start",
  component: Start,
});

function Start() {
  const [code, setCode] = useState(() => window.location.hash.slice(1) || undefined);
  return <SignIn code={code} onCode={setCode} onSignedIn={() => window.location.replace(takePlace())} />;
}

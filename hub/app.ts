import { Hono } from "hono";
import { authenticator } from "./access/authenticate.ts";
import { accessHandlers } from "./access/handlers.ts";
import { memberAddresses } from "./access/member-address.ts";
import { memberHandlers } from "./access/member-handlers.ts";
import { sessionHandlers } from "./access/session-handlers.ts";
import { teamHandlers } from "./access/team-handlers.ts";
import { backupHandlers } from "./backup/handlers.ts";
import { claimHandlers } from "./claims/handlers.ts";
import { conditionHandlers } from "./conditions/handlers.ts";
import { contentHandlers } from "./content/handlers.ts";
import { feedbackPeople } from "./context/feedback-people.ts";
import { contextHandlers } from "./context/handlers.ts";
import { eventMeaning } from "./context/record-events.ts";
import { feedbackHandlers } from "./feedback/handlers.ts";
import { inboxHandlers } from "./feedback/inbox-handlers.ts";
import { openFeedbackOf } from "./feedback/open-about.ts";
import { fileHandlers } from "./files/handlers.ts";
import { fileRoutes } from "./files/routes.ts";
import { apiRoutes } from "./http/api.ts";
import { ApiError } from "./http/api-error.ts";
import { clientAddresses } from "./http/client-address.ts";
import { deskFiles } from "./http/desk-files.ts";
import { envelopeOf } from "./http/envelope.ts";
import { errorAnswerer } from "./http/error-answer.ts";
import type { Handlers } from "./http/handler.ts";
import { openToBearers, safeHeaders } from "./http/headers.ts";
import { healthHandlers } from "./http/health.ts";
import { checkHost } from "./http/hosts.ts";
import { linksHostOnly } from "./http/links-host-only.ts";
import { measureRequests, metricsRoute } from "./http/metrics.ts";
import { openApiDocument } from "./http/openapi.ts";
import { sessionCookie } from "./http/session-cookie.ts";
import type { Hub } from "./hub.ts";
import { addressHandlers } from "./imports/address-handlers.ts";
import { importHandlers } from "./imports/handlers.ts";
import { opportunityImportHandlers } from "./imports/opportunities/import-opportunities.ts";
import { opportunityNames } from "./imports/opportunities/names.ts";
import { asideHandlers } from "./ingest/aside-handlers.ts";
import { ingestRoutes } from "./ingest/routes.ts";
import { jobHandlers } from "./jobs/handlers.ts";
import { joinPage } from "./join/routes.ts";
import { noticeHandlers } from "./notices/handlers.ts";
import { mailRoutes } from "./notices/unsubscribe.ts";
import { opportunityHandlers } from "./opportunities/handlers.ts";
import * as pipeline from "./opportunities/pipeline.ts";
import { recordAddress } from "./people/crm-record.ts";
import { peopleHandlers } from "./people/handlers.ts";
import { cutHeldOff } from "./privacy/cut-held-off.ts";
import { privacyHandlers } from "./privacy/handlers.ts";
import { readerFiles } from "./reader/built-files.ts";
import { previewRoutes } from "./reader/preview.ts";
import { readerRoutes } from "./reader/routes.ts";
import { sharePeople } from "./reader/share-people.ts";
import { evidenceOf } from "./recommend/asset-evidence.ts";
import { recommendHandlers } from "./recommend/handlers.ts";
import { shareHandlers } from "./shares/handlers.ts";
import { findSource } from "./sources/find-source.ts";
import { sourceHandlers } from "./sources/handlers.ts";
import { keyHandlers } from "./sources/key-handlers.ts";
import { liveSources } from "./sources/live-sources.ts";
import { countBoth } from "./talk/count-both.ts";
import { todayHandlers } from "./today/handlers.ts";
import { membersOfTheme } from "./today/theme-members.ts";
import { touchpointHandlers } from "./touchpoints/handlers.ts";

/**
 * All that a hub answers, as a value: `app.request(url)` asks it without a socket. The name in `url` counts,
 * so tests ask under `hub.settings.publicUrl`.
 * @param adminTokens bearers with the admin role: the setting's, and the one of this run
 */
export function createApp(hub: Hub, adminTokens: readonly string[] = []): Hono {
  const envelope = envelopeOf(hub);
  const errorAnswer = errorAnswerer(hub, envelope);
  const meaning = eventMeaning(hub.settings.timeZone);
  const handlers: Handlers = {
    ...healthHandlers(hub),
    ...accessHandlers(hub),
    ...memberHandlers(hub),
    ...sourceHandlers(hub),
    ...keyHandlers(hub),
    ...asideHandlers(hub, { meaning, liveSources }),
    ...importHandlers(hub),
    ...peopleHandlers(hub, cutHeldOff),
    ...privacyHandlers(hub),
    ...backupHandlers(hub),
    ...jobHandlers(hub),
    ...contextHandlers(hub),
    ...touchpointHandlers(hub),
    ...sessionHandlers(hub),
    ...teamHandlers(hub),
    ...todayHandlers(hub),
    ...contentHandlers(hub, { evidenceOf, openFeedbackOf }),
    ...addressHandlers(hub),
    ...fileHandlers(hub),
    ...conditionHandlers(hub),
    ...recommendHandlers(hub),
    ...shareHandlers(hub, sharePeople),
    ...feedbackHandlers(hub, feedbackPeople),
    ...inboxHandlers(hub, { people: { ...feedbackPeople, recordAddress }, pipeline }),
    ...claimHandlers(hub, { countBoth }),
    ...opportunityHandlers(hub, { names: opportunityNames, membersOfTheme }),
    ...opportunityImportHandlers(hub),
    ...noticeHandlers(hub, sharePeople),
  };
  const app = new Hono();
  app.onError((error, context) => errorAnswer(context, error));
  app.notFound((context) => errorAnswer(context, new ApiError("not_found", "There is nothing here.")));

  app.use(measureRequests(hub.meter), safeHeaders, checkHost(hub.settings, errorAnswer));
  app.use("/api/*", openToBearers);
  app.use("/healthz", openToBearers);
  app.use("/readyz", openToBearers);

  const clientAddress = clientAddresses(hub.settings.trustedProxies, () =>
    hub.log.warn(
      "requests come through a proxy that LEADSIDE_TRUSTED_PROXIES does not name: readers cannot be told from the team by their network, nor a scanner by its many links",
    ),
  );
  app.route("/v1", ingestRoutes(hub, { findSource, meaning, clientAddress }));
  app.use("/l/*", linksHostOnly(hub.settings, errorAnswer));
  app.route("/l/-/file", fileRoutes(hub));
  app.route("/l/-/preview", previewRoutes(hub));
  app.route("/l", readerFiles());
  app.route("/l", readerRoutes(hub, { clientAddress }));
  app.route("/join", joinPage());
  app.route("/mail", mailRoutes(hub));
  app.route("/desk", deskFiles(hub.settings));
  const document = JSON.stringify(openApiDocument(hub.settings.publicUrl));
  app.get("/api/openapi.json", (context) =>
    context.body(document, 200, { "Content-Type": "application/json" }),
  );
  const authenticate = authenticator(hub, adminTokens);
  app.route("/", metricsRoute(hub, authenticate));
  app.route(
    "/",
    apiRoutes(hub, {
      handlers,
      authenticate,
      cookie: sessionCookie(hub),
      noteMember: memberAddresses(hub),
      clientAddress,
      envelope,
      errorAnswer,
    }),
  );
  return app;
}

import * as opportunity from "../opportunity.ts";
import type { Endpoint } from "./endpoint.ts";

/** The pipeline. */
export const opportunityEndpoints = {
  putOpportunities: {
    method: "PUT",
    path: "/api/opportunities",
    needs: "importPeople",
    write: false,
    summary: "Write opportunities by their CRM's ids",
    request: opportunity.PutOpportunitiesRequest,
    reply: opportunity.PutOpportunitiesReply,
  },
  importOpportunities: {
    method: "POST",
    path: "/api/opportunities/import",
    needs: "importPeople",
    write: true,
    summary: "Take a CRM report of opportunities",
    request: opportunity.ImportOpportunitiesRequest,
    upload: "text/csv",
    reply: opportunity.ImportOpportunitiesReply,
  },
  opportunities: {
    method: "GET",
    path: "/api/opportunities",
    needs: "answerFeedback",
    write: false,
    summary: "Opportunities",
    request: opportunity.OpportunitiesRequest,
    reply: opportunity.OpportunitiesReply,
  },
} as const satisfies Record<string, Endpoint>;

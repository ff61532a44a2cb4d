import { describe, expect, it } from "vitest";
import { kindOfForm, meaningOfEvent } from "./rules/kinds.ts";
import { deriveTouchpoint } from "./rules.ts";

const derive = (event: string, properties = {}, context = {}) =>
  deriveTouchpoint({ type: "track", event, name: undefined, properties, context });

describe("what an event's name means", () => {
  it.each([
    // E-mail, as Segment's spec, Customer.io, HubSpot and others call it.
    ["Email Sent", "email_sent"],
    ["email_sent", "email_sent"],
    ["Newsletter Sent", "email_sent"],
    ["Email Delivered", "email_delivered"],
    ["Email Opened", "email_opened"],
    ["emailOpened", "email_opened"],
    ["EMAIL_OPEN", "email_opened"],
    ["E-Mail Opened", "email_opened"],
    ["hs_email_open", "email_opened"],
    ["Email Link Clicked", "email_clicked"],
    ["email clicked", "email_clicked"],
    ["Clicked Email", "email_clicked"],
    ["Email Bounced", "email_bounced"],
    ["email_dropped", "email_bounced"],
    ["Email Marked as Spam", "email_unsubscribed"],
    ["Unsubscribed", "email_unsubscribed"],
    ["Opted out", "email_unsubscribed"],
    ["Email Replied", "email_replied"],
    // What people ask for.
    ["Demo Requested", "demo_requested"],
    ["requested_demo", "demo_requested"],
    ["Request a demo", "demo_requested"],
    ["Booked Demo", "demo_requested"],
    ["Demo Form Submitted", "demo_requested"],
    ["Demo Request Sent", "demo_requested"],
    ["Demo Form Completed", "demo_requested"],
    ["Demo Scheduled", "demo_requested"],
    ["Contacted Sales", "contact_requested"],
    ["Contact Form Sent", "contact_requested"],
    ["Contact Request Submitted", "contact_requested"],
    ["Contact Form Submitted", "contact_requested"],
    ["Contact Us Submitted", "contact_requested"],
    ["Talk to Sales", "contact_requested"],
    ["Pricing Requested", "pricing_requested"],
    ["Pricing Form Submitted", "pricing_requested"],
    ["Quote Requested", "pricing_requested"],
    ["Trial Requested", "trial_started"],
    ["Trial Started", "trial_started"],
    ["Start Free Trial", "trial_started"],
    ["freeTrialStarted", "trial_started"],
    ["Meeting Booked", "meeting_booked"],
    ["Call Scheduled", "meeting_booked"],
    ["Invitee Created", "meeting_booked"],
    // Webinars and events.
    ["Webinar Registered", "webinar_registered"],
    ["Registered for Webinar", "webinar_registered"],
    ["webinar_signup", "webinar_registered"],
    ["Webinar Attended", "webinar_attended"],
    ["Joined Webinar", "webinar_attended"],
    ["Webinar Recording Watched", "video_watched"],
    ["Webinar Not Attended", "other"],
    ["Event Attended", "event_attended"],
    ["Booth Visited", "event_attended"],
    ["Event Registered", "form_submitted"],
    // Content.
    ["Content Downloaded", "content_downloaded"],
    ["Whitepaper Downloaded", "content_downloaded"],
    ["download_pdf", "content_downloaded"],
    ["Case Study Viewed", "content_viewed"],
    ["Article Read", "content_viewed"],
    ["Video Watched", "video_watched"],
    ["Video Playback Started", "video_watched"],
    ["Viewed Page", "page_viewed"],
    ["Page Viewed", "page_viewed"],
    ["$pageview", "page_viewed"],
    ["Loaded a Page", "page_viewed"],
    ["Chat Started", "chat_started"],
    ["Live Chat Message Sent", "chat_started"],
    ["Ad Clicked", "ad_clicked"],
    // Forms and the product.
    ["Form Submitted", "form_submitted"],
    ["form_submission", "form_submitted"],
    ["Submitted Form", "form_submitted"],
    ["Newsletter Subscribed", "form_submitted"],
    ["Signed Up", "signed_up"],
    ["signup", "signed_up"],
    ["Account Created", "signed_up"],
    ["User Registered", "signed_up"],
    ["Signed In", "product_used"],
    ["Feature Used", "product_used"],
    ["Application Opened", "product_used"],
    // Looked at, opened, begun, clicked: no hand was raised.
    ["Contact Us Page Viewed", "page_viewed"],
    ["Trial Request Page Viewed", "page_viewed"],
    ["Webinar Registration Page Viewed", "page_viewed"],
    ["Webinar Page Viewed", "page_viewed"],
    ["Unsubscribe Page Viewed", "page_viewed"],
    ["Viewed Contact Us", "other"],
    ["Contact Form Viewed", "other"],
    ["Demo Form Viewed", "other"],
    ["Demo Form Started", "other"],
    ["Demo Request Form Viewed", "other"],
    ["Demo Request Opened", "other"],
    ["Pricing Form Opened", "other"],
    ["Trial Request Viewed", "other"],
    ["Webinar Registration Started", "other"],
    ["Signup Started", "other"],
    ["Contact Sales Clicked", "other"],
    ["Request Demo Button Clicked", "other"],
    ["Emails Opened Report Viewed", "other"],
    // Called off, or gone wrong.
    ["Demo Form Abandoned", "other"],
    ["Demo Request Cancelled", "other"],
    ["Demo Booking Canceled", "other"],
    ["Demo Request Declined", "other"],
    ["Demo No Show", "other"],
    ["Demo Completed", "other"],
    ["Trial Start Failed", "other"],
    ["Trial Expired", "other"],
    ["Webinar Registration Cancelled", "other"],
    ["Webinar Registration Rejected", "other"],
    ["webinar.participant_left", "other"],
    ["Webinar No-Show", "other"],
    ["Did Not Attend Webinar", "other"],
    ["Form Submission Failed", "other"],
    ["Form Submit Error", "other"],
    ["Download Failed", "other"],
    ["Unsubscribe Failed", "other"],
    ["Email Send Failed", "email_bounced"],
    ["webinar.participant_joined", "webinar_attended"],
    // Out of something else than mail.
    ["SMS Unsubscribed", "other"],
    ["Push Unsubscribed", "other"],
    ["Plan Unsubscribed", "other"],
    ["Preference Center Opted Out of SMS", "other"],
    ["Email Unsubscribed", "email_unsubscribed"],
    ["Unsubscribed from List", "email_unsubscribed"],
    ["Newsletter Subscription Cancelled", "email_unsubscribed"],
    // Nobody's.
    ["Trial Ended", "other"],
    ["Meeting Cancelled", "other"],
    ["Invoice Paid", "other"],
    ["constructor", "other"],
    ["", "other"],
    ["…", "other"],
  ])("%s: %s", (name, kind) => {
    expect(meaningOfEvent(name).kind).toBe(kind);
  });

  it.each([
    ["Request a demo", "demo_requested"],
    ["demo-form-2026", "demo_requested"],
    ["Contact us", "contact_requested"],
    ["Contact preferences", "form_submitted"],
    ["Pricing", "pricing_requested"],
    ["Free trial", "trial_started"],
    ["Newsletter", "form_submitted"],
    ["Demo feedback", "form_submitted"],
    ["Cancel your demo", "form_submitted"],
    [undefined, "form_submitted"],
  ])("a form named %s: %s", (name, kind) => {
    expect(kindOfForm(name)).toBe(kind);
  });
});

describe("what a rep reads", () => {
  it.each([
    [
      "Webinar Attended",
      { title: "Migration without downtime", minutes_watched: 38, total_minutes: 45 },
      "Watched webinar, 38 of 45 min",
      "Migration without downtime",
    ],
    ["Webinar Attended", { webinarName: "Q&A", secondsWatched: 600 }, "Watched webinar, 10 min", "Q&A"],
    ["Webinar Attended", { minutes: "12" }, "Watched webinar, 12 min", undefined],
    ["Webinar Attended", {}, "Watched webinar", undefined],
    ["Webinar Registered", { webinar: "Data security live" }, "Signed up for webinar", "Data security live"],
    ["Video Watched", { title: "Tour", percent: 80 }, "Watched video, 80 %", "Tour"],
    ["Content Downloaded", { title: "Migration guide" }, "Downloaded migration guide", undefined],
    ["Content Downloaded", { title: "API reference" }, "Downloaded API reference", undefined],
    [
      "Content Downloaded",
      { asset_name: "Leaving a legacy warehouse: what it takes" },
      "Downloaded “Leaving a legacy warehouse: what it takes”",
      undefined,
    ],
    ["Content Downloaded", { file: "/files/migration-guide.pdf" }, "Downloaded migration guide", undefined],
    ["Content Downloaded", {}, "Downloaded a file", undefined],
    ["Demo Requested", { form_name: "Website, demo form" }, "Asked for a demo", "Website, demo form"],
    ["Form Submitted", { formName: "Request a demo" }, "Asked for a demo", "Request a demo"],
    ["Form Submitted", { form_name: "Newsletter" }, "Filled in a form", "Newsletter"],
    ["Trial Started", { plan: "Team" }, "Started a trial", "Team"],
    ["Email Sent", { subject: "Webinar reminder" }, "Sent: Webinar reminder", undefined],
    ["Email Sent", {}, "Sent: e-mail", undefined],
    ["Email Bounced", { subject: "Hello" }, "Bounced: Hello", undefined],
    [
      "Email Link Clicked",
      { email_subject: "Webinar reminder" },
      "Clicked a link in an e-mail",
      "Webinar reminder",
    ],
    ["Event Attended", { event_name: "Data Summit" }, "Attended event", "Data Summit"],
    ["invoice_paid", { title: "INV-7" }, "Invoice paid", "INV-7"],
    ["Maya's own event", {}, "Maya's own event", undefined],
    ["名前の変更", {}, "名前の変更", undefined],
  ])("%s %j: %s", (event, properties, title, detail) => {
    expect(derive(event, properties)).toMatchObject({ title, detail });
  });

  it.each([
    ["by its name", "Pricing", {}, {}, "Read pricing page", undefined],
    ["by a name in another script", "移行の進め方", {}, {}, "Read “移行の進め方”", undefined],
    ["by a name that says page", "Pricing page", {}, {}, "Read pricing page", undefined],
    [
      "by its title, without the site's",
      undefined,
      { title: "Leaving a legacy warehouse | Acme" },
      { path: "/blog/legacy" },
      "Read “Leaving a legacy warehouse”",
      "/blog/legacy",
    ],
    [
      "by its path",
      undefined,
      {},
      { path: "/pricing", title: "Plans and pricing for every team | Acme" },
      "Read pricing page",
      "Plans and pricing for every team",
    ],
    [
      "the home page",
      undefined,
      {},
      { path: "/", title: "Acme: data without downtime" },
      "Read home page",
      "Acme: data without downtime",
    ],
    [
      "an address alone",
      undefined,
      { url: "https://acme.example/docs/install" },
      {},
      "Read /docs/install",
      undefined,
    ],
    ["nothing", undefined, {}, {}, "Read a page", undefined],
  ])("a page, %s", (_how, name, properties, page, title, detail) => {
    const derived = deriveTouchpoint({ type: "page", event: undefined, name, properties, context: { page } });
    expect(derived).toMatchObject({ kind: "page_viewed", passive: false, title, detail });
  });

  it("calls that say who somebody is are no touchpoints", () => {
    for (const type of ["identify", "group", "alias"]) {
      expect(
        deriveTouchpoint({ type, event: "Demo Requested", name: "x", properties: {}, context: {} }),
      ).toBeUndefined();
    }
  });

  it.each([
    "Email Sent",
    "Email Delivered",
    "Email Opened",
    "Email Bounced",
    "Email Deferred",
    "Email Skipped",
    "SMS Sent",
    "SMS Delivered",
    "Push Sent",
    "Push Notification Queued",
    "In-App Message Sent",
    "Webinar Invitation Sent",
    "Webinar Reminder Sent",
    "Webinar Registration Confirmation Sent",
    "Demo Request Confirmation Sent",
    "Campaign Sent",
    "Quote Sent",
    "Score Changed",
    "Lead Score Updated",
    "Lifecycle Stage Changed",
    "Added to Campaign",
    "Campaign Member Status Changed",
    "List Membership Updated",
    "Lead Created",
  ])("%s is ours, or a machine's", (name) => {
    const derived = derive(name);
    expect(derived?.passive).toBe(true);
    expect(derived?.kind).toMatch(/^(other|email_(sent|delivered|opened|bounced))$/);
  });

  it.each([
    "Email Link Clicked",
    "Unsubscribed",
    "Email Replied",
    "Page Viewed",
    "Whatever",
    "Demo Request Sent",
    "Contact Form Sent",
    "Live Chat Message Sent",
    "Webinar Invitation Accepted",
    "Demo Request Cancelled",
    "Preferences Updated",
  ])("%s is theirs", (name) => expect(derive(name)?.passive).toBe(false));
});

describe("the person's own words", () => {
  it.each([
    ["Demo Requested", { message: " We need this live. " }, "We need this live."],
    ["Form Submitted", { form_name: "x", fields: { "How can we help?": "Soon" } }, "Soon"],
    [
      "Form Submitted",
      {
        fields: [
          { name: "email", value: "a@x.com" },
          { label: "Your message", value: "Hi" },
        ],
      },
      "Hi",
    ],
    ["Webinar Attended", { question: "How long is the cut-over?" }, "How long is the cut-over?"],
    ["Chat Started", { body: "Anybody there?" }, "Anybody there?"],
    ["Page Viewed", { message: "not theirs" }, undefined],
    ["Email Sent", { message: "ours" }, undefined],
    ["Demo Requested", { message: "" }, undefined],
    ["Demo Requested", { message: "<script>alert(1)</script>" }, "<script>alert(1)</script>"],
  ])("%s %j", (event, properties, words) => {
    expect(derive(event, properties)?.words).toBe(words);
  });
});

describe("campaign and address", () => {
  it.each([
    ["what the library read", {}, { campaign: { name: "cutover", source: "x" } }, "cutover"],
    ["a property", { utm_campaign: "spring" }, {}, "spring"],
    ["a property that is an object", { campaign: { name: "spring" } }, {}, "spring"],
    ["the page's parameters", {}, { page: { search: "?a=1&utm_campaign=cut%20over" } }, "cut over"],
    ["the page's address", {}, { page: { url: "https://x.com/?utm_campaign=a+b#top" } }, "a b"],
    ["a NUL in it", {}, { page: { search: "?utm_campaign=a%00b" } }, "ab"],
    ["none", {}, { page: { search: "?utm_source=x" } }, undefined],
  ])("campaign by %s", (_how, properties, context, campaign) => {
    expect(derive("Page Viewed", properties, context)?.campaign).toBe(campaign);
  });

  it.each([
    ["https://x.com/a?b=1", "https://x.com/a?b=1"],
    ["http://x.com", "http://x.com/"],
    ["javascript:alert(1)", undefined],
    ["data:text/html,x", undefined],
    ["//x.com", undefined],
    ["https://user:secret@x.com/", undefined],
    [`https://x.com/${"a".repeat(2000)}`, undefined],
    [7, undefined],
  ])("%s leads to %s", (url, safe) => {
    expect(derive("Page Viewed", { url })?.url).toBe(safe);
  });

  it("falls back to the page", () => {
    expect(
      derive("Demo Requested", { url: "javascript:1" }, { page: { url: "https://x.com/demo" } })?.url,
    ).toBe("https://x.com/demo");
  });
});

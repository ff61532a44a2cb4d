import type { CrmSettings } from "./record-shape.ts";

/** The one document of a session; everything in it is drawn by `client/main.ts`. */
export function lightningPage(settings: CrmSettings): string {
  return `<!doctype html>
<html lang="${settings.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stand-in CRM</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/standin/app.css">
<script type="application/json" id="standin-settings">${JSON.stringify(settings)}</script>
<script src="/standin/app.js" type="module"></script>
</head>
<body class="sfdcBody desktop">
<div id="auraLoadingBox" class="auraLoadingBox" hidden></div>
</body>
</html>
`;
}

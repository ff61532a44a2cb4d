// A button; pressed, a frame, which is told the record of the address, now and after each change.
const host = document.createElement("bare-host");
const root = host.attachShadow({ mode: "closed" });
const button = document.createElement("button");
button.ariaLabel = "Marketing context";
button.style.cssText =
  "position: fixed; right: 0; top: 340px; width: 28px; height: 44px; z-index: 2147483647";
root.append(button);
document.body.append(host);

let frame;
const recordInAddress = () => /\/r\/(\w+)\/(\w{18})\//.exec(location.pathname);
function tell() {
  const [, object, id] = recordInAddress() ?? [];
  if (frame && id) frame.contentWindow.postMessage({ crm: "salesforce", org: "acme", object, id }, "*");
}
button.addEventListener("click", () => {
  frame = document.createElement("iframe");
  frame.src = chrome.runtime.getURL("panel.html");
  frame.style.cssText = "position: fixed; right: 0; top: 90px; width: 380px; height: 700px; border: 0";
  frame.addEventListener("load", tell);
  root.append(frame);
});
navigation.addEventListener("currententrychange", tell);

// The code stands after the #, which no server ever sees: only this page can show it.
const link = document.getElementById("link");
const copy = document.getElementById("copy");
const desk = document.getElementById("desk");
const status = document.getElementById("status");

function say(text, kind) {
  status.className = `note ${kind}`;
  status.textContent = text;
}

function show() {
  // An invitation's code, or the short one that a connected device shows.
  const whole = /^#(?:[A-Za-z0-9_-]{16,}|[A-Za-z0-9]{4}-[A-Za-z0-9]{4})$/.test(location.hash);
  document.documentElement.dataset.for = location.hash.length === 10 ? "device" : "member";
  link.value = location.href;
  copy.hidden = !whole;
  desk.hidden = !whole;
  desk.href = `/desk/start${location.hash}`;
  if (whole) say("", "");
  else
    say("This link is not whole: the part after the # is missing. Copy it again where you got it.", "wrong");
}

async function copyLink() {
  let copied = false;
  try {
    await navigator.clipboard.writeText(link.value);
    copied = true;
  } catch {
    // Not allowed, or the page came over plain http from another machine.
    link.select();
    copied = document.execCommand("copy");
  }
  if (copied) say("Copied. Now paste it into Leadside's options.", "good");
  else say("Your browser did not let us copy. The link is selected: press Ctrl+C, or ⌘C on a Mac.", "wrong");
}

copy.addEventListener("click", copyLink);
link.addEventListener("focus", () => link.select());
addEventListener("hashchange", show);
show();

globalThis.seen = location.href;

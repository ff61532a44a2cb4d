document.documentElement.dataset.reader = "ready";

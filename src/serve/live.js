// Keeps a page that is being looked at as the records are: reloads it where it differs, keeps the place in it, and shows
// what is wrong in the records above it.
(() => {
  "use strict";
  const tag = document.currentScript.dataset.tag;
  const place = `standing-place:${location.pathname}`;
  const kept = sessionStorage.getItem(place);
  if (kept) {
    sessionStorage.removeItem(place);
    const [left, top] = kept.split(" ").map(Number);
    scrollTo({ left, top, behavior: "instant" });
  }

  function show(problems) {
    let panel = document.querySelector(".live-problems");
    if (!problems) {
      panel?.remove();
      return;
    }
    if (!panel) {
      panel = document.createElement("section");
      panel.className = "live-problems";
      panel.tabIndex = 0;
      panel.setAttribute("role", "alert");
      panel.setAttribute("aria-label", "What is wrong in the records");
      panel.append(document.createElement("p"), document.createElement("pre"));
      panel.firstChild.textContent = "These records cannot be understood as they are saved now. Below is what was last sound.";
      document.body.prepend(panel);
    }
    panel.lastChild.textContent = problems;
  }

  const news = new EventSource("/-/events");
  news.addEventListener("message", async (event) => {
    show(JSON.parse(event.data).problems);
    const now = await fetch(location.pathname, { method: "HEAD" }).catch(() => null);
    if (now && now.headers.get("etag") !== `"${tag}"`) {
      sessionStorage.setItem(place, `${scrollX} ${scrollY}`);
      location.reload();
    }
  });
})();

// @ts-check
// Of a page that is rendered again while its plan is edited: it loads itself anew when its mark has another width.
const watchedStrip = /** @type {HTMLElement} */ (document.getElementById("watched"));
const watchedList = /** @type {HTMLDetailsElement} */ (watchedStrip.querySelector("details"));

/** Whether the reader has closed the list, for as long as the tab is open. @param {string} [now] */
function isListClosed(now) {
  try {
    if (now !== undefined) sessionStorage.setItem("buju-watched", now);
    return sessionStorage.getItem("buju-watched") === "closed";
  } catch {
    return false;
  }
}

function lookAtMark() {
  const picture = new Image();
  picture.onload = () => {
    if (String(picture.naturalWidth) === watchedStrip.dataset.width) setTimeout(lookAtMark, 400);
    else location.reload();
  };
  // The mark goes when nobody watches any more.
  picture.onerror = () => watchedStrip.querySelector("[hidden]")?.removeAttribute("hidden");
  picture.src = `${watchedStrip.dataset.mark}?${Date.now()}`;
}

/** The map keeps clear of the list, however long it is. */
function makeRoom() {
  document.documentElement.style.setProperty("--watched", `${watchedStrip.offsetHeight}px`);
}

if (isListClosed()) watchedList.open = false;
new ResizeObserver(makeRoom).observe(watchedStrip);
watchedList
  .querySelector("summary")
  ?.addEventListener("click", () => isListClosed(watchedList.open ? "closed" : "open"));
lookAtMark();

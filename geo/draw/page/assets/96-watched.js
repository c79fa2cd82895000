// @ts-check
// Of a page that is rendered again while its plan is edited: it loads itself anew when its mark has another width.
const watchedStrip = /** @type {HTMLElement} */ (document.getElementById("watched"));

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

lookAtMark();

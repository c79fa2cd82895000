// What styles of pages are held to: what every browser could do that shows the page.
import { BROWSERS } from "./browsers.mjs";

/** What looks better where it is known, and does no harm where it is not. */
const DONE_WITHOUT = ["css-has", "css-focus-visible", "css-paged-media", "css-scroll-behavior", "css-touch-action"];
const ANY = ["/./"];
const KNOWN_IN_PART = {
  outline: ANY, // without round corners
  "paint-order": ANY, // in SVG, where alone it is used
  "scroll-behavior": ANY,
  "text-decoration-thickness": ANY,
  "text-wrap": ANY,
  appearance: ANY, // beside its older name
  "print-color-adjust": ANY, // the same
  "word-break": ["break-word"], // the older name of overflow-wrap: anywhere
};

export default {
  plugins: ["stylelint-no-unsupported-browser-features", "stylelint-plugin-use-baseline"],
  reportNeedlessDisables: true,
  rules: {
    "plugin/no-unsupported-browser-features": [
      true,
      { browsers: BROWSERS, ignore: DONE_WITHOUT, ignorePartialSupport: true },
    ],
    "plugin/use-baseline": [
      true,
      {
        available: 2020, // the year of Chromium 86 and Safari 14
        ignoreAtRules: ["page"],
        ignoreProperties: KNOWN_IN_PART,
        ignoreSelectors: ["focus-visible", "has"],
      },
    ],
    "color-no-invalid-hex": true,
    "declaration-block-no-duplicate-properties": true,
    "property-no-unknown": true,
    "selector-pseudo-class-no-unknown": true,
    "unit-no-unknown": true,
  },
};

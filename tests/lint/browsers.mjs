/** The oldest browsers that show the page; older ones show a sentence. The first is what 360, 奇安信 and WeChat carry. */
export const BROWSERS = ["chrome 86", "firefox 102", "safari 14"];

// What a state or outcome means: a sign, a word and a tone, so that no colour stands alone.

const STATES = {
  FRESH: ["●", "good"], STALE: ["▲", "bad"], UNLOADED: ["○", "bad"], CLOSED: ["■", "off"], PAUSED: ["‖", "warn"], PINNED: ["◆", "warn"],
};
const OUTCOMES = {
  PUBLISHED: ["✓", "good"], UNCHANGED: ["=", "good"], NOT_READY: ["…", "warn"], SKIPPED: ["»", "warn"],
  CANCELLED: ["×", "warn"], REJECTED: ["✕", "bad"], FAILED: ["✕", "bad"],
};

export const outcomeTone = (outcome) => (OUTCOMES[outcome] ?? ["", "off"])[1];
export const stateMark = (state) => mark(STATES[state], state);
export const outcomeMark = (outcome) => (outcome ? mark(OUTCOMES[outcome], outcome) : ["–", "off"]);

/** The text and the tone of a badge. */
function mark(known, name) {
  const [sign, tone] = known ?? ["?", "off"];
  const word = name.replace("_", " ").toLowerCase();
  return [`${sign} ${word}`, tone];
}

/** How urgent a cache is: the first is looked at first. */
export function urgency(cache) {
  if (cache.state === "UNLOADED") return 0;
  if (cache.state === "STALE") return 1;
  if (cache.consecutiveFailures > 0) return 2;
  if (cache.paused || cache.pinned) return 3;
  return cache.state === "CLOSED" ? 5 : 4;
}

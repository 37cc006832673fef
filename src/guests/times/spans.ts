/** Spans in milliseconds. A day here has 24 hours, even when the clocks change. */
export const minuteMs = 60_000;
export const dayMs = 86_400_000;

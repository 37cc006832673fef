/** Spans in milliseconds. A day here has 24 hours, whatever the clocks do. */
export const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** Whole seconds as 1:05. */
export const clockface = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

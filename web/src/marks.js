// Text with marked stretches. The server counts bytes of UTF-8, the browser UTF-16 units: here they meet.

const encoder = new TextEncoder(), decoder = new TextDecoder();

/**
 * Cuts a text at byte ranges that do not overlap.
 * @param {string} text
 * @param {{start: number, end: number}[]} ranges  bytes of the text, counted from `base`
 * @returns {{text: string, range: object|null}[]}
 */
export function cut(text, ranges, base = 0) {
  const bytes = encoder.encode(text);
  const sorted = [...ranges].sort((a, b) => a.start - b.start || b.end - a.end);
  const pieces = [];
  let at = 0;
  for (const range of sorted) {
    const start = range.start - base, end = Math.min(bytes.length, range.end - base);
    if (start < at || end <= start) continue;
    if (start > at) pieces.push({ text: decoder.decode(bytes.subarray(at, start)), range: null });
    pieces.push({ text: decoder.decode(bytes.subarray(start, end)), range });
    at = end;
  }
  if (at < bytes.length) pieces.push({ text: decoder.decode(bytes.subarray(at)), range: null });
  return pieces;
}

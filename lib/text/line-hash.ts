/**
 * The identity that code scanning gives to a line (`primaryLocationLineHash`). A report that carries it keeps the history of
 * its findings whichever way it is uploaded.
 */

const WINDOW = 100;
const BASE = 37;
const END_OF_TEXT = 0xffff;
/** Stands for the zeros behind the end; a zero inside the text is a unit like any other. */
const PADDING = -1;
const TWO_32 = 2 ** 32;

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;

/** An unsigned 64-bit number in two halves, so that no step of the loop allocates. */
type Wide = { high: number; low: number };

/** `value * BASE + unit + factor * old`, modulo 2^64; `unit` and `old` below 2^16, so that no product leaves 2^53. */
function roll(value: Wide, unit: number, factor: Wide, old: number): void {
  const low = value.low * BASE + unit + factor.low * old;
  value.high = (value.high * BASE + factor.high * old + Math.floor(low / TWO_32)) >>> 0;
  value.low = low >>> 0;
}

/** `-(BASE^WINDOW)` modulo 2^64: what takes the oldest unit out of the window by an addition. */
function negatedPower(): Wide {
  const power = { high: 0, low: 1 };
  const none = { high: 0, low: 0 };
  for (let step = 0; step < WINDOW; step++) roll(power, 0, none, 0);
  const low = (TWO_32 - power.low) >>> 0;
  return { high: (TWO_32 - power.high - (low === 0 ? 0 : 1)) >>> 0, low };
}

const OLDEST = negatedPower();

const toHex = ({ high, low }: Wide): string =>
  high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');

/**
 * Reads the units that count: spaces and tabs are dropped, CR and CRLF become LF, the end gives one unit of its own and then
 * `PADDING` for ever.
 */
function createUnitReader(text: string): () => number {
  let at = 0;
  let afterReturn = false;
  return () => {
    while (at < text.length) {
      const unit = text.charCodeAt(at++);
      const pair = afterReturn && unit === LINE_FEED;
      afterReturn = unit === CARRIAGE_RETURN;
      if (unit === SPACE || unit === TAB || pair) continue;
      return unit === CARRIAGE_RETURN ? LINE_FEED : unit;
    }
    return at++ === text.length ? END_OF_TEXT : PADDING;
  };
}

/**
 * Hashes lines of one text. `bytes` is the whole file, read as UTF-8 as the upload action does, with U+FFFD for what is not; it may be reused once
 * this returns. The function returned takes a 1-based line and gives `<hex>:<n>`: a polynomial hash (base 37, modulo 2^64) of
 * the 100 units from the line's start on, and how many lines up to this one have that hash. A line behind the last one gives
 * the last one's. Lines end at LF, CRLF or CR, as code scanning counts them. One pass over the text serves any number of
 * calls and goes no further than the last line asked for.
 *
 * Format: "Data for preventing duplicated alerts" in GitHub's page on SARIF support, and what its upload action computes.
 */
export function createLineHasher(bytes: Buffer): (line: number) => string {
  const text = bytes.toString('utf8');
  const next = createUnitReader(text);
  const recent = new Uint16Array(WINDOW);
  const hash = { high: 0, low: 0 };
  const hashes: string[] = [];
  const seen = new Map<string, number>();
  /** How many units were read before each line; those from `oldest` on have no hash yet. */
  const begun: number[] = [];
  let oldest = 0;
  let read = 0;
  let atLineStart = true;
  let ended = false;

  const step = (): void => {
    const unit = next();
    ended = unit === PADDING;
    if (atLineStart) begun.push(read);
    atLineStart = unit === LINE_FEED;
    const value = ended ? 0 : unit;
    const slot = read % WINDOW;
    roll(hash, value, OLDEST, recent[slot] ?? 0);
    recent[slot] = value;
    read++;
    if (begun[oldest] !== read - WINDOW) return;
    oldest++;
    const hex = toHex(hash);
    const count = (seen.get(hex) ?? 0) + 1;
    seen.set(hex, count);
    hashes.push(`${hex}:${count}`);
  };

  return line => {
    while (hashes.length < line && !(ended && oldest === begun.length)) step();
    return hashes[Math.min(line, hashes.length) - 1] ?? '';
  };
}

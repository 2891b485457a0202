/**
 * The inner loops of a scan, in AssemblyScript: compiled to WebAssembly, where a step needs no check of bounds and sixteen
 * bytes are looked at at once. `../search-kernel.ts` lays the memory out, says where everything is, and reads the results.
 * What they find is defined by `../automaton.ts` and `../token-runs.ts`, which find the same.
 */

/** Bytes of text that are searched before it is asked again whether their hits fit into the room for them. */
let slice: u32 = 0;

/** Where the column of each byte begins in the table, 32 bits an entry. */
let columns: usize = 0;
/** 16 bits an entry, 32 entries a row. */
let table: usize = 0;
let firstOutput: u32 = 0;
/** 32 bits an entry, all three. */
let outputStart: usize = 0;
let outputs: usize = 0;
let lengths: usize = 0;
/** Length of the longest keyword. */
let longest: u32 = 0;

export function useAutomaton(
  columnsAt: usize,
  tableAt: usize,
  first: u32,
  outputStartAt: usize,
  outputsAt: usize,
  lengthsAt: usize,
  longestKeyword: u32,
  sliceLength: u32,
): void {
  columns = columnsAt;
  table = tableAt;
  firstOutput = first;
  outputStart = outputStartAt;
  outputs = outputsAt;
  lengths = lengthsAt;
  longest = longestKeyword;
  slice = sliceLength;
}

/** Where hits go: keywords' numbers from `hitKeywords` on, their places from `hitStarts` on, 32 bits each. */
let hitKeywords: usize = 0;
let hitStarts: usize = 0;
/** Bytes written in each of the two. */
let written: usize = 0;

/** The next state; the loops hand their own copies of the two addresses in, which stay in registers as globals do not. */
function next(columnsAt: usize, tableAt: usize, state: u32, at: usize): u32 {
  const column = load<u32>(columnsAt + ((load<u8>(at) as usize) << 2));
  return load<u16>(tableAt + (((column + (state << 5)) as usize) << 1));
}

function addHits(state: u32, end: u32): void {
  const entry = outputStart + (((state - firstOutput) as usize) << 2);
  const last = load<u32>(entry, 4);
  for (let index = load<u32>(entry); index < last; index++) {
    const keyword = load<u32>(outputs + ((index as usize) << 2));
    store<u32>(hitKeywords + written, keyword);
    store<u32>(hitStarts + written, end - load<u32>(lengths + ((keyword as usize) << 2)));
    written += 4;
  }
}

/** The state in which the text that was searched leaves the automaton. */
let reached: u32 = 0;

/**
 * Reads the bytes from `from` to `to`, up to which the text was searched before, in six parts side by side: a step waits for the
 * one before it, and for its memory. The later parts begin in the state that the bytes before them lead to, of which those of
 * the longest keyword settle it.
 */
function searchSlice(text: usize, from: u32, to: u32): void {
  const columnsAt = columns;
  const tableAt = table;
  const first = firstOutput;
  const sixthOfAll: u32 = (to - from) / 6;
  const part: u32 = sixthOfAll < longest ? 0 : sixthOfAll;
  const second = from + part;
  const third = second + part;
  const fourth = third + part;
  const fifth = fourth + part;
  const sixth = fifth + part;
  const fromText = text + from;
  const secondText = text + second;
  const thirdText = text + third;
  const fourthText = text + fourth;
  const fifthText = text + fifth;
  const sixthText = text + sixth;
  let a = reached;
  let b: u32 = 0;
  let c: u32 = 0;
  let d: u32 = 0;
  let e: u32 = 0;
  let f: u32 = 0;
  if (part !== 0) {
    for (let back = longest; back > 0; back--) {
      b = next(columnsAt, tableAt, b, text + (second - back));
      c = next(columnsAt, tableAt, c, text + (third - back));
      d = next(columnsAt, tableAt, d, text + (fourth - back));
      e = next(columnsAt, tableAt, e, text + (fifth - back));
      f = next(columnsAt, tableAt, f, text + (sixth - back));
    }
  } else f = reached;
  for (let at: u32 = 0; at < part; at++) {
    a = next(columnsAt, tableAt, a, fromText + at);
    b = next(columnsAt, tableAt, b, secondText + at);
    c = next(columnsAt, tableAt, c, thirdText + at);
    d = next(columnsAt, tableAt, d, fourthText + at);
    e = next(columnsAt, tableAt, e, fifthText + at);
    f = next(columnsAt, tableAt, f, sixthText + at);
    if (a >= first) addHits(a, from + at + 1);
    if (b >= first) addHits(b, second + at + 1);
    if (c >= first) addHits(c, third + at + 1);
    if (d >= first) addHits(d, fourth + at + 1);
    if (e >= first) addHits(e, fifth + at + 1);
    if (f >= first) addHits(f, sixth + at + 1);
  }
  for (let at = sixth + part; at < to; at++) {
    f = next(columnsAt, tableAt, f, text + at);
    if (f >= first) addHits(f, at + 1);
  }
  reached = f;
}

/**
 * Searches the text of `length` bytes at `text` from `from` on. Returns how far it came: less than `length` where more hits
 * might not fit between `keywordsAt`, `startsAt` and `room` bytes behind either; a slice has at most `most` bytes of hits.
 */
export function findKeywords(
  text: usize,
  from: u32,
  length: u32,
  keywordsAt: usize,
  startsAt: usize,
  room: usize,
  most: usize,
): u32 {
  hitKeywords = keywordsAt;
  hitStarts = startsAt;
  written = 0;
  if (from === 0) reached = 0;
  let at = from;
  while (at < length && written + most <= room) {
    const end = min(at + slice, length);
    searchSlice(text, at, end);
    at = end;
  }
  return at;
}

/** How many hits the last call of `findKeywords` wrote. */
export function countHits(): u32 {
  return (written >> 2) as u32;
}

/**
 * The set of token characters as two tables of 16 bytes: one by the lower half of a byte, one by the upper, and a byte is in
 * the set when the two entries share a bit.
 */
let byLower: v128 = i8x16.splat(0);
let byUpper: v128 = i8x16.splat(0);

export function useTokenSet(tables: usize): void {
  byLower = v128.load(tables);
  byUpper = v128.load(tables, 16);
}

/** Sixteen bits, the first byte's lowest: 1 for a token character. */
function sixteen(at: usize, lower: v128, upper: v128): u64 {
  const bytes = v128.load(at);
  const low = i8x16.swizzle(lower, v128.and(bytes, i8x16.splat(15)));
  const high = i8x16.swizzle(upper, i8x16.shr_u(bytes, 4));
  const shared = v128.and(low, high);
  return i8x16.bitmask(i8x16.ne(shared, i8x16.splat(0))) as u64;
}

function sixtyFour(at: usize, lower: v128, upper: v128): u64 {
  return (
    sixteen(at, lower, upper) |
    (sixteen(at + 16, lower, upper) << 16) |
    (sixteen(at + 32, lower, upper) << 32) |
    (sixteen(at + 48, lower, upper) << 48)
  );
}

/** The offset of the first byte from `from` on that is no token character. */
function endOfRun(text: usize, from: u32): u32 {
  let at = from;
  let others = ~sixteen(text + at, byLower, byUpper) & 0xffff;
  while (others === 0) {
    at += 16;
    others = ~sixteen(text + at, byLower, byUpper) & 0xffff;
  }
  return at + (ctz(others) as u32);
}

/**
 * Writes start and end of every longest run of at least `least` token characters (16 to 32) to `runs`, 32 bits each, and
 * returns how many numbers that are. The text of `length` bytes at `text` must be followed by 128 that are none.
 *
 * A bit stays set when the 2, 4, 8, 16 … bits from it on are; shifts bring in the bits of the next 64 bytes.
 */
export function findRuns(text: usize, length: u32, least: u32, runs: usize): u32 {
  let out = runs;
  let before: u64 = 0;
  const lower = byLower;
  const upper = byUpper;
  let ahead = sixtyFour(text, lower, upper);
  const rest = (least - 16) as u64;
  for (let at: u32 = 0; at < length; at += 64) {
    const here = ahead;
    ahead = sixtyFour(text + at + 64, lower, upper);
    const two = here & ((here >> 1) | (ahead << 63));
    const twoAhead = ahead & (ahead >> 1);
    const four = two & ((two >> 2) | (twoAhead << 62));
    const fourAhead = twoAhead & (twoAhead >> 2);
    const eight = four & ((four >> 4) | (fourAhead << 60));
    const eightAhead = fourAhead & (fourAhead >> 4);
    const long = eight & ((eight >> 8) | (eightAhead << 56));
    const longAhead = eightAhead & (eightAhead >> 8);
    const all = rest === 0 ? long : long & ((long >> rest) | (longAhead << (64 - rest)));
    let starts = all & ~((here << 1) | (before >> 63));
    while (starts !== 0) {
      const start = at + (ctz(starts) as u32);
      store<u32>(out, start);
      store<u32>(out, endOfRun(text, start + least), 4);
      out += 8;
      starts &= starts - 1;
    }
    before = here;
  }
  return ((out - runs) >> 2) as u32;
}

/**
 * Finds many keywords in one pass over bytes, without regard to ASCII case. An Aho-Corasick automaton laid out as one flat
 * table (one row a state, one column a class of bytes), so that the inner loop is two array reads a byte.
 */

/** Flat and serialisable: the build writes it, the scan reads it back without building anything. */
export type Automaton = {
  /** Column of each byte: 256 entries. Column 0 is "in no keyword". */
  readonly columns: Uint8Array;
  /** A row has 2^shift columns. */
  readonly shift: number;
  /** `table[(state << shift) + column]` is the next state. Narrow where the states allow it: more of it stays near the processor. */
  readonly table: Uint16Array | Uint32Array;
  /** States at or above this one end at least one keyword. */
  readonly firstOutput: number;
  /** For the k-th output state, its keywords are `outputs[outputStart[k]] … outputs[outputStart[k + 1] - 1]`. */
  readonly outputStart: Int32Array;
  readonly outputs: Int32Array;
  /** Length of each keyword in bytes, by keyword number. */
  readonly lengths: Int32Array;
  /** The greatest of them; 0 without keywords. */
  readonly longest: number;
};

/** So many states fit into 16 bits. */
const NARROW = 65_536;

type Node = { next: Map<number, number>; fail: number; ends: number[] };

const foldByte = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte);

const utf8 = (keyword: string): Buffer => Buffer.from(keyword, 'utf8');

function buildTrie(keywords: readonly string[]): Node[] {
  const nodes: Node[] = [{ next: new Map(), fail: 0, ends: [] }];
  keywords.forEach((keyword, number) => {
    let at = 0;
    for (const byte of utf8(keyword)) {
      const folded = foldByte(byte);
      let to = nodes[at]?.next.get(folded);
      if (to === undefined) {
        to = nodes.push({ next: new Map(), fail: 0, ends: [] }) - 1;
        nodes[at]?.next.set(folded, to);
      }
      at = to;
    }
    nodes[at]?.ends.push(number);
  });
  return nodes;
}

/** Sets fail links breadth first and lets every node end the keywords of its fail node too. Returns the visiting order. */
function linkFailures(nodes: Node[]): number[] {
  const order = [0];
  for (let head = 0; head < order.length; head++) {
    const at = order[head] ?? 0;
    for (const [byte, to] of nodes[at]?.next ?? []) {
      const node = nodes[to] as Node;
      let fail = nodes[at]?.fail ?? 0;
      while (at !== 0 && fail !== 0 && !nodes[fail]?.next.has(byte)) fail = nodes[fail]?.fail ?? 0;
      node.fail = at === 0 ? 0 : (nodes[fail]?.next.get(byte) ?? 0);
      node.ends.push(...(nodes[node.fail]?.ends ?? []));
      order.push(to);
    }
  }
  return order;
}

function assignColumns(nodes: readonly Node[]): { columns: Uint8Array; width: number } {
  const columns = new Uint8Array(256);
  let width = 1;
  for (const byte of [...new Set(nodes.flatMap(node => [...node.next.keys()]))].sort((a, b) => a - b)) {
    columns[byte] = width;
    if (byte >= 97 && byte <= 122) columns[byte - 32] = width;
    width += 1;
  }
  return { columns, width };
}

/**
 * Builds the automaton of `keywords` (not empty, in any case; a match reports the keyword's number in this list).
 * Aho and Corasick, "Efficient string matching", 1975, with the goto function completed into a transition table.
 */
export function buildAutomaton(keywords: readonly string[]): Automaton {
  const nodes = buildTrie(keywords);
  const order = linkFailures(nodes);
  const { columns, width } = assignColumns(nodes);
  const shift = Math.ceil(Math.log2(width));
  const quiet = order.filter(node => nodes[node]?.ends.length === 0);
  const loud = order.filter(node => nodes[node]?.ends.length !== 0);
  const stateOf = new Int32Array(nodes.length);
  [...quiet, ...loud].forEach((node, index) => {
    stateOf[node] = index;
  });
  const size = nodes.length << shift;
  const table = nodes.length <= NARROW ? new Uint16Array(size) : new Uint32Array(size);
  for (const at of order) {
    const { next, fail } = nodes[at] as Node;
    const row = (stateOf[at] ?? 0) << shift;
    const from = (stateOf[fail] ?? 0) << shift;
    table.copyWithin(row, from, from + width);
    for (const [byte, to] of next) table[row + (columns[byte] ?? 0)] = stateOf[to] ?? 0;
  }
  const outputStart = new Int32Array(loud.length + 1);
  const outputs: number[] = [];
  loud.forEach((node, index) => {
    outputs.push(...(nodes[node]?.ends ?? []));
    outputStart[index + 1] = outputs.length;
  });
  const lengths = Int32Array.from(keywords, keyword => utf8(keyword).length);
  return {
    columns,
    shift,
    table,
    firstOutput: quiet.length,
    outputStart,
    outputs: Int32Array.from(outputs),
    lengths,
    longest: lengths.reduce((longest, length) => Math.max(longest, length), 0),
  };
}

/** Growing list of (keyword number, start offset) pairs, reused from chunk to chunk. */
export type Hits = { keywords: Int32Array; starts: Int32Array; count: number };

export const createHits = (): Hits => ({ keywords: new Int32Array(1024), starts: new Int32Array(1024), count: 0 });

function grow(hits: Hits): void {
  const keywords = new Int32Array(hits.keywords.length * 2);
  const starts = new Int32Array(hits.starts.length * 2);
  keywords.set(hits.keywords);
  starts.set(hits.starts);
  hits.keywords = keywords;
  hits.starts = starts;
}

function addHits({ outputStart, outputs, lengths }: Automaton, output: number, end: number, hits: Hits): void {
  const last = outputStart[output + 1] as number;
  for (let index = outputStart[output] as number; index < last; index++) {
    const keyword = outputs[index] as number;
    if (hits.count === hits.keywords.length) grow(hits);
    hits.keywords[hits.count] = keyword;
    hits.starts[hits.count] = end - (lengths[keyword] as number);
    hits.count += 1;
  }
}

/** Texts shorter than this are read in one go. */
const LEAST_HALVED = 1024;

/**
 * Fills `hits` with every occurrence of every keyword in `bytes`, in no particular order. A step waits for the one before
 * it, so both halves of the text are read side by side; the second begins early enough to know the keywords across the cut.
 */
export function findKeywords(automaton: Automaton, bytes: Uint8Array, hits: Hits): void {
  const { columns, table, shift, firstOutput, longest } = automaton;
  const length = bytes.length;
  const half = length < LEAST_HALVED ? 0 : length >> 1;
  hits.count = 0;
  let left = 0;
  let right = 0;
  for (let at = Math.max(0, half - longest + 1); at < half; at++) {
    right = table[(right << shift) + (columns[bytes[at] as number] as number)] as number;
  }
  for (let at = 0; at < half; at++) {
    left = table[(left << shift) + (columns[bytes[at] as number] as number)] as number;
    right = table[(right << shift) + (columns[bytes[half + at] as number] as number)] as number;
    if (left >= firstOutput) addHits(automaton, left - firstOutput, at + 1, hits);
    if (right >= firstOutput) addHits(automaton, right - firstOutput, half + at + 1, hits);
  }
  for (let at = 2 * half; at < length; at++) {
    right = table[(right << shift) + (columns[bytes[at] as number] as number)] as number;
    if (right >= firstOutput) addHits(automaton, right - firstOutput, at + 1, hits);
  }
}

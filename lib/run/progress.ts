/** A line on the terminal for scans that take their time. Wipes itself, and never appears in a pipe. */

export type Progress = { readonly tick: (files: number, bytes: number) => void; readonly done: () => void };

const FIRST_AFTER = 1000;
const EVERY = 100;
const CLEAR_LINE = '\r\x1b[2K';

export const NO_PROGRESS: Progress = { tick: () => {}, done: () => {} };

/** `now` in milliseconds. The line is first written after a second, then ten times a second at most. */
export function createProgress(write: (text: string) => void, now: () => number): Progress {
  let next = now() + FIRST_AFTER;
  let shown = false;
  return {
    tick(files, bytes) {
      if ((files & 15) !== 0 && bytes < 1e7) return;
      const time = now();
      if (time < next) return;
      next = time + EVERY;
      shown = true;
      write(`${CLEAR_LINE}scanned ${files} files, ${(bytes / 1e6).toFixed(1)} MB …`);
    },
    done() {
      if (shown) write(CLEAR_LINE);
    },
  };
}

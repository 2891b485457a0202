/** Stops regular expressions that never end. V8 has no other way to interrupt one than the time limit of its `vm` module. */

import type { TimeLimit } from '../detection/detectors/raw-match.ts';

/** Work that runs longer than `milliseconds` is stopped and gives null; other errors pass through. */
export function createTimeLimit(milliseconds: number): TimeLimit {
  let run: ((work: () => unknown) => unknown) | null = null;
  return work => {
    run ??= createRunner(milliseconds);
    try {
      return run(work) as ReturnType<typeof work>;
    } catch (error) {
      if (isTimeout(error)) return null;
      throw error;
    }
  };
}

/** The error may come from the other context, where `instanceof Error` does not hold. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

function createRunner(timeout: number): (work: () => unknown) => unknown {
  const vm = process.getBuiltinModule('node:vm');
  const sandbox: { work?: () => unknown } = {};
  const context = vm.createContext(sandbox);
  const script = new vm.Script('work()');
  return work => {
    sandbox.work = work;
    return script.runInContext(context, { timeout });
  };
}

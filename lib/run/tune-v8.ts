/**
 * Sets V8 up for a scan of many files: by default it is tuned for programs that run longer and keep more. All of it may be
 * left out without a change in what a scan finds. No flag of how regular expressions run is among them: V8 crashes when one
 * changes after the first of them has run.
 */

/** The flags, and the major versions of Node that were seen to know them: others would complain about them. */
const FLAGS: readonly (readonly [flag: string, versions: readonly number[]])[] = [
  // A scan makes much garbage and keeps little; the heap would grow to several times what is alive for no gain in speed.
  ['--heap-growing-percent=20', [20, 22, 24]],
  ['--semi-space-growth-factor=1', [20, 22, 24]],
  // Optimizing code took a third of the processor time of a scan of some seconds. What runs a hundred times longer than the
  // rest is worth it all the same, and is optimized a moment later, once, when V8 has seen more of what it does.
  ['--interrupt-budget=540672', [20, 22]],
  ['--max-inlined-bytecode-size-cumulative=400', [20, 22, 24]],
];

/**
 * For all threads of this process. To be called before anything is loaded that only such a scan needs: V8 takes the compiled
 * code of a file only where it is set up as when that code was made. Each new thread has to ask again: starting one sets the
 * growth of the youngest objects' space back to V8's own, for all of them.
 */
export function tuneForManyFiles(): void {
  const v8 = process.getBuiltinModule('node:v8');
  const major = Number.parseInt(process.versions.node, 10);
  for (const [flag, versions] of FLAGS) if (versions.includes(major)) v8.setFlagsFromString(flag);
}

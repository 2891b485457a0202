/** Leaves no more annotations than GitHub shows, and says so: ten of a kind a step, fifty a job. */

const COMMAND = /^::(error|warning|notice) /;

/** `report` as `--format github` writes it, one command a line, the graver ones first. */
export function limitAnnotations(report: string, most: number): string {
  const counts = new Map<string, number>();
  let left = 0;
  const kept = report.split('\n').filter(line => {
    const kind = COMMAND.exec(line)?.[1];
    if (kind === undefined) return true;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    if (count > most) left += 1;
    return count <= most;
  });
  if (left === 0) return kept.join('\n');
  const last = kept.pop() ?? '';
  return [...kept, `gate: ${left} more are not shown here; the summary of the job lists them.`, last].join('\n');
}

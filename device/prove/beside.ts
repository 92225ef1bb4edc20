/** Something to be done, beside other things, once what it begins with is there. */
export interface Task {
  readonly name: string;
  /** About how long it takes: what takes longest begins first, so that nothing is left alone at the end. */
  readonly minutes: number;
  /** Names of what must have gone well before. */
  readonly after: readonly string[];
}

/**
 * Does tasks, at most `atOnce` beside each other. Returns those that were not begun, with what they waited for in vain.
 *
 * @param work says whether it went well; does not throw
 */
export async function beside(
  tasks: readonly Task[],
  atOnce: number,
  work: (task: Task) => Promise<boolean>,
): Promise<ReadonlyMap<string, string>> {
  const waitedFor = new Set(tasks.flatMap(({ after }) => after));
  const left = tasks.toSorted(
    (a, b) => Number(waitedFor.has(b.name)) - Number(waitedFor.has(a.name)) || b.minutes - a.minutes,
  );
  const good = new Set<string>();
  const lost = new Set<string>();
  const running = new Map<string, Promise<void>>();
  const inVain = new Map<string, string>();
  const begin = (task: Task): void => {
    running.set(
      task.name,
      work(task).then((wentWell) => {
        (wentWell ? good : lost).add(task.name);
        running.delete(task.name);
      }),
    );
  };
  for (;;) {
    const place = left.findIndex(
      ({ after }) =>
        after.some((name) => lost.has(name)) || (running.size < atOnce && after.every((name) => good.has(name))),
    );
    const [task] = place === -1 ? [] : left.splice(place, 1);
    const why = task?.after.find((name) => lost.has(name));
    if (task && why !== undefined) {
      lost.add(task.name);
      inVain.set(task.name, why);
    } else if (task) begin(task);
    else if (running.size > 0) await Promise.race(running.values());
    else return inVain;
  }
}

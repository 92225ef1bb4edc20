/** An arrow of a graph of names. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/**
 * The circles of a graph: each group of two or more names that all lead to one another, sorted, written `a ⇄ b ⇄ c`.
 * (Tarjan's strongly connected components.)
 */
export function circlesIn(arrows: readonly Arrow[]): string[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of arrows) next.set(from, (next.get(from) ?? new Set()).add(to));
  const order = new Map<string, number>();
  const open: string[] = [];
  const circles: string[] = [];

  const visit = (name: string): number => {
    const own = order.size;
    order.set(name, own);
    open.push(name);
    let low = own;
    for (const to of next.get(name) ?? []) {
      if (!order.has(to)) low = Math.min(low, visit(to));
      else if (open.includes(to)) low = Math.min(low, order.get(to) ?? own);
    }
    if (low === own) {
      const group = open.splice(open.indexOf(name));
      if (group.length > 1) circles.push(group.sort().join(' ⇄ '));
    }
    return low;
  };
  for (const name of next.keys()) if (!order.has(name)) visit(name);
  return circles.sort();
}

/** Every name that `starts` lead to, themselves among them. */
export function reachedFrom(starts: readonly string[], arrows: readonly Arrow[]): Set<string> {
  const reached = new Set(starts);
  // A set grows while it is walked, and the walk comes to what was added.
  for (const name of reached) for (const { from, to } of arrows) if (from === name) reached.add(to);
  return reached;
}

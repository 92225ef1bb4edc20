import type { Registry } from 'prom-client';
import { type FigureName, kioskFigures } from '../../diagnostics/history/figures.ts';

/** The figures as they are now; of what only grows, by how much it has grown since they were asked for last. */
export type FiguresNow = () => Promise<Readonly<Partial<Record<FigureName, number>>>>;

/** What of `registry` is kept for longer than a scrape. A figure that is not known at the moment is left out. */
export function figuresNow(registry: Registry): FiguresNow {
  const before = new Map<string, number>();
  return async () => {
    const metrics = new Map((await registry.getMetricsAsJSON()).map((metric) => [metric.name, metric]));
    const figures = Object.entries(kioskFigures).flatMap(([name, { metric }]): [string, number][] => {
      const found = metric === null ? undefined : metrics.get(metric);
      if (!found) return [];
      const value = found.values.reduce((sum, each) => sum + each.value, 0);
      if (!Number.isFinite(value)) return [];
      if (String(found.type) !== 'counter') return [[name, value]];
      const grown = value - (before.get(name) ?? 0);
      before.set(name, value);
      return [[name, grown]];
    });
    return Object.fromEntries(figures);
  };
}

import { instance } from '@viz-js/viz';

/** Lays a Graphviz document out as SVG. The same text gives the same bytes. */
export async function statechartSvg(dot: string): Promise<string> {
  const viz = await instance();
  return viz.renderString(dot, { format: 'svg', engine: 'dot' });
}

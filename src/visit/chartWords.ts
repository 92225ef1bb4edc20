import type { AnyStateNode } from 'xstate';

/** Names of states, as they stand in each other. */
export interface StateNames extends ReadonlyMap<string, StateNames> {}

/** What a statechart calls what it takes, where it stands and what it has done. */
export interface ChartWords {
  readonly events: ReadonlySet<string>;
  readonly states: StateNames;
  /** Names of the work it invokes. */
  readonly work: ReadonlySet<string>;
}

/** Every word that the log of this statechart can say: beside them nothing in it is the program's own. */
export function chartWords({ root }: { readonly root: AnyStateNode }): ChartWords {
  const nodes = nodesIn(root);
  return {
    events: new Set(['xstate.init', ...nodes.flatMap(({ ownEvents }) => ownEvents)]),
    states: namesBelow(root),
    work: new Set(nodes.flatMap(({ invoke }) => invoke.map(({ id }) => id))),
  };
}

function nodesIn(node: AnyStateNode): readonly AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(nodesIn)];
}

function namesBelow(node: AnyStateNode): StateNames {
  return new Map(Object.entries(node.states).map(([name, below]) => [name, namesBelow(below)]));
}

import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';

const colours = { text: '#17242b', line: '#5b6f76', group: '#f2f6f5', leaf: '#ffffff', screen: '#0b5d57' } as const;

/** The statechart as a Graphviz document, made from the machine itself: nested boxes, arrows with what moves them. */
export function statechartDot(machine: AnyStateMachine): string {
  const lines = [
    'digraph kiosk {',
    `  graph [compound=true, rankdir=TB, fontname="sans-serif", fontsize=13, nodesep=0.55, ranksep=0.5, fontcolor="${colours.text}"];`,
    `  node [shape=box, style="rounded,filled", fillcolor="${colours.leaf}", color="${colours.line}", fontname="sans-serif", fontsize=12, fontcolor="${colours.text}"];`,
    `  edge [color="${colours.line}", fontname="sans-serif", fontsize=10, fontcolor="${colours.text}", arrowsize=0.6];`,
    ...children(machine.root).flatMap((child) => box(child, 1)),
    ...descendants(machine.root).flatMap(arrows),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function children(node: AnyStateNode): AnyStateNode[] {
  return Object.values(node.states);
}

function descendants(node: AnyStateNode): AnyStateNode[] {
  return [node, ...children(node).flatMap(descendants)];
}

/** A leaf is a box with its screen below its name; a state with states inside is a frame around them. */
function box(node: AnyStateNode, depth: number): string[] {
  const indent = '  '.repeat(depth);
  const screen = screenOf(node);
  if (children(node).length === 0) {
    const label = screen ? `${node.key}\\n«${screen}»` : node.key;
    const colour = screen ? `, color="${colours.screen}", penwidth=1.6` : '';
    const final = node.type === 'final' ? ', peripheries=2' : '';
    return [`${indent}${quoted(node.id)} [label="${label}"${colour}${final}];`];
  }
  const style = node.parent?.type === 'parallel' ? 'dashed' : 'solid';
  return [
    `${indent}subgraph ${quoted(`cluster ${node.id}`)} {`,
    `${indent}  label="${node.key}${screen ? ` «${screen}»` : ''}"; style="rounded,filled,${style}"; fillcolor="${colours.group}"; color="${colours.line}";`,
    ...children(node).flatMap((child) => box(child, depth + 1)),
    `${indent}}`,
  ];
}

/** The screen a state shows, with the phase of it where it has several. */
function screenOf({ meta }: AnyStateNode): string | undefined {
  if (typeof meta?.screen !== 'string') return undefined;
  return typeof meta.phase === 'string' ? `${meta.screen}: ${meta.phase}` : meta.screen;
}

/** One arrow per pair of states, with every event that leads from the one to the other. */
function arrows(node: AnyStateNode): string[] {
  const labels = new Map<AnyStateNode, string[]>();
  const transitions = [...node.transitions.values()].flat().concat(node.always ?? []);
  for (const transition of transitions) {
    for (const target of transition.target ?? []) {
      if (target === node) continue;
      labels.set(target, [...(labels.get(target) ?? []), name(transition)]);
    }
  }
  return [...labels].map(([target, names]) => arrow(node, target, [...new Set(names)]));
}

function arrow(from: AnyStateNode, to: AnyStateNode, names: readonly string[]): string {
  const attributes = [`label="${names.join('\\n')}"`];
  if (children(from).length > 0) attributes.push(`ltail=${quoted(`cluster ${from.id}`)}`);
  if (children(to).length > 0) attributes.push(`lhead=${quoted(`cluster ${to.id}`)}`);
  return `  ${quoted(firstLeaf(from).id)} -> ${quoted(firstLeaf(to).id)} [${attributes.join(', ')}];`;
}

function firstLeaf(node: AnyStateNode): AnyStateNode {
  const initial = node.initial?.target[0] ?? children(node)[0];
  return initial ? firstLeaf(initial) : node;
}

function name({ eventType, guard }: AnyTransitionDefinition): string {
  const done = /^xstate\.(done|error)\.actor\.(.+)$/.exec(eventType);
  const after = /^xstate\.after\.([A-Za-z]+)\./.exec(eventType);
  const event = done ? `${done[2]} ${done[1] === 'done' ? '✓' : '✗'}` : after ? `⏱ ${after[1]}` : eventType;
  const condition = guardName(guard);
  const shown = eventType.startsWith('xstate.done.state.') ? 'all over' : event;
  return [shown, condition && `[${condition}]`].filter(Boolean).join(' ');
}

function guardName(guard: unknown): string | undefined {
  if (typeof guard === 'string') return guard;
  if (typeof guard === 'object' && guard && 'type' in guard && typeof guard.type === 'string') return guard.type;
  return undefined;
}

function quoted(text: string): string {
  return `"${text}"`;
}

import { type Access, rooms } from './rooms.ts';

/** The table of rooms as ARCHITECTURE.md shows it, in Markdown. */
export function roomsTable(): string {
  const rows = Object.entries(rooms).map(
    ([name, { about, may }]) => `| \`${name}\` | ${about} | ${arrowsIn(may) || '–'} |`,
  );
  return ['| room | what it is about | may name |', '|---|---|---|', ...rows].join('\n');
}

function arrowsIn(may: Readonly<Record<string, Access>>): string {
  const whole = Object.entries(may).filter(([, access]) => access === 'whole');
  const parts = Object.entries(may).flatMap(([name, access]) => (access === 'whole' ? [] : [partOf(name, access)]));
  return [whole.map(([name]) => name).join(' '), ...parts].filter(Boolean).join('; ');
}

function partOf(name: string, { files, because }: Exclude<Access, 'whole'>): string {
  return `of ${name} ${files.map((file) => `\`${file.replace(/\.ts$/, '')}\``).join(' ')} (${because})`;
}

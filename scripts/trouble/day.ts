import { arrivalOf, strangeArrivalOf } from './arrivals.ts';
import type { Episode } from './episodes.ts';
import type { Stand } from './stand.ts';
import { goThrough, type Visit } from './visit.ts';

/** How the line of an episode begins that could not be made, behind its name. */
export const notMade = 'NOT AS IT SHOULD';

/** Between how many patients one comes with a chip that somebody made. */
const strangeEvery = 9;

/** What happened on a day. */
export interface Diary {
  /** Before the trouble began. */
  readonly quiet: readonly Visit[];
  /** While it went on; of patients with a card of their own. */
  readonly troubled: readonly Visit[];
  /** With chips that somebody made. */
  readonly strange: readonly Visit[];
  /** A line for each episode. */
  readonly episodes: readonly string[];
}

export interface Plan {
  /** How many are to be told that they are checked in, the quiet ones among them. */
  readonly visits: number;
  readonly quietVisits: number;
  readonly groups: readonly (readonly Episode[])[];
  readonly report: (line: string) => void;
}

/** Patients one after the other all day; after the quiet ones the groups of trouble, each with its share of patients. */
export async function live(stand: Stand, { visits, quietVisits, groups, report }: Plan): Promise<Diary> {
  const diary = { quiet: [] as Visit[], troubled: [] as Visit[], strange: [] as Visit[], episodes: [] as string[] };
  const serve = async (into: Visit[], arrival = arrivalOf(into.length)): Promise<void> => {
    const { patient, simulator } = await stand.invited();
    into.push(await goThrough(patient, simulator, arrival));
  };
  while (told(diary.quiet) < quietVisits) await serve(diary.quiet);
  report(`${diary.quiet.length} quiet visits`);
  for (const [index, group] of groups.entries()) {
    const share = Math.ceil(((visits - quietVisits) * (index + 1)) / groups.length);
    let goesOn = true;
    const trouble = Promise.all(group.map((episode) => tried(episode, stand))).finally(() => {
      goesOn = false;
    });
    while (goesOn || told(diary.troubled) < share) {
      await serve(diary.troubled);
      if (diary.troubled.length % strangeEvery === 0) {
        await serve(diary.strange, strangeArrivalOf(diary.strange.length));
      }
    }
    for (const line of await trouble) {
      diary.episodes.push(line);
      report(line);
    }
  }
  return diary;
}

/** How many of them were told that they are checked in. */
export function told(visits: readonly Visit[]): number {
  return visits.filter(({ ending }) => ending.kind === 'told').length;
}

async function tried({ name, make }: Episode, stand: Stand): Promise<string> {
  const said = await make(stand).catch((error: unknown) => `${notMade}: ${error}`);
  return `${name}: ${said}`;
}

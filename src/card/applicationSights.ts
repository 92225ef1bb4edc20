import { type ApplicationName, applicationId } from './application.ts';
import type { CardChannel } from './reader.ts';
import { selectApplication } from './select.ts';
import { statusWord } from './statusWord.ts';
import { type TraceEntry, traced } from './trace.ts';

/** What a card answered when one of its applications was asked for; nothing of what is in it. */
export interface ApplicationSight {
  readonly application: ApplicationName;
  /** The status word; `silent` where no answer came, `not-asked` where the card was gone or cut off before. */
  readonly status: number | 'silent' | 'not-asked';
}

/** A line to a card that remembers how its applications were found. */
export interface SightedChannel {
  readonly channel: CardChannel;
  /** One for each application that this program enters. */
  readonly sights: () => readonly ApplicationSight[];
}

const names: readonly ApplicationName[] = ['jpki', 'cardFace', 'textInput'];
const [selectByName, verify] = [[0xa4, 0x04], 0x20] as const;

/** Of a card that lets nobody connect. */
export const allSilent: readonly ApplicationSight[] = names.map((application) => ({ application, status: 'silent' }));

/** What is not known of a card that failed is asked in so long at most, milliseconds: its power is owed to be cut. */
const lookMs = 500;

/**
 * Remembers what a card answered to each selection of an application, so that a bad card can be told from a bad reader
 * when it is gone. Of a card that failed, the applications that nobody asked for are asked for before it is powered off:
 * selecting spends nothing. A card at which a PIN was tried is cut off at once all the same.
 */
export function sighted(line: CardChannel): SightedChannel {
  const found = new Map<ApplicationName, number | 'silent'>();
  const about = { isSilent: false, hasFailed: false, hasPin: false };
  const note = (name: ApplicationName | undefined, { header: [, ins], status }: TraceEntry): void => {
    about.hasPin ||= ins === verify;
    about.isSilent ||= status === undefined;
    about.hasFailed ||= status === undefined || (name !== undefined && status !== statusWord.ok);
    if (name !== undefined) found.set(name, status ?? 'silent');
  };
  const channel: CardChannel = {
    atr: line.atr,
    reader: line.reader,
    async transmit(command, options) {
      // Read before the command is sent: the caller zeroes it.
      const name = applicationIn(command);
      let entry: TraceEntry | undefined;
      const answer = await traced(line, (each) => {
        entry = each;
      }).transmit(command, options);
      // What was cut short by ourselves says nothing of the card.
      if (entry && !options?.signal?.aborted) note(name, entry);
      return answer;
    },
    async powerOff() {
      const unknown = names.filter((name) => !found.has(name));
      if (about.hasFailed && !about.isSilent && !about.hasPin) {
        const signal = AbortSignal.timeout(lookMs);
        for (const name of unknown) await selectApplication(channel, applicationId[name], signal);
      }
      await line.powerOff();
    },
  };
  return {
    channel,
    sights: () => names.map((application) => ({ application, status: found.get(application) ?? 'not-asked' })),
  };
}

/** Which application this command selects; undefined for any other command. */
function applicationIn(command: Uint8Array): ApplicationName | undefined {
  const [, ins, p1, , length = 0] = command;
  if (ins !== selectByName[0] || p1 !== selectByName[1]) return undefined;
  const asked = Buffer.from(command.subarray(5, 5 + length));
  return names.find((name) => asked.equals(applicationId[name]));
}

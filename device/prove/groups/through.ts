import { endOf } from '../desk/updating.ts';
import { bootEntriesOn } from '../diskSeen.ts';
import { comesUpWith, startMs, updatedFromStick } from './atTheKiosk.ts';
import { type Group, minute, must } from './group.ts';

const visitMs = 20 * minute;
const updateMs = 25 * minute;

/** A good update, with receptions that wait in the queue, and back to the version before. */
export const through: Group = {
  name: 'through',
  about: 'a good update and back again, while receptions wait: nothing is lost, nothing comes twice',
  minutes: 38,
  cases(proof) {
    const kiosk = proof.kiosk('through');
    const { old, good, visits, picture } = proof;
    let before = 0;
    const inNewSystem = async (version: string, name: string) => {
      await kiosk.switchOff();
      const { slot, isOnTrial } = await comesUpWith(proof, kiosk, { version, picture: name });
      must(isOnTrial, 'it is not on trial');
      await kiosk.isGood(startMs);
      const entries = bootEntriesOn(kiosk.disk).join(' ');
      return `slot ${slot}, version ${version}, good (${entries})`;
    };
    return [
      {
        name: 'the clinic’s system is away, and two patients come',
        limitMs: startMs + 2 * visitMs,
        async work() {
          await comesUpWith(proof, kiosk, { version: old.version, picture: 'through' });
          before = visits.delivered.length;
          visits.shutReceiver();
          await visits.one(kiosk, picture);
          await visits.one(kiosk, picture);
          must(visits.delivered.length === before, 'something was delivered');
          return 'two receptions, none delivered';
        },
      },
      {
        name: 'a good update from a stick',
        limitMs: updateMs,
        async work() {
          let isShown = false;
          const ended = await updatedFromStick(proof, kiosk, good.file, {
            watch(standing) {
              // Not sooner: an emulated machine is some seconds behind with its screen.
              if (standing.kind === 'installing' && standing.percent > 40 && !isShown) {
                isShown = true;
                void kiosk.machine.picture(picture('updating')).catch(() => undefined);
              }
              return false;
            },
          });
          must(ended.kind === 'installed', `it ended with ${endOf(ended)}`);
          return `version ${endOf(ended)} is in`;
        },
      },
      {
        name: 'the new version starts, serves and is good',
        limitMs: 2 * startMs,
        work: () => inNewSystem(good.version, 'through-new'),
      },
      {
        name: 'a third patient comes',
        limitMs: visitMs,
        async work() {
          await visits.one(kiosk, picture);
          must(visits.delivered.length === before, 'something was delivered');
          return 'three receptions wait';
        },
      },
      {
        name: 'an administrator has the older version back',
        limitMs: updateMs,
        async work() {
          const ended = await updatedFromStick(proof, kiosk, old.file, { allowOlder: true });
          must(ended.kind === 'installed', `it ended with ${endOf(ended)}`);
          return `version ${endOf(ended)} is in`;
        },
      },
      {
        name: 'the older version starts, serves and is good',
        limitMs: 2 * startMs,
        work: () => inNewSystem(old.version, 'through-back'),
      },
      {
        name: 'the clinic’s system is back, and has each of the three once',
        limitMs: 10 * minute,
        async work() {
          visits.openReceiver();
          await visits.deliveredMore(3, before);
          const keys = visits.delivered.slice(before);
          must(new Set(keys).size === 3 && keys.length === 3, `${keys.length} receptions came`);
          await kiosk.switchOff();
          return 'three receptions, each once';
        },
      },
    ];
  },
};

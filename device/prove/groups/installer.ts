import { setTimeout as sleep } from 'node:timers/promises';
import { confirmation } from '../../onboard/install/pages.ts';
import { isEmptyDisk } from '../disks.ts';
import { pressEnter, typeLetters } from '../machine/touch.ts';
import { startMs } from './atTheKiosk.ts';
import { type Group, minute, must } from './group.ts';

const writeMs = 30 * minute;
const readMs = 10_000;

/** A PC without a system, and the stick. */
export const installer: Group = {
  name: 'installer',
  isNew: true,
  about: 'a stick writes the system to an empty disk, once somebody has typed the word; the disk then starts by itself',
  minutes: 13,
  cases(proof) {
    const kiosk = proof.emptyKiosk('installer');
    const { old, picture } = proof;
    return [
      {
        name: 'started from the stick it asks, and has written nothing',
        isStart: true,
        limitMs: startMs,
        async work() {
          await kiosk.switchOn(proof.installer);
          const [, device = ''] = await kiosk.machine.line.until(
            /installer: asks whether to write to (\S+)\s/,
            startMs,
          );
          await sleep(readMs);
          await kiosk.machine.picture(picture('installer-asks'));
          must(isEmptyDisk(kiosk.disk), 'something was written before anybody said so');
          return `asks about ${device}`;
        },
      },
      {
        name: 'another word is none; at the word it writes, and switches the machine off',
        limitMs: writeMs,
        async work() {
          const { qmp, line, off } = kiosk.machine;
          await typeLetters(qmp, 'yes');
          await pressEnter(qmp);
          await sleep(readMs);
          must(isEmptyDisk(kiosk.disk), 'another word was enough');
          await typeLetters(qmp, confirmation);
          await pressEnter(qmp);
          const [, said = ''] = await line.until(/installer: (the system is on \S+)\s/, writeMs);
          await off;
          return said;
        },
      },
      {
        name: 'without the stick the disk starts, and begins with the set-up',
        isStart: true,
        limitMs: 2 * startMs,
        async work() {
          await kiosk.switchOn();
          const [, data] = await kiosk.machine.line.until(/uketsuke: data: (made|opened)/, startMs);
          await sleep(readMs);
          // The recovery key is shown once, by the start that made the data.
          if (data === 'made') await pressEnter(kiosk.machine.qmp);
          const { slot, version } = await kiosk.started(startMs);
          must(version === old.version, `version ${version} was started`);
          await kiosk.machine.line.until(/configuration: none yet, the set-up makes it/, startMs);
          await kiosk.isGood(startMs);
          await kiosk.machine.picture(picture('installer-set-up'));
          await kiosk.switchOff();
          return `slot ${slot}, version ${version}, good, with its set-up on the screen`;
        },
      },
    ];
  },
};

import { setTimeout as sleep } from 'node:timers/promises';
import { isSealingBegun, isSealingDone } from '../diskSeen.ts';
import { pressEnter } from '../machine/touch.ts';
import { comesUpWith, serving, startMs } from './atTheKiosk.ts';
import { cutMs, cutWhen, within } from './cutting.ts';
import { type Group, must } from './group.ts';

/** The plug is pulled during the very first start. */
export const firstStartCut: Group = {
  name: 'first-start-cut',
  isNew: true,
  about: 'the plug is pulled while the first start makes the data: the next start makes or opens them',
  minutes: 18,
  cases(proof) {
    const kiosk = proof.newKiosk('first-start-cut');
    const { old, picture } = proof;
    return [
      {
        name: 'cut while the sealed volume is made',
        limitMs: cutMs,
        async work() {
          await kiosk.switchOn();
          await cutWhen(kiosk, () => isSealingBegun(kiosk.disk), within(cutMs));
          must(!isSealingDone(kiosk.disk), 'the table was written already');
          return 'the volume was begun, the table was not written';
        },
      },
      {
        name: 'the next start makes the data; cut while the recovery key is shown',
        limitMs: cutMs,
        async work() {
          await kiosk.switchOn();
          const [, said = ''] = await kiosk.machine.line.until(/uketsuke: data: (.*)/, cutMs);
          must(said.startsWith('made'), `data: ${said}`);
          await sleep(5_000);
          await kiosk.machine.picture(picture('cut-recovery-key'));
          await kiosk.cutPower();
          return said;
        },
      },
      {
        name: 'the next start opens them and shows another recovery key: nobody had the first',
        limitMs: startMs + cutMs,
        async work() {
          await kiosk.switchOn();
          const [, said = ''] = await kiosk.machine.line.until(/uketsuke: data: (.*)/, cutMs);
          must(said.startsWith('opened'), `data: ${said}`);
          await sleep(10_000);
          await kiosk.machine.picture(picture('cut-recovery-key-again'));
          await pressEnter(kiosk.machine.qmp);
          const { slot } = await serving(kiosk, picture('first-start-cut'), old.version);
          await kiosk.switchOff();
          return `slot ${slot} serves`;
        },
      },
    ];
  },
};

/** Four starts in a row are cut short. */
export const cutInARow: Group = {
  name: 'cut-in-a-row',
  about: 'four starts in a row are cut as the data are opened: the fifth opens them, and serves',
  minutes: 16,
  cases(proof) {
    const kiosk = proof.kiosk('cut-in-a-row');
    const { old } = proof;
    return [
      {
        name: 'four starts are cut',
        limitMs: 2 * cutMs,
        async work() {
          for (let time = 1; time <= 4; time += 1) {
            await kiosk.switchOn();
            await kiosk.machine.line.until(/uketsuke: data: opened/, cutMs);
            await kiosk.cutPower();
          }
          return 'four times as soon as the data were open';
        },
      },
      {
        name: 'the fifth serves',
        isStart: true,
        limitMs: startMs,
        async work() {
          const { slot } = await comesUpWith(proof, kiosk, { version: old.version, picture: 'cut-in-a-row' });
          await kiosk.switchOff();
          return `slot ${slot}`;
        },
      },
    ];
  },
};
